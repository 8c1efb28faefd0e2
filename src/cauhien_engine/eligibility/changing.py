"""What would change an answer: the fewest facts to alter or to supply."""

from dataclasses import dataclass
from itertools import product

from cauhien_engine.eligibility.cells import points
from cauhien_engine.eligibility.conditions import All, Any, AtDate, Literal, Not
from cauhien_engine.eligibility.facts import Kind

MOST_WAYS = 1_000


class TooManyWays(Exception):
    """A condition can be met in more ways than can be looked at; it wants to be written simpler."""


@dataclass(frozen=True)
class Change:
    """One way to the answer. altered, supplied: {fact: a value that does it}, of facts that are
    known to be otherwise and of facts that are not known. literals: what is met by that and is not
    met now.
    """

    altered: dict
    supplied: dict
    literals: tuple[Literal, ...]

    @property
    def values(self):
        return self.altered | self.supplied

    @property
    def size(self):
        """How much is asked for: first what must be otherwise, then what must only be said."""
        return len(self.altered), len(self.supplied)


def smallest_changes(condition, facts, vocabulary, on, wanted=True, fixed=()):
    """Return the changes after which the answer is yes (wanted) or no, the smallest alone.

    facts: {name: value}. vocabulary: {name: Fact}. fixed: names of what cannot be altered, as the
    day of founding; they can still be supplied. Returns a tuple of Change of one size, empty where
    nothing helps. Changes that touch the same facts are given once. Raises TooManyWays.
    Source: every way to a yes is a set of literals (disjunctive normal form), so the smallest is
    the one whose unmet literals stand on the fewest facts; in Kleene's logic a yes needs a way of
    which every literal is met.

    >>> from datetime import date
    >>> from cauhien_engine.eligibility.conditions import Compare
    >>> from cauhien_engine.eligibility.facts import Basis, Fact, Phrase
    >>> words = Phrase("", "")
    >>> test = Compare(fact="new", operator="==", value=True, says=words, basis=Basis(words, "1"))
    >>> ask = {"new": Fact("new", Kind.YES_NO, words)}
    >>> [found] = smallest_changes(test, {"new": False}, ask, date(2026, 11, 24))
    >>> found.altered, found.supplied
    ({'new': True}, {})
    """
    ways = ways_to(condition, wanted)
    found = [_change(way, facts, vocabulary, on, fixed) for way in ways]
    possible = [one for one in found if one is not None]
    least = min((one.size for one in possible), default=None)
    kept = {frozenset(one.values): one for one in reversed(possible) if one.size == least}
    return tuple(reversed(kept.values()))


def ways_to(condition, wanted):
    """Return the literals that, all met, give the answer, a tuple for each way, a list.

    A way that holds another one is left out.
    """
    match condition:
        case Not(part):
            return ways_to(part, not wanted)
        case All(parts) | Any(parts):
            each = [ways_to(part, wanted) for part in parts]
            if isinstance(condition, All) == wanted:
                return _least(_joined(each))
            return _least([way for ways in each for way in ways])
    return [(Literal(condition, wanted),)]


def _joined(each):
    found: list = [()]
    for ways in each:
        if len(found) * len(ways) > MOST_WAYS:
            raise TooManyWays(f"more than {MOST_WAYS} ways")
        found = _least([tuple(dict.fromkeys(one + other)) for one, other in product(found, ways)])
    return found


def _least(ways):
    kept: dict = {}
    for way in sorted(ways, key=len):
        held = frozenset(way)
        if not any(other <= held for other in kept):
            kept[held] = way
    return list(kept.values())


def _change(way, facts, vocabulary, on, fixed):
    """Return the Change that a way asks for, None where no values meet all of it."""
    altered, supplied, unmet = {}, {}, []
    by_fact: dict = {}
    for literal in way:
        by_fact.setdefault(literal.atom.fact, []).append(literal)
    for name, literals in by_fact.items():
        if all(one.is_met(facts, on) for one in literals):
            continue
        known = facts.get(name)
        if isinstance(literals[0].atom, AtDate) or (known is not None and name in fixed):
            return None
        value = _nearest(literals, known, vocabulary[name], on)
        if value is None:
            return None
        (supplied if known is None else altered)[name] = value
        unmet += [one for one in literals if not one.is_met(facts, on)]
    return Change(altered, supplied, tuple(unmet))


def _nearest(literals, known, fact, on):
    """Return the value nearest to what is known that meets all literals, None where none does."""
    cells = points(fact, [one.atom for one in literals], on)
    met = [v for v in cells if all(one.is_met({fact.name: v}, on) for one in literals)]
    if known is not None and fact.kind in (Kind.NUMBER, Kind.DAY):
        met.sort(key=lambda value: abs(value - known))
    return next(iter(met), None)
