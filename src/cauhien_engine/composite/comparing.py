"""Two versions of an index side by side: whose rank moved, and what moved it."""

from dataclasses import dataclass

import numpy as np

from cauhien_engine.composite.computing import compute
from cauhien_engine.composite.correlate import correlations
from cauhien_engine.composite.ranking import ranks_of


@dataclass(frozen=True, eq=False)
class Comparison:
    """Versions of one code side by side. units: of the first version, then those that only others
    have. scores, ranks: float arrays (versions, units), nan where a version lacks a unit.
    """

    units: tuple[str, ...]
    names: tuple[str, ...]
    scores: np.ndarray
    ranks: np.ndarray

    @property
    def shifts(self):
        """Return float array (versions, units): rank less that of the first version."""
        return self.ranks - self.ranks[0]

    @property
    def correlation(self):
        """Return float array (versions,): of the ranks with those of the first version."""
        return correlations(self.ranks[:1].T, self.ranks.T)[0]


def compare(results, code=None):
    """Return the Comparison of versions. results: {name: Result of one year}. code: default the
    index of each.
    """
    units = tuple(dict.fromkeys(unit for one in results.values() for unit in one.table.units))
    scores = np.full((len(results), len(units)), np.nan)
    for row, result in zip(scores, results.values(), strict=True):
        of = dict(zip(result.table.units, result.table.column(code or result.frame.top),
                      strict=True))  # fmt: skip
        row[:] = [of.get(unit, np.nan) for unit in units]
    return Comparison(units, tuple(results), scores, ranks_of(scores))


@dataclass(frozen=True)
class Cause:
    """One thing that was changed on the way from one edition to the next, and the unit's rank and
    score after it.
    """

    what: str
    rank: float
    score: float


def causes(before, after, unit):
    """Return the Causes of a change in a unit's rank from one Result to the next, in this order:
    the data, the frame (tree, weights, targets), the plan. Each stands on those before it.
    """
    year_before, year_after = before.years[-1:], after.years[-1:]
    ways = {
        "before": (before.frame, before.panel, before.plan, year_before),
        "data": (before.frame, after.panel, before.plan, year_after),
        "frame": (after.frame, after.panel, before.plan, year_after),
        "plan": (after.frame, after.panel, after.plan, year_after),
    }
    found = []
    for what, way in ways.items():
        result = compute(*way)
        found.append(Cause(what, result.ranks().of(unit)[result.frame.top],
                           result.table.of(unit)[result.frame.top]))  # fmt: skip
    return tuple(found)
