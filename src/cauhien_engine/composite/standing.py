"""How sure a rank is: tallies of the ranks of many variants, never the variants themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from cauhien_engine.composite.errors import CannotCompute
from cauhien_engine.composite.ranking import whole_ranks


@dataclass(frozen=True, eq=False)
class Standings:
    """Ranks over all variants.

    units: those that are ranked, and only among themselves. nominal: float array (units,), rank by
    the plan as it is. counts: int array (units, units + 1), how often a unit had each rank; column
    0: no rank. runs: variants. failed: {reason: how many variants had no result}. pairs, wins: the
    units compared and an int array of how often the row stood before the column.
    """

    units: tuple[str, ...]
    nominal: np.ndarray
    counts: np.ndarray
    runs: int
    failed: Mapping[str, int] = field(default_factory=dict)
    pairs: tuple[str, ...] = ()
    wins: np.ndarray | None = None

    @property
    def ranked(self):
        """Return int array (units,): in how many variants the unit has a rank."""
        return self.counts[:, 1:].sum(axis=1)

    @property
    def mean(self):
        """Return float array (units,) of mean ranks."""
        places = np.arange(1, self.counts.shape[1])
        return _shares(self.counts[:, 1:] @ places, self.ranked)

    def quantiles(self, shares):
        """Return float array (units, shares): between two ranks in proportion (R's type 7).

        >>> counts = np.array([[0, 3, 1], [0, 1, 3]])
        >>> Standings(("a", "b"), np.array([1.0, 2.0]), counts, 4).quantiles([0.5, 0.8]).tolist()
        [[1.0, 1.4], [2.0, 2.0]]
        """
        out = np.full((len(self.units), len(shares)), np.nan)
        for at, (row, n) in enumerate(zip(self.counts[:, 1:], self.ranked, strict=True)):
            if n:
                place = (n - 1) * np.asarray(shares, dtype=float)
                below = np.floor(place).astype(int)
                reached = np.cumsum(row)
                low = np.searchsorted(reached, below, side="right") + 1
                high = np.searchsorted(reached, np.minimum(below + 1, n - 1), side="right") + 1
                out[at] = low + (place - below) * (high - low)
        return out.round(12)

    def within(self, k):
        """Return float array (units,): share of the variants in which the rank is at most k."""
        return _shares(self.counts[:, 1 : k + 1].sum(axis=1), self.ranked)

    def beats(self, one, other):
        """Return the share of the variants in which one stands before the other."""
        at = self.pairs.index(one), self.pairs.index(other)
        return float(self.chances[at])

    @property
    def chances(self):
        """Return float array (pairs, pairs): share in which the row stands before the column."""
        if self.wins is None:
            raise CannotCompute("no pairs were asked for")
        return self.wins / max(self.runs - sum(self.failed.values()), 1)

    def tie_groups(self, confidence=0.95):
        """Return tuples of units that cannot be told apart, the best first.

        By mean rank; a group goes on while its first unit stands before the next one in fewer
        variants than `confidence`. Needs pairs of all units.
        """
        at = [self.units.index(unit) for unit in self.pairs]
        order = [self.pairs[i] for i in np.argsort(self.mean[at], kind="stable")]
        groups = []
        for unit in order:
            if groups and self.beats(groups[-1][0], unit) < confidence:
                groups[-1].append(unit)
            else:
                groups.append([unit])
        return tuple(tuple(group) for group in groups)


def standings(ensemble, design, *, among=None, pairs=()):
    """Return the Standings of the variants of a Design, computed part by part.

    among: units to rank, only among themselves; default all. pairs: units to compare with each
    other, True for all of them. Raises CannotCompute if every variant failed.
    """
    units = ensemble.units if among is None else tuple(among)
    columns = [ensemble.units.index(unit) for unit in units]
    chosen = units if pairs is True else tuple(pairs)
    beside = [units.index(unit) for unit in chosen]
    counts = np.zeros((len(units), len(units) + 1), dtype=np.int64)
    wins = np.zeros((len(chosen),) * 2, dtype=np.int64) if chosen else None
    failed = {}
    for scores, reasons in ensemble.stream(design, among=among):
        ranks = whole_ranks(scores if among is None else scores[:, columns])
        _tally(counts, ranks)
        _tally_wins(wins, ranks[:, beside])
        for reason, count in reasons.items():
            failed[reason] = failed.get(reason, 0) + count
    if sum(failed.values()) == len(design):
        raise CannotCompute(f"no variant could be computed: {'; '.join(failed)}")
    nominal = whole_ranks(ensemble.nominal[None, columns])[0].astype(float)
    nominal[nominal == 0] = np.nan
    return Standings(units, nominal, counts, len(design), failed, chosen, wins)


def _tally(counts, ranks):
    places = counts.shape[1]
    flat = ranks + np.arange(len(counts), dtype=ranks.dtype) * places
    counts += np.bincount(flat.ravel(), minlength=counts.size).reshape(counts.shape)


def _tally_wins(wins, ranks):
    if wins is None:
        return
    ranked = np.ascontiguousarray(np.where(ranks == 0, np.iinfo(np.int32).max, ranks).T)
    for at, row in enumerate(ranked):
        wins[at] += (row < ranked).sum(axis=1)


def _shares(above, below):
    return np.divide(above, below, out=np.full(len(below), np.nan), where=below > 0)
