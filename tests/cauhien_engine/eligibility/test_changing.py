from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings

from cauhien_engine.eligibility.cells import points
from cauhien_engine.eligibility.changing import TooManyWays, smallest_changes
from cauhien_engine.eligibility.conditions import All, Answer, Any, Not, atoms_of, decide
from tests.cauhien_engine.eligibility.things import (
    ON,
    VOCABULARY,
    at_most,
    conditions,
    is_so,
    more_than,
    one_of,
    some_known,
    within,
)


def changes(condition, facts, **how):
    return smallest_changes(condition, facts, VOCABULARY, ON, **how)


@given(conditions, some_known)
def test_a_change_gives_the_answer_and_none_smaller_does(condition, facts):
    found = changes(condition, facts)

    assert all(decide(condition, facts | one.values, ON).answer == Answer.YES for one in found)
    assert {one.size for one in found} == {least_size(condition, facts)} - {None}


def least_size(condition, facts):
    """Return the size of the smallest change by trying all values of all facts."""
    names = {atom.fact for atom in atoms_of(condition) if atom.fact}
    cuts = {
        name: points(VOCABULARY[name], [a for a in atoms_of(condition) if a.fact == name], ON)
        for name in names
    }
    sizes = []
    for values in product(*(["as it is", *cuts[name]] for name in names)):
        given_ = {n: v for n, v in zip(names, values, strict=True) if v != "as it is"}
        if decide(condition, facts | given_, ON).answer == Answer.YES:
            altered = sum(n in facts for n in given_)
            sizes.append((altered, len(given_) - altered))
    return min(sizes, default=None)


def test_the_value_nearest_to_what_is_known_is_proposed():
    [found] = changes(All((more_than("workers", 10), at_most("revenue", 50))), {
        "workers": Decimal(30), "revenue": Decimal(80)
    })  # fmt: skip

    assert found.values == {"revenue": Decimal(50)}


def an_atom_two_ways_the_one_that_alters_less_is_taken():
    park_or_both = Any((within("vn/01/hoa-lac"), All((is_so(), one_of("a")))))

    [found] = changes(park_or_both, {"place": "vn/other", "new": True})

    assert (found.altered, found.supplied) == ({}, {"kind": "a"})


def test_what_cannot_be_altered_leaves_another_way_or_none():
    assert changes(is_so(), {"new": False}, fixed={"new"}) == ()
    [found] = changes(Any((is_so(), one_of("a"))), {"new": False, "kind": "b"}, fixed={"new"})
    assert found.values == {"kind": "a"}


def test_an_exclusion_is_lifted():
    [found] = changes(Not(is_so()), {"new": True})

    assert (found.values, [one.wanted for one in found.literals]) == ({"new": False}, [False])


@settings(max_examples=20)
@given(some_known)
def test_nothing_meets_what_contradicts_itself(facts):
    assert changes(All((at_most("workers", 3), more_than("workers", 3))), facts) == ()


def test_a_condition_of_too_many_ways_is_refused():
    many = All(tuple(Any((at_most("workers", n), more_than("revenue", n))) for n in range(20)))

    with pytest.raises(TooManyWays):
        changes(many, {})
