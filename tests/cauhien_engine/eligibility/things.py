"""Conditions, facts and rules to test with, written down and drawn by hypothesis."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from cauhien_engine.eligibility.conditions import (
    All,
    Any,
    AtDate,
    Compare,
    Elapsed,
    Not,
    OneOf,
    Within,
)
from cauhien_engine.eligibility.facts import Basis, Fact, Kind, Option, Phrase
from cauhien_engine.eligibility.rules import Rule

ON = date(2026, 11, 24)
LAW = Basis(Phrase("Luật 02/2026/QH16", "Law 02/2026/QH16"), "26", "6", "a")
PLACES = ("vn/01/hoa-lac", "vn/01/other", "vn/other", "abroad")


def options(*values):
    return tuple(Option(value, phrase(value)) for value in values)


def phrase(text):
    return Phrase(f"{text} (vi)", text)


VOCABULARY = {
    fact.name: fact
    for fact in (
        Fact("workers", Kind.NUMBER, phrase("How many?"), whole=True, least=Decimal(0)),
        Fact("revenue", Kind.NUMBER, phrase("How much?")),
        Fact("new", Kind.YES_NO, phrase("New?"), shown_by=phrase("registration")),
        Fact("kind", Kind.CHOICE, phrase("Which?"), options=options("a", "b", "c")),
        Fact("place", Kind.PLACE, phrase("Where?"), options=options(*PLACES)),
        Fact("founded", Kind.DAY, phrase("Since when?")),
    )
}


def an_atom(cls, fact="", **fields):
    return cls(fact=fact, says=phrase(f"{fact} {fields}"), basis=LAW, **fields)


def at_most(fact, value):
    return an_atom(Compare, fact, operator="<=", value=Decimal(value))


def more_than(fact, value):
    return an_atom(Compare, fact, operator=">", value=Decimal(value))


def is_so(fact="new", value=True):
    return an_atom(Compare, fact, operator="==", value=value)


def within(place):
    return an_atom(Within, "place", place=place)


def one_of(*values, is_open=False):
    return an_atom(OneOf, "kind", values=values, is_open=is_open)


def a_rule(condition, **fields):
    return Rule("R", "1", phrase("title"), condition, LAW, **fields)


measures = st.one_of(  # a rule that counts fewer workers than none is refused when it is read
    st.tuples(st.just("workers"), st.integers(0, 6).map(Decimal)),
    st.tuples(st.just("revenue"), st.integers(-1, 6).map(Decimal)),
)
compared = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])
days = st.integers(0, 900).map(lambda n: ON - timedelta(days=n))

atoms = st.one_of(
    st.builds(
        lambda of, operator: an_atom(Compare, of[0], operator=operator, value=of[1]),
        measures, compared,
    ),
    st.builds(is_so, value=st.booleans()),
    st.builds(
        lambda values, is_open: one_of(*sorted(values), is_open=is_open),
        st.sets(st.sampled_from("abc"), min_size=1), st.booleans(),
    ),
    st.builds(within, st.sampled_from(["vn", "vn/01", "vn/01/hoa-lac", "abroad"])),
    st.builds(
        lambda operator, months: an_atom(Elapsed, "founded", operator=operator, months=months),
        st.sampled_from(["<", "<=", ">", ">="]), st.integers(0, 24),
    ),
    st.builds(
        lambda since: an_atom(AtDate, since=since),
        st.sampled_from([None, ON, ON + timedelta(days=1)]),
    ),
)  # fmt: skip
conditions = st.recursive(
    atoms,
    lambda parts: st.one_of(
        st.lists(parts, min_size=1, max_size=3).map(lambda found: All(tuple(found))),
        st.lists(parts, min_size=1, max_size=3).map(lambda found: Any(tuple(found))),
        parts.map(Not),
    ),
    max_leaves=6,
)
VALUES = {
    "workers": st.integers(0, 7).map(Decimal),
    "revenue": st.sampled_from([Decimal(n) / 2 for n in range(-4, 15)]),
    "new": st.booleans(),
    "kind": st.sampled_from("abc"),
    "place": st.sampled_from([*PLACES, "vn", "vn/01"]),
    "founded": days,
}
all_known = st.fixed_dictionaries(VALUES)
some_known = st.fixed_dictionaries({}, optional=VALUES)
