"""What moves a unit into the first k: the smallest change that does, found by computing anew.

A change runs through the whole plan: outliers are judged anew, scales stretch, other units move.
Nothing is taken to be linear.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from cauhien_engine.composite.aggregate import Aggregate
from cauhien_engine.composite.computing import compute
from cauhien_engine.composite.errors import BadPlan
from cauhien_engine.composite.impute import SIMPLE, Impute
from cauhien_engine.composite.result import Result
from cauhien_engine.composite.screen import Screen
from cauhien_engine.composite.step import State
from cauhien_engine.composite.table import Table
from cauhien_engine.composite.weigh import Weigh

BETWEEN = 4  # points looked at between two values that other units have
PARTS = 32  # by which a bracket is divided each time
MOST = 2000  # points looked at on one way before the search narrows
ROUNDING = (0.0, 1e-14, 1e-12, 1e-9)  # columns apart and the whole plan may round differently
KEYED = ("overrides", "directions", "by", "scales")  # options of a step that name indicators


@dataclass(frozen=True)
class Move:
    """A change of one or more indicators of a unit.

    now, needed: values in the indicators' own units. share: of the way from now to the limits; nan
    where even the limits do not suffice, and needed are then the limits. rank: with the change.
    """

    codes: tuple[str, ...]
    now: tuple[float, ...]
    needed: tuple[float, ...]
    share: float
    rank: int

    @property
    def suffices(self):
        """Return whether the change brings the unit among the first k."""
        return not math.isnan(self.share)


def moves_into(result, unit, k, *, ways=None, among=None, limits=None):
    """Return the Moves that bring a unit of a Result among the first k, the shortest first.

    ways: tuples of codes that move together, each the same share of its way; default each
    indicator alone. among: units of the ranking, default all. limits: {code: value}, how far an
    indicator may go; default the best that any unit has. A way along an indicator of which the unit
    has no value is left out. On each way the first crossing on a grid of all values that other
    units have, with BETWEEN points between them, is narrowed to the last bit; `rank` of a Move that
    suffices is that of the whole plan computed anew with the change.

    >>> from cauhien_engine.composite.frame import Frame, Node
    >>> from cauhien_engine.composite.normalise import Normalise
    >>> from cauhien_engine.composite.panel import Panel
    >>> from cauhien_engine.composite.plan import Plan
    >>> frame = Frame((Node("a", parent="t"), Node("b", parent="t"),
    ...                Node("t", kind="Aggregate", level=2)))
    >>> values = np.array([[[0.0, 4.0], [5.0, 5.0], [10.0, 10.0]]])
    >>> panel = Panel(("x", "y", "z"), ("a", "b"), (2024,), values)
    >>> result = compute(frame, panel, Plan((Normalise("", "none"), Aggregate())))
    >>> [(move.codes, round(move.needed[0], 6), move.rank) for move in moves_into(result, "x", 2)]
    [(('a',), 6.0, 2), (('b',), 10.0, 2)]
    """
    return _by_share(one.move() for one in _searches(result, unit, k, ways, among, limits or {}))


def shortest_into(result, unit, k, count, *, ways=None, among=None):
    """Return the Moves of `moves_into` without those that suffice beyond the `count` shortest, or
    a few of them: most of the time goes into narrowing each to the last bit.
    """
    searches = _searches(result, unit, k, ways, among, {})
    reaching = sorted(one.high for one in searches if one.reaches)
    last = reaching[:count][-1] if reaching else 0
    return _by_share(one.move() for one in searches if not one.reaches or one.low <= last)


def _by_share(moves):
    return tuple(sorted(moves, key=lambda move: (math.isnan(move.share), move.share, move.rank)))


def _searches(result, unit, k, ways, among, limits):
    """Return the _Search of each way."""
    if result.plan.needs_years or len(result.years) > 1:
        raise BadPlan("the search is of one year")
    if not isinstance(result.plan.steps[-1], Aggregate):
        raise BadPlan("a plan without an aggregation has no ranks")
    units = tuple(among or result.table.units)
    ways = ways or [(code,) for code in result.frame.indicators]
    along = (_Way.along(result, unit, codes, limits) for codes in ways)
    return [_Search.on(result, way, units, k) for way in along if way is not None]


@dataclass(frozen=True, eq=False)
class _Way:
    """From the values now (share 0) to the limits (share 1)."""

    unit: str
    codes: tuple[str, ...]
    start: np.ndarray
    end: np.ndarray
    stops: np.ndarray

    @classmethod
    def along(cls, result, unit, codes, limits):
        raw = result["raw"].table
        row = raw.units.index(unit)
        start = raw.columns(codes)[row]
        if np.isnan(start).any():
            return None
        signs = [result.frame[code].direction for code in codes]
        levels = [_levels(result, code, row) for code in codes]
        end = np.array([
            limits.get(code, sign * np.nanmax(sign * level))
            for code, sign, level in zip(codes, signs, levels, strict=True)
        ])  # fmt: skip
        stops = {0.0, 1.0}
        for level, here, there in zip(levels, start, end, strict=True):
            if here != there:
                shares = (level - here) / (there - here)
                stops.update(shares[(shares > 0) & (shares < 1)].tolist())
        return cls(unit, tuple(codes), start, end, np.array(sorted(stops)))

    def values(self, shares):
        """Return float array (shares, codes)."""
        share = np.asarray(shares)[:, None]
        return np.where(share == 1, self.end, self.start + share * (self.end - self.start))

    def grid(self):
        """Return the shares first looked at."""
        between = min(BETWEEN, max(1, MOST // len(self.stops)))
        inner = np.linspace(self.stops[:-1], self.stops[1:], between, endpoint=False, axis=1)
        return np.append(inner.ravel(), 1.0)


def _levels(result, code, row):
    """Return what the unit's raw value would be at the values that all units have of an indicator,
    after it is divided by its denominator.
    """
    raw = result["raw"].table.column(code)
    divided = next((stage for stage in result.stages.values() if stage.kind == "denominate"), None)
    if divided is None or code not in divided.notes["divided"]:
        return raw
    shares = divided.table.column(code)
    if not shares[row] or not raw[row]:
        return raw
    return shares * (raw[row] / shares[row])


@dataclass(frozen=True, eq=False)
class _Search:
    """Where on a way the unit comes in first: after the share low, by high; nan if it never does.
    ranks: function of shares; last: the rank at the end of the way.
    """

    result: Result
    way: _Way
    units: tuple[str, ...]
    k: int
    ranks: Callable
    low: float
    high: float
    last: int

    @classmethod
    def on(cls, result, way, units, k):
        ranks = _ranks_along(result, way, units)
        shares = way.grid()
        seen = ranks(shares)
        good = np.flatnonzero(_is_in(seen, k))
        low, high = (shares[max(good[0] - 1, 0)], shares[good[0]]) if good.size else (math.nan,) * 2
        return cls(result, way, units, k, ranks, low, high, int(seen[-1]))

    @property
    def reaches(self):
        """Return whether the unit comes in anywhere on the way."""
        return not math.isnan(self.high)

    def move(self):
        """Return the Move of the way, narrowed to the last bit."""
        if not self.reaches:
            ends = tuple(self.way.start.tolist()), tuple(self.way.end.tolist())
            return Move(self.way.codes, *ends, math.nan, self.last)
        low, high = self.low, self.high
        while np.nextafter(low, 2) < high:
            inner = np.unique(np.linspace(low, high, PARTS + 1))
            good = np.flatnonzero(_is_in(self.ranks(inner[1:]), self.k))
            if not good.size:  # a tie at `high` rounds the other way among these points
                break
            first = good[0] + 1
            if (inner[first - 1], inner[first]) == (low, high):
                break
            low, high = inner[first - 1], inner[first]
        moves = (self._told(min(1.0, float(high) + more)) for more in ROUNDING)
        return next((move for move in moves if move.rank <= self.k), self._told(math.nan))

    def _told(self, share):
        way = self.way
        values = way.values([1.0 if math.isnan(share) else share])[0]
        rank = int(_ranks_anew(self.result, way, self.units)(values[None])[0])
        return Move(way.codes, tuple(way.start.tolist()), tuple(values.tolist()), share, rank)


def _is_in(ranks, k):
    return (ranks > 0) & (ranks <= k)


def _ranks_along(result, way, units):
    """Return a function of shares that gives the unit's ranks, int array."""
    steps = result.plan.steps
    by_column = all(
        not isinstance(step, Impute) or (step.by == "column" and step.method in {"none", *SIMPLE})
        for step in steps
    ) and not any(isinstance(step, Weigh) and step.rests_on_data for step in steps)
    inner = _ranks_by_column(result, way, units) if by_column else _ranks_anew(result, way, units)
    return lambda shares: inner(way.values(shares))


def _ranks_anew(result, way, units):
    """Return a function of values (points, codes) that computes the whole plan for each."""
    year = result.years[0]

    def ranks(values):
        found = []
        for row in values.tolist():
            changes = {(way.unit, code, year): x for code, x in zip(way.codes, row, strict=True)}
            panel = result.panel.with_values(changes)
            again = compute(result.frame, panel, result.plan, result.years)
            found.append(_rank(again.table.units, again.index[None], way.unit, units)[0])
        return np.array(found)

    return ranks


def _ranks_by_column(result, way, units):
    """Return a function of values (points, codes) that computes only the columns that change, all
    points at once: each point is a column of its own, a copy of the indicator.
    """
    step = result.plan.steps[-1]
    frame, codes = result.frame, result.table.codes
    rows = _rows_needed(result, units)
    kept = tuple(result.table.units[row] for row in rows)
    above = {frame.above(one, level) for one in way.codes for level in range(1, frame.height + 1)}
    same = {code: result.table.column(code)[None, rows] for code in codes if code not in above}

    def ranks(values):
        changed = dict(same)
        for code, column in zip(way.codes, values.T, strict=True):
            changed[code] = _column_anew(result, way.unit, code, column)[:, rows]
        index = step.scores(result.frame, changed, result.weights[None])[result.frame.top]
        return _rank(kept, index, way.unit, units)

    return ranks


def _rows_needed(result, units):
    """Return the rows of the units that are ranked: means say of each unit what it is alone."""
    kept = result.table.units
    if result.plan.steps[-1].compares_units:
        return np.arange(len(kept))
    return np.array([row for row, one in enumerate(kept) if one in set(units)])


def _column_anew(result, unit, code, points):
    """Return float array (points, units kept): an indicator's column before it is aggregated, with
    each of the points as the unit's raw value.
    """
    raw = result["raw"].table
    names = tuple(f"{code}#{at}" for at in range(len(points)))
    frame = result.frame.of_copies(code, names)
    columns = np.repeat(raw.column(code)[:, None], len(points), axis=1)
    columns[raw.units.index(unit)] = points
    state = State(frame, result.panel, Table(raw.units, names, columns, raw.years), frame.weights)
    for step in result.plan.steps[:-1]:
        if isinstance(step, Screen):
            here = set(result[step.id].table.units)
            rows = [one in here for one in state.table.units]
            state = replace(state, table=state.table.taking(np.array(rows)))
        elif not isinstance(step, Weigh):
            state = _for_copies(step, code, names).apply(state)
    return state.table.values.T


def _for_copies(step, code, names):
    """Return the step with what it says of an indicator said of each copy."""
    if not any(getattr(step, option, None) for option in KEYED):
        return step
    said = {
        option: {name: getattr(step, option)[code] for name in names}
        if code in getattr(step, option) else {}
        for option in KEYED if isinstance(getattr(step, option, None), dict)
    }  # fmt: skip
    return step.changed(said)


def _rank(kept, index, unit, units):
    """Return int array (points,) of the unit's rank among some units, 0 where it has none."""
    here = {one: at for at, one in enumerate(kept)}
    if unit not in here:
        return np.zeros(len(index), int)
    own = index[:, here[unit], None]
    others = index[:, [here[one] for one in units if one in here]]
    return np.where(np.isnan(own[:, 0]), 0, 1 + (others > own).sum(axis=1))
