from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauhien_engine.eligibility.checking import (
    Fault,
    Policy,
    Row,
    TooManyCells,
    check_rule,
    check_table,
)
from cauhien_engine.eligibility.conditions import All, Answer, Any, Not, decide
from tests.cauhien_engine.eligibility.things import (
    LAW,
    ON,
    VOCABULARY,
    a_rule,
    at_most,
    conditions,
    is_so,
    more_than,
    one_of,
)

HALVES = [Decimal(n) / 2 for n in range(-4, 15)]
plain = st.one_of(
    st.builds(at_most, st.sampled_from(["workers", "revenue"]), st.integers(0, 5)),
    st.builds(more_than, st.sampled_from(["workers", "revenue"]), st.integers(0, 5)),
    st.builds(is_so, value=st.booleans()),
)
trees = st.recursive(
    plain, lambda part: st.one_of(st.tuples(part, part).map(All), st.tuples(part, part).map(Any),
                                  part.map(Not)), max_leaves=3,
)  # fmt: skip
tables = st.lists(st.tuples(trees, st.sampled_from("xy")), min_size=1, max_size=3)


def report(rows, **how):
    named = [Row(str(n), condition, outcome) for n, (condition, outcome) in enumerate(rows)]
    return check_table(named, VOCABULARY, ON, **how)


def faults(rows, **how):
    return [(one.fault, one.rows, one.example) for one in report(rows, **how).found]


@given(tables)
def test_what_is_found_in_the_cells_is_what_is_found_by_trying_every_value(rows):
    found = {(one.fault, one.rows) for one in report(rows).found}
    held = [set() for _ in rows]
    whole = list(product(range(8), HALVES, (True, False)))
    for n, (workers, revenue, new) in enumerate(whole):
        facts = {"workers": Decimal(workers), "revenue": revenue, "new": new}
        for place, (condition, _) in enumerate(rows):
            if decide(condition, facts, ON).answer == Answer.YES:
                held[place].add(n)

    assert ((Fault.GAP, ()) in found) == (len(set().union(*held)) < len(whole))
    assert {rows for fault, rows in found if fault == Fault.NEVER} == {
        (str(n),) for n, cells in enumerate(held) if not cells
    }
    together = {frozenset(names) for fault, names in found if len(names) == 2}
    assert together == {
        frozenset((str(a), str(b))) for a in range(len(rows)) for b in range(a) if held[a] & held[b]
    }


@given(st.lists(st.tuples(conditions, st.just("x")), min_size=1, max_size=2))
def test_a_table_of_any_conditions_is_checked_or_refused(rows):
    checked = report(rows)

    assert checked.cells >= 1


def test_rows_that_meet_at_a_threshold_leave_no_gap_and_do_not_overlap():
    assert faults([(at_most("revenue", 3), "15"), (more_than("revenue", 3), "17")]) == []


def test_each_fault_is_named_with_its_rows_and_an_example():
    low, high, lowest = at_most("revenue", 3), more_than("revenue", 5), at_most("revenue", 1)
    example = {"revenue": Decimal(0)}

    assert faults([(low, "x"), (high, "y")]) == [(Fault.GAP, (), {"revenue": Decimal(4)})]
    assert (Fault.CONFLICT, ("0", "1"), example) in faults([(low, "x"), (lowest, "y")])
    assert (Fault.DUPLICATE, ("0", "1"), {"revenue": Decimal(2)}) in faults(
        [(low, "x"), (low, "x")]
    )
    assert (Fault.SHADOWED, ("1", "0"), example) in faults([(lowest, "x"), (low, "x")])


def test_where_the_first_counts_a_row_behind_a_wider_one_is_shadowed():
    wide, narrow, rest = at_most("workers", 9), at_most("workers", 5), more_than("workers", 9)

    assert faults([(narrow, "x"), (wide, "y"), (rest, "z")], policy=Policy.FIRST) == []
    [found] = faults([(wide, "y"), (narrow, "x"), (rest, "z")], policy=Policy.FIRST)
    assert found[:2] == (Fault.SHADOWED, ("0", "1"))


def test_a_cell_in_which_a_list_is_open_counts_as_undecided_and_not_as_a_gap():
    checked = report([(one_of("a", "b", is_open=True), "x")])

    assert (checked.cells, checked.undecided, checked.found) == (3, 1, ())


def test_a_table_of_too_many_cells_is_refused():
    stairs = Any(tuple(All((at_most("workers", n), more_than("revenue", n))) for n in range(9)))

    assert report([(stairs, "x")]).cells == 190
    with pytest.raises(TooManyCells):
        report([(stairs, "x")], most=5)


def test_a_rule_that_nobody_meets_and_one_on_a_text_that_lapses_are_named():
    none = a_rule(All((at_most("workers", 3), more_than("workers", 3))))
    ended = a_rule(is_so(), since=date(2026, 1, 1))
    object.__setattr__(ended.condition, "basis", _until(date(2026, 6, 30)))

    assert [one.fault for one in check_rule(none, VOCABULARY, ON)] == [Fault.NEVER]
    assert [one.fault for one in check_rule(ended, VOCABULARY, ON)] == [Fault.LAPSED]
    assert check_rule(a_rule(is_so()), VOCABULARY, ON) == []


def _until(day):
    return type(LAW)(LAW.document, LAW.article, until=day)
