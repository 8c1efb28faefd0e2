"""A result as the lines of a page: who stands where, how sure that is, who cannot be told apart."""

from typing import NamedTuple

import numpy as np

from cauhien.observatory.bridge.variants import EDGES
from cauhien_engine.composite.ranking import ranks_of


class Placed(NamedTuple):
    """One unit. rank, score: by the method as it is. low, high: between which 90 % of the variants
    put it; within: share in which it is among the first k; group: number of the units from which
    it cannot be told apart. None where no variants are computed.
    """

    unit: str
    rank: int
    score: float
    low: float | None = None
    middle: float | None = None
    high: float | None = None
    within: float | None = None
    group: int | None = None


def ranking(result, among, standing=None, k=5):
    """Return a Placed for each of some units, the best first. standing: the engine's Standings."""
    index = dict(zip(result.table.units, result.index.tolist(), strict=True))
    units = [unit for unit in among if not np.isnan(index.get(unit, np.nan))]
    ranks = ranks_of(np.array([[index[unit] for unit in units]]))[0]
    sure = _sure(standing, k) if standing else {}
    placed = [
        Placed(unit, int(rank), index[unit], *sure.get(unit, ()))
        for unit, rank in zip(units, ranks, strict=True)
    ]
    return sorted(placed, key=lambda one: (one.rank, one.unit))


def left_out(result, among):
    """Return the units that have no index: too few values."""
    index = dict(zip(result.table.units, result.index.tolist(), strict=True))
    return [unit for unit in among if np.isnan(index.get(unit, np.nan))]


def _sure(standing, k):
    """Return {unit: (low, middle, high, within, group)}."""
    edges, within = standing.quantiles(EDGES), standing.within(k)
    groups = {u: at for at, group in enumerate(standing.tie_groups(), start=1) for u in group}
    return {
        unit: (*edge, float(share), groups[unit])
        for unit, edge, share in zip(standing.units, edges.tolist(), within, strict=True)
    }
