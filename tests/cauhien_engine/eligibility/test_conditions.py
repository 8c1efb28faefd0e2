from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauhien_engine.eligibility.conditions import (
    All,
    Answer,
    Any,
    Elapsed,
    Not,
    decide,
    months_before,
)
from tests.cauhien_engine.eligibility.things import (
    ON,
    all_known,
    an_atom,
    at_most,
    conditions,
    is_so,
    one_of,
    some_known,
    within,
)


def answer(condition, facts):
    return decide(condition, facts, ON).answer


@given(st.lists(conditions, min_size=1, max_size=3), some_known)
def test_not_all_is_any_not_and_not_any_is_all_not(parts, facts):
    negated = tuple(map(Not, parts))

    assert answer(Not(All(tuple(parts))), facts) == answer(Any(negated), facts)
    assert answer(Not(Any(tuple(parts))), facts) == answer(All(negated), facts)


@given(conditions, some_known, all_known)
def test_to_supply_facts_never_turns_yes_into_no_or_back(condition, known, whole):
    before, after = answer(condition, known), answer(condition, whole | known)

    assert before in (Answer.MISSING, after)


@given(conditions, some_known)
def test_an_answer_rests_on_literals_that_by_themselves_give_it(condition, facts):
    found = decide(condition, facts, ON)
    said = {one.atom.answer(facts, ON) for one in found.literals}

    if found.answer == Answer.MISSING:
        assert said == {Answer.MISSING}
    else:
        assert all(one.is_met(facts, ON) == (found.answer == Answer.YES) for one in found.literals)


def test_a_miss_on_a_list_that_others_may_add_to_is_no_refusal():
    assert answer(one_of("a"), {"kind": "b"}) == Answer.NO
    assert answer(one_of("a", is_open=True), {"kind": "b"}) == Answer.MISSING


def test_a_place_known_less_exactly_than_asked_leaves_it_open():
    park = within("vn/01/hoa-lac")

    said = [answer(park, {"place": place}) for place in ("vn/01/hoa-lac", "vn/01", "vn/011")]

    assert said == [Answer.YES, Answer.MISSING, Answer.NO]


@pytest.mark.parametrize(
    ("founded", "says"), [(date(2023, 11, 24), Answer.NO), (date(2023, 11, 25), Answer.YES)]
)
def test_three_years_are_over_on_their_day(founded, says):
    young = an_atom(Elapsed, "founded", operator="<", months=36)

    assert answer(young, {"founded": founded}) == says


def test_a_month_ends_with_its_last_day_where_it_has_no_such_day():
    assert months_before(date(2024, 3, 31), 1) == date(2024, 2, 29)


def test_what_is_missing_and_no_longer_matters_is_not_named():
    found = decide(All((is_so(), at_most("workers", 9))), {"new": False}, ON)

    assert [one.atom.fact for one in found.literals] == ["new"]
