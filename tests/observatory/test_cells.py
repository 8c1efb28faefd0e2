"""What may stand in a cell of a sheet."""

from decimal import Decimal

import pytest

from cauhien.observatory.actions.sheets.cells import (
    Amount,
    Period,
    Unreadable,
    amount_of,
    decimal_mark,
    origin_in,
    period_of,
    qualifier_in,
)
from cauhien.observatory.states import Origin, Qualifier


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("23.95", Amount(Qualifier.EXACT, 23.95)),
        (Decimal("23.95"), Amount(Qualifier.EXACT, 23.95)),
        ("23,95", Amount(Qualifier.EXACT, 23.95)),
        ("1.234,5", Amount(Qualifier.EXACT, 1234.5)),
        ("1,234.5", Amount(Qualifier.EXACT, 1234.5)),
        ("1,234,567", Amount(Qualifier.EXACT, 1234567)),
        ("1.234.567", Amount(Qualifier.EXACT, 1234567)),
        ("1.234", Amount(Qualifier.EXACT, 1.234)),
        ("2008", Amount(Qualifier.EXACT, 2008)),
        ("-2.5e3", Amount(Qualifier.EXACT, -2500)),
        ("82 %", Amount(Qualifier.EXACT, 82)),
        ("≥ 90", Amount(Qualifier.LEAST, 90)),
        (">= 90", Amount(Qualifier.LEAST, 90)),
        ("hơn 1000", Amount(Qualifier.LEAST, 1000)),
        ("≈23", Amount(Qualifier.ABOUT, 23)),
        ("khoảng 23", Amount(Qualifier.ABOUT, 23)),
        ("<= 600", Amount(Qualifier.MOST, 600)),
        ("61-70", Amount(Qualifier.BAND, low=61, high=70)),
        ("61–70", Amount(Qualifier.BAND, low=61, high=70)),
        ("not listed", Amount(Qualifier.UNLISTED)),
        ("Không có tên", Amount(Qualifier.UNLISTED)),
    ],
)
def test_a_value_is_read_as_people_write_it(cell, amount):
    assert amount_of(cell) == amount


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        (None, "empty"),
        ("", "empty"),
        ("n/a", "number"),
        ("12 or 13", "number"),
        ("=1+1", "number"),
        (True, "number"),
        ("1e999", "number"),
        ("89,300", "separator"),  # 89.3 or 89300?
        ("70-61", "band"),
    ],
)
def test_what_could_be_read_in_two_ways_is_refused(cell, why):
    with pytest.raises(Unreadable) as refused:
        amount_of(cell)
    assert refused.value.why == why


@pytest.mark.parametrize(
    ("cell", "mark"),
    [
        ("7,5", ","),
        ("7.5", "."),
        ("0.419", "."),
        ("89,300", ""),
        ("7.200", ""),
        ("12", ""),
        (7, ""),
    ],
)
def test_a_number_tells_its_decimal_mark_where_it_can_be_no_other(cell, mark):
    assert decimal_mark(cell) == mark


@pytest.mark.parametrize(
    ("cell", "period"),
    [
        ("2024", Period("2024", 2024, 2024)),
        (Decimal(2024), Period("2024", 2024, 2024)),
        ("2021-2025", Period("2021-2025", 2021, 2025)),
        ("2021 – 2025", Period("2021-2025", 2021, 2025)),
        ("n.d.", Period()),
        ("không rõ", Period()),
        (None, Period()),
    ],
)
def test_a_period_is_a_year_a_span_or_nothing(cell, period):
    assert period_of(cell) == period


@pytest.mark.parametrize("cell", ["24", "2025-2021", "1066", "May 2024", "2024.5", "2021-25"])
def test_what_is_no_period_is_refused(cell):
    with pytest.raises(Unreadable, match="year"):
        period_of(cell)


def test_a_note_says_how_exact_a_value_is_and_where_it_comes_from():
    notes = ["about; May 2024", "'nearly 100'; undated", "more than", "aboutness", "July 2023"]

    found = [qualifier_in(note) for note in notes]

    assert found == [Qualifier.ABOUT, Qualifier.ABOUT, Qualifier.LEAST, None, None]
    assert origin_in("derived: 196 in 2020 after rising 33 places") == Origin.DERIVED
    assert origin_in("sum of 4 sub-dimensions") == Origin.COMPUTED
