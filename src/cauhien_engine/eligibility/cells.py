"""The values of a fact cut at the thresholds of its tests: one point stands for each cell.

Two values of one cell are answered alike by every atom, so what holds at the points holds for all
values (equivalence class partitioning and boundary values: Myers, The Art of Software Testing,
1979, chapter 4).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal
from itertools import pairwise

from cauhien_engine.eligibility.conditions import Elapsed, is_inside
from cauhien_engine.eligibility.facts import Kind

DAY = timedelta(days=1)


def points(fact, atoms, on):
    """Return one value of each cell of a fact, a tuple: numbers and days rise.

    fact: Fact. atoms: those that test it. on: the day of the answer, from which time is counted.

    >>> from cauhien_engine.eligibility.conditions import Compare
    >>> from cauhien_engine.eligibility.facts import Basis, Fact, Phrase
    >>> words = Phrase("", "")
    >>> money = Fact("revenue", Kind.NUMBER, words, least=Decimal(0))
    >>> test = Compare(fact="revenue", operator="<=", value=Decimal(50), says=words,
    ...                basis=Basis(words, "11"))
    >>> points(money, [test], None)
    (Decimal('0'), Decimal('50'), Decimal('51'))
    """
    match fact.kind:
        case Kind.YES_NO:
            return (True, False)
        case Kind.CHOICE:
            return fact.values
        case Kind.PLACE:
            return tuple(one for one in fact.values if not _is_wider(one, fact.values))
        case Kind.DAY:
            near = {day + step for day in edges(atoms, on) for step in (-DAY, 0 * DAY, DAY)}
            return tuple(sorted(near or {on}))
    return tuple(_numbers(fact, edges(atoms, on)))


def edges(atoms, on):
    """Return the thresholds at which tests of one number or day change their answer, rising."""
    return sorted({atom.edge(on) if isinstance(atom, Elapsed) else atom.value for atom in atoms})


def alike(cut, atoms, on):
    """Return the points of a cut that all tests answer alike, a tuple for each kind, a list."""
    by_answers: dict = {}
    for value in cut:
        said = tuple(atom.test(value, on) for atom in atoms)
        by_answers[said] = (*by_answers.get(said, ()), value)
    return list(by_answers.values())


@dataclass(frozen=True)
class Span:
    """A range of a number or of days. low, high: None where it is open to that side; has_low,
    has_high: whether the bound itself belongs to it.
    """

    low: Decimal | date | None
    high: Decimal | date | None
    has_low: bool = False
    has_high: bool = False


def runs(values, cut):
    """Return the points of a cut that follow each other among some values, a tuple for each run.

    >>> runs({1, 2, 4}, (1, 2, 3, 4))
    [(1, 2), (4,)]
    """
    found: list = []
    before = None
    for value in cut:
        if value in values:
            found = [*found[:-1], (*found[-1], value)] if before in values else [*found, (value,)]
        before = value
    return found


def spans(values, cut, stops):
    """Return the ranges for which some points stand, a list of Span.

    values: of the points `cut` of a number or a day. stops: its `edges`.

    >>> cut = (Decimal(0), Decimal(3), Decimal(4), Decimal(50), Decimal(51))
    >>> [found] = spans(cut[2:4], cut, [Decimal(3), Decimal(50)])
    >>> found.low, found.has_low, found.high, found.has_high
    (Decimal('3'), False, Decimal('50'), True)
    """
    found = []
    for run in runs(values, cut):
        start, end = run[0], run[-1]
        low = start if start in stops else max((x for x in stops if x < start), default=None)
        high = end if end in stops else min((x for x in stops if x > end), default=None)
        found.append(Span(low, high, start in stops, end in stops))
    return found


def _is_wider(place, places):
    return any(is_inside(other, place) and other != place for other in places)


def _numbers(fact, edges):
    """Return the roundest number of each cell that the edges and the bounds of a fact make."""
    low = min(edges, default=Decimal(0)) - 1 if fact.least is None else fact.least
    high = max(edges, default=Decimal(0)) + 1 if fact.most is None else fact.most
    stops = sorted({low, high, *edges})
    tried = {*stops, *((one + other) / 2 for one, other in pairwise(stops))}
    tried |= {stop.to_integral_value(ROUND_FLOOR) + step for stop in stops for step in (-1, 0, 1)}
    cells = {}
    for value in sorted(tried, key=lambda one: (one != one.to_integral_value(), one)):
        if low <= value <= high and not (fact.whole and value != value.to_integral_value()):
            cells.setdefault(tuple((value > edge) - (value < edge) for edge in edges), value)
    return sorted(cells.values())
