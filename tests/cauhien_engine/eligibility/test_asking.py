"""What is still asked, and in which order: what the engine says of it is tried out."""

from dataclasses import replace
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from cauhien_engine.eligibility.asking import questions, step
from cauhien_engine.eligibility.cells import points
from cauhien_engine.eligibility.conditions import All, Any, Not, atoms_of, decide
from tests.cauhien_engine.eligibility.things import (
    ON,
    VOCABULARY,
    all_known,
    at_most,
    conditions,
    is_so,
    more_than,
    one_of,
    some_known,
    within,
)

tables = st.lists(conditions, min_size=1, max_size=3)
few = st.recursive(
    st.sampled_from([at_most("workers", 3), more_than("workers", 5), is_so(), one_of("a", "b")]),
    lambda parts: st.one_of(
        st.lists(parts, min_size=1, max_size=3).map(lambda found: All(tuple(found))),
        st.lists(parts, min_size=1, max_size=3).map(lambda found: Any(tuple(found))),
        parts.map(Not),
    ),
    max_leaves=5,
)


def asked(table, facts, passed=()):
    return questions(table, facts, VOCABULARY, ON, passed)


def outcomes(table, facts):
    return [decide(one, facts, ON).answer for one in table]


@settings(max_examples=60)
@given(tables, all_known, st.sets(st.sampled_from([*VOCABULARY]), max_size=2))
def test_the_path_ends_with_the_result_of_all_answers_and_what_may_remain_only_falls(
    table, truth, unknown
):
    whole = {name: value for name, value in truth.items() if name not in unknown}
    facts, passed, most = {}, [], len(VOCABULARY) + 1
    while found := asked(table, facts, passed):
        assert len(found) < most  # after each answer fewer may remain, by one at least
        most, name = len(found), found[0].name
        if name in whole:
            facts[name] = whole[name]
        else:
            passed.append(name)

    assert outcomes(table, facts) == outcomes(table, whole)


@settings(max_examples=60)
@given(tables, all_known, some_known)
def test_what_is_not_asked_changes_nothing_whatever_it_is(table, truth, known):
    names = {one.name for one in asked(table, known)}
    told = {name: truth[name] for name in names if name not in known} | known

    assert outcomes(table, told) == outcomes(table, truth | known)


def values(condition, name):
    """Return the points of a fact that a condition tests, and that it is not known."""
    tests = [one for one in atoms_of(condition) if one.fact == name]
    return [*points(VOCABULARY[name], tests, ON), None]


@settings(max_examples=40)
@given(few)
def test_what_is_asked_can_change_the_outcome(condition):
    names = sorted({one.fact for one in atoms_of(condition)})
    cells = [values(condition, name) for name in names]
    seen = {
        said: decide(condition, dict(zip(names, said, strict=True)), ON).answer
        for said in product(*cells)
    }

    def matters(place):
        rest = {}
        for said, answer in seen.items():
            rest.setdefault((*said[:place], *said[place + 1 :]), set()).add(answer)
        return any(len(answers) > 1 for answers in rest.values())

    expected = {name for place, name in enumerate(names) if matters(place)}
    assert {one.name for one in asked([condition], {})} == expected


def test_what_decides_most_is_asked_first_and_spares_the_others():
    proofs = Any((is_so(), one_of("a"), more_than("revenue", 5)))
    table = [All((within("vn/01"), proofs)), All((within("vn/01"), at_most("workers", 3)))]

    first, *_others = found = asked(table, {})
    city = asked(table, {"place": "vn/01/other"})

    assert (first.name, first.settles, first.spares) == ("place", 1.0, 2.0)
    assert {one.name for one in found} == {"place", "new", "kind", "revenue", "workers"}
    assert [one.name for one in city] == ["workers", "new", "revenue", "kind"]
    assert asked(table, {"place": "abroad"}) == []


def test_a_page_keeps_to_one_group_and_leaves_out_what_its_answers_may_make_idle():
    groups = dict.fromkeys(VOCABULARY, "one") | {"place": "other"}
    both = [All((is_so(), at_most("workers", 3))), one_of("a"), within("vn/01")]
    found = asked(both, {})

    assert step(found, groups) == ("kind", "new")
    assert step(found, groups, most=1) == ("kind",)
    assert step([], groups) == ()


def test_a_question_that_speaks_of_another_comes_after_it_and_nothing_is_lost():
    table = [All((is_so(), at_most("workers", 3), one_of("a", "b")))]
    first, *others = [one.name for one in asked(table, {})]
    around = VOCABULARY | {
        name: replace(VOCABULARY[name], after=after)
        for name, after in ((first, others[-1]), (others[-1], first))  # in a ring, too
    }
    one_way = around | {others[-1]: VOCABULARY[others[-1]]}

    found = [[one.name for one in questions(table, {}, of, ON)] for of in (one_way, around)]

    assert found[0] == [others[-1], first, *others[:-1]]
    assert {*found[1]} == {first, *others}
