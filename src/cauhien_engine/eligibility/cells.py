"""The values of a fact cut at the thresholds of its tests: one point stands for each cell.

Two values of one cell are answered alike by every atom, so what holds at the points holds for all
values (equivalence class partitioning and boundary values: Myers, The Art of Software Testing,
1979, chapter 4).
"""

from datetime import timedelta
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
            edges = {atom.edge(on) if isinstance(atom, Elapsed) else atom.value for atom in atoms}
            near = {day + step for day in edges for step in (-DAY, 0 * DAY, DAY)}
            return tuple(sorted(near or {on}))
    return tuple(_numbers(fact, sorted({atom.value for atom in atoms})))


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
