"""What the records say of the gap between a published total and the computed one."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings

from cauhien.park.models import PublishedTotal, Statement
from cauhien.park.queries.accounts import Range, Worth, account
from cauhien.park.queries.totals import Known, Money, totals_on
from cauhien.park.states import Aside, Step
from tests.park.test_totals import DAY, above, parks

BEFORE, AFTER = date(2017, 1, 1), date(2020, 1, 1)


def published(value, kind="capital", currency="USD", qualifier=""):
    figure = {"kind": kind, "value": Decimal(value), "currency": currency, "qualifier": qualifier}
    return PublishedTotal(statement=Statement(as_of=DAY), **figure)


def licensed(code, amount=None, *, on=BEFORE, currency="USD", **more):
    capital = (Money("registered", on, Decimal(amount), currency),) if amount else ()
    return Known(code, statuses=((on, "licensed"),), capital=capital, **more)


def steps(found):
    return [(part.word, part.codes, part.value) for part in found.parts]


def exactly(number):
    return Range(Decimal(number), Decimal(number))


def test_what_may_be_in_a_published_total_besides_is_named_step_by_step():
    certain, early = licensed("a", 100), licensed("b", 30, on=BEFORE)
    late = licensed("b", 30, on=AFTER)
    announced = Money("registered", BEFORE, Decimal(150), "USD", "planned")
    around = Known("c", statuses=((BEFORE, "proposed"),), capital=(announced,), number=3)
    inside = licensed("d", 60, parent="c")
    blank, gone = licensed("e"), Known("f", statuses=((BEFORE, "revoked"),), capital=late.capital)

    known = [certain, late, around, inside, blank, gone]
    found = account(published(500), known, [certain, early, around, inside, blank, gone], {}, 9)

    assert steps(found) == [
        (Step.COUNTED, ["a", "d"], exactly(160)),
        (Step.UNDATED, ["b"], exactly(30)),
        (Step.PLANNED, ["c"], exactly(90)),
    ]
    assert found.asides[Aside.WITHOUT].codes == ["e"]
    assert (found.difference, found.remains) == (Range(Decimal(220), Decimal(340)), Decimal(220))
    assert (found.missing_projects, found.parts[2].number) == (6, 2)


@pytest.mark.parametrize(
    ("qualifier", "difference"),
    [
        ("at_least", Range(Decimal(680), None)),
        ("about", Range(Decimal(675), Decimal(685))),
        ("nearly", Range(Decimal(670), Decimal(680))),
    ],
)
def test_a_qualifier_bounds_the_difference(qualifier, difference):
    known = [licensed("a", 100)]

    found = account(published(780, qualifier=qualifier), known, known)

    assert found.difference == difference


def test_a_currency_without_a_stated_rate_is_bounded_by_the_nearest_ones():
    known = [licensed("a", 100), licensed("b", 500, currency="VND")]
    near = Worth(Decimal(20), Decimal(25), is_stated=False)

    found = account(published(4000, currency="VND"), known, known, {"USD": near})
    without = account(published(4000, currency="VND"), known, known)

    assert found.counted.value == Range(Decimal(2500), Decimal(3000))
    assert (found.difference, found.assumed) == (
        Range(Decimal(1000), Decimal(1500)),
        {"USD": near},
    )
    assert (without.difference, without.remains) == (None, None)


def test_a_difference_that_the_records_can_cover_is_said_so():
    certain, late = licensed("a", 100), licensed("b", 30, on=AFTER)

    covered = account(published(120), [certain, late], [certain, licensed("b", 30)])
    too_much = account(published(90), [certain], [certain])

    assert (covered.is_covered, covered.remains) == (True, 0)
    assert too_much.is_covered is False


def test_a_project_counted_is_not_one_that_only_may_be():
    built = Known("a", statuses=((BEFORE, "licensed"), (BEFORE, "operating")))
    plain = licensed("b", number=2)

    found = account(published(5, "operating", ""), [built, plain], [built, plain])

    assert steps(found) == [
        (Step.COUNTED, ["a"], exactly(1)),
        (Step.LICENSED, ["b"], exactly(2)),
    ]


@settings(max_examples=50)
@given(parks())
def test_the_first_part_is_what_the_totals_count_and_no_project_stands_in_two(known):
    found = account(published(50), known, known)

    codes = [code for part in found.parts for code in part.codes]
    by_code = {one.code: one for one in known}
    assert tuple(sorted(found.counted.codes)) == totals_on(known, DAY).itemised
    assert len(set(codes)) == len(codes)
    assert all(
        set(above(by_code[code], known)).isdisjoint(by_code[c] for c in codes[:n])
        for n, code in enumerate(codes)
    )
