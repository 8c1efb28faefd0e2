"""Tables as XLSX: what goes out comes back, and what is no table is refused."""

import io
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cauhien.core.sheets import NotATable, Row, Table, TooLong, book, rows_of

NAMES = [("Mã", 10), ("Số tiền", 20)]
printed = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1)
amounts = st.decimals(-(10**15), 10**15, places=4, allow_nan=False)


def a_book(*lines):
    """Return the bytes of a workbook as somebody else's program writes it."""
    file, stream = openpyxl.Workbook(), io.BytesIO()
    for line in lines:
        file.active.append(line)
    file.save(stream)
    return stream.getvalue()


@settings(max_examples=40)
@given(printed, amounts, st.dates(date(1901, 1, 1), date(2200, 1, 1)))
def test_texts_days_and_amounts_come_back_to_the_last_digit(text, amount, day):
    data = book([Table("Dự án", [*NAMES, ("Ngày", 12)], [[text, amount, day]])])

    (row,) = rows_of(data)
    code, number, on = row.cells.values()

    assert (code, Decimal(number), on) == (text, amount, day)


def test_a_text_that_looks_like_a_formula_stays_a_text():
    data = book([Table("a[b]:*?/\\c", NAMES, [["=1+1", None]])])

    sheet = openpyxl.load_workbook(io.BytesIO(data)).active

    assert (sheet["A2"].data_type, sheet["A2"].value, sheet["B2"].value) == ("s", "=1+1", None)


def test_a_row_keeps_its_number_where_others_are_empty():
    data = a_book(["Mã", "Số tiền"], [None, None], ["  hl-001 ", 10.5], [], [None, True])

    assert rows_of(data) == [
        Row(3, {"Mã": "hl-001", "Số tiền": Decimal("10.5")}),
        Row(5, {"Mã": None, "Số tiền": True}),
    ]


def test_a_moment_is_no_day():
    moment = datetime(2026, 11, 24, 9, 30)  # noqa: DTZ001 - a spreadsheet has no time zones
    cells = rows_of(a_book(["Ngày", "Lúc"], [datetime(2026, 11, 24), moment]))[0].cells  # noqa: DTZ001 - as above

    assert cells == {"Ngày": date(2026, 11, 24), "Lúc": moment}


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04 not a workbook", a_book(), a_book(["Mã", "Mã"]), a_book(["Mã", "", "Tên"])],
)
def test_what_does_not_name_each_column_once_is_no_table(data):
    with pytest.raises(NotATable):
        rows_of(data)


def test_a_table_that_is_too_long_is_not_read_in_part():
    with pytest.raises(TooLong):
        rows_of(a_book(["Mã"], ["a"], ["b"], ["c"]), most=2)
