"""What moves a unit into the first k: the smallest change that does, found by computing anew.

A change runs through the whole plan: outliers are judged anew, scales stretch, other units move.
Nothing is taken to be linear.
"""

import math
from dataclasses import dataclass, replace

import numpy as np

from cauhien_engine.composite.aggregate import Aggregate
from cauhien_engine.composite.errors import BadPlan
from cauhien_engine.composite.reranking import Reranking

BETWEEN = 4  # points looked at between two values that other units have
PARTS = 8  # by which a bracket is divided each time, at least
NEAR = 2.0 ** -np.arange(3, 52, 3)  # of a bracket: looked at beside where it should cross
MOST = 2000  # points looked at on one way before the search narrows
ROUNDING = (0.0, 1e-14, 1e-12, 1e-9)  # columns apart and the whole plan may round differently


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

    >>> from cauhien_engine.composite.computing import compute
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
    return _moves(*_searches(result, unit, k, ways, among, limits or {}))


def shortest_into(result, unit, k, count, *, ways=None, among=None):
    """Return the Moves of `moves_into` without those that suffice beyond the `count` shortest, or
    a few of them: most of the time goes into narrowing each to the last bit.
    """
    ranking, searches = _searches(result, unit, k, ways, among, {})
    reaching = sorted(one.high for one in searches if one.reaches)
    last = reaching[:count][-1] if reaching else 0
    return _moves(ranking, [one for one in searches if not one.reaches or one.low <= last])


def _searches(result, unit, k, ways, among, limits):
    """Return (the Reranking, the _Search of each way)."""
    if result.plan.needs_years or len(result.years) > 1:
        raise BadPlan("the search is of one year")
    if not isinstance(result.plan.steps[-1], Aggregate):
        raise BadPlan("a plan without an aggregation has no ranks")
    ranking = Reranking(result, unit, tuple(among or result.table.units), k)
    ways = ways or [(code,) for code in result.frame.indicators]
    along = [way for codes in ways if (way := _Way.along(result, unit, codes, limits))]
    grids = [way.grid() for way in along]
    seen = _seen(ranking, along, grids)
    return ranking, [
        _Search.on(way, grid, ranking.gaps(scores), ranking.rank(scores[-1]))
        for way, grid, scores in zip(along, grids, seen, strict=True)
    ]


def _seen(ranking, ways, shares):
    """Return the scores at some shares of each way."""
    return ranking.scores(
        [(way.codes, way.values(at)) for way, at in zip(ways, shares, strict=True)]
    )


def _moves(ranking, searches):
    """Return the Move of each _Search, narrowed to the last bit, the shortest first."""
    moves = [_limits(one) for one in searches if not one.reaches]
    moves += [_move(ranking, one) for one in _narrowed(ranking, searches)]
    return tuple(sorted(moves, key=lambda move: (math.isnan(move.share), move.share, move.rank)))


def _narrowed(ranking, searches):
    """Return the searches that reach with brackets that cannot be narrowed further.

    All in step: the steps of a plan take about as long for one column as for a hundred.
    """
    found = [one for one in searches if one.reaches]
    live = list(range(len(found)))
    while live := [at for at in live if not found[at].is_narrow]:
        before = [found[at] for at in live]
        looked = [one.between() for one in before]
        seen = _seen(ranking, [one.way for one in before], looked)
        for at, shares, scores in zip(live, looked, seen, strict=True):
            found[at] = found[at].closer(shares, ranking.gaps(scores))
        live = [at for at, one in zip(live, before, strict=True) if found[at] is not one]
    return found


def _move(ranking, search):
    """Return the Move at the end of a bracket, or a hair further where the whole plan rounds so."""
    way = search.way
    for more in ROUNDING:
        share = min(1.0, float(search.high) + more)
        (values,) = way.values([share])
        rank = ranking.rank(ranking.anew(way.codes, values))
        if 0 < rank <= ranking.k:
            return Move(way.codes, tuple(way.start.tolist()), tuple(values.tolist()), share, rank)
    return _limits(search)


def _limits(search):
    way = search.way
    ends = tuple(way.start.tolist()), tuple(way.end.tolist())
    return Move(way.codes, *ends, math.nan, search.last)


@dataclass(frozen=True, eq=False)
class _Way:
    """From the values now (share 0) to the limits (share 1)."""

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
        return cls(tuple(codes), start, end, np.array(sorted(stops)))

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
    before, then: its gaps there. last: the rank at the end of the way.
    """

    way: _Way
    low: float
    high: float
    before: float
    then: float
    last: int

    @classmethod
    def on(cls, way, shares, gaps, last):
        """Return the search that begins with what is seen at some shares."""
        good = np.flatnonzero(gaps >= 0)
        if not good.size:
            return cls(way, math.nan, math.nan, math.nan, math.nan, last)
        low, high = max(good[0] - 1, 0), good[0]
        return cls(way, shares[low], shares[high], gaps[low], gaps[high], last)

    @property
    def reaches(self):
        """Return whether the unit comes in anywhere on the way."""
        return not math.isnan(self.high)

    @property
    def is_narrow(self):
        """Return whether no number lies inside the bracket."""
        return np.nextafter(self.low, 2) >= self.high

    def between(self):
        """Return shares after low, up to high: some at even distances, some ever closer to where a
        straight line between both gaps says that the unit comes in.
        """
        wide, rise = self.high - self.low, self.then - self.before
        cross = self.low - wide * (self.before / rise if 0 < rise < math.inf else 0)
        near = wide * NEAR
        even = np.linspace(self.low, self.high, PARTS + 1)
        shares = np.concatenate([even, cross - near, [cross], cross + near])
        return np.unique(shares[(shares > self.low) & (shares <= self.high)])

    def closer(self, shares, gaps):
        """Return the search between two neighbours of the shares, itself if that is no closer."""
        good = np.flatnonzero(gaps >= 0)
        if not good.size:  # a tie at `high` rounds the other way among these points
            return self
        low = np.append(self.low, shares)[good[0]], np.append(self.before, gaps)[good[0]]
        high = shares[good[0]], gaps[good[0]]
        if (low[0], high[0]) == (self.low, self.high):
            return self
        return replace(self, low=low[0], high=high[0], before=low[1], then=high[1])
