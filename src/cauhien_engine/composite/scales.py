"""How one column is brought to a scale that others share: twelve ways and one more.

Each takes a float array (rows, columns) already multiplied by the direction, so that more is
better, and the options of `Normalise`; nan stays nan. `natural` columns of parameters (targets,
goalposts) are in the indicator's own unit and are turned here.
Source: OECD and JRC, Handbook on Constructing Composite Indicators (2008), chapter 5.
"""

import numpy as np
import scipy

from cauhien_engine.composite.errors import BadPlan, CannotCompute
from cauhien_engine.composite.moments import column_means, column_ranges, column_stds

ROUNDING = 1e-13  # differences so small beside the numbers themselves tell nothing
TIES = ("min", "max", "average", "first", "last")


def minmax(values, *, low=0.0, high=100.0):
    """Return the columns stretched from low to high; nan where all values are equal.

    >>> minmax(np.array([[1.0], [2.0], [5.0]])).ravel().tolist()
    [0.0, 25.0, 100.0]
    """
    least, _ = column_ranges(values)
    return _divided(values - least, _span(values)) * (high - low) + low


def scaled(values, *, low=0.0, high=100.0, factor=100.0):
    """Return (x - low) / (high - low) * factor. low, high: numbers or arrays (columns,)."""
    return _divided(values - low, np.subtract(high, low)) * factor


def zscore(values, *, mean=0.0, sd=1.0):
    """Return the columns with that mean and standard deviation; nan where all are equal."""
    spread = np.where(_span(values) == 0, 0, column_stds(values))
    return _divided(values - column_means(values), spread) * sd + mean


def dist2max(values):
    """Return 1 - (max - x) / (max - min)."""
    _, most = column_ranges(values)
    return 1 - _divided(most - values, _span(values))


def dist2ref(values, *, row, cap=False):
    """Return 1 - (reference - x) / (reference - min). row: place of the unit of reference.

    cap: nothing above 1.
    """
    least, _ = column_ranges(values)
    reference = values[row]
    way = _way(reference - least, values)
    return _capped(1 - _divided(reference - values, way), cap)


def dist2targ(values, *, target, cap=False):
    """Return (x - min) / (target - min). target: in the direction of the values. cap: at 1."""
    least, _ = column_ranges(values)
    return _capped(_divided(values - least, _way(target - least, values)), cap)


def fracmax(values):
    """Return x / max. With direction -1 that is what COINr gives, and no score of a scale."""
    return _divided(values, column_ranges(values)[1])


def prank(values, *, ties="min"):
    """Return (rank - 1) / (how many are known - 1)."""
    known = (~np.isnan(values)).sum(axis=0)
    return _divided(ranked(values, ties) - 1, known - 1)


def rank(values, *, ties="min"):
    """Return the rank, the lowest value first."""
    return ranked(values, ties)


def borda(values, *, ties="min"):
    """Return the rank less one."""
    return ranked(values, ties) - 1


def goalposts(values, *, low, high, scale=1.0, cut=True):
    """Return (x - low) / (high - low) * scale. cut: nothing under 0 or over scale."""
    share = _divided(values - low, np.subtract(high, low))
    return (np.clip(share, 0, 1) if cut else share) * scale


def vector(values):
    """Return x / sqrt(sum of squares)."""
    return _divided(values, np.sqrt(np.nansum(values**2, axis=0)))


def none(values):
    """Return the values as they are, in their direction."""
    return values.copy()


def ranked(values, ties):
    """Return float array of ascending ranks in each column. ties: one of TIES."""
    if ties not in TIES:
        raise BadPlan(f"ties: {ties!r} is none of {', '.join(TIES)}")
    out = np.full(values.shape, np.nan)
    for at in range(values.shape[1]):
        known = ~np.isnan(values[:, at])
        column = values[known, at]
        if ties == "last":
            out[known, at] = scipy.stats.rankdata(column[::-1], "ordinal")[::-1]
        else:
            out[known, at] = scipy.stats.rankdata(column, "ordinal" if ties == "first" else ties)
    return out


SCALES = {
    one.__name__: one
    for one in (minmax, scaled, zscore, dist2max, dist2ref, dist2targ, fracmax, prank, rank, borda,
                goalposts, vector, none)
}  # fmt: skip


def turned(low, high, direction):
    """Return (low, high) of an indicator's own unit as seen in its direction.

    >>> turned(2.0, 8.0, -1)
    (-8.0, -2.0)
    """
    return (low, high) if direction == 1 else (-high, -low)


def must_be_known(number, what):
    """Return the number; CannotCompute if it is nan."""
    if number is None or number != number:
        raise CannotCompute(f"{what} is not given")
    return float(number)


def _span(values):
    """Return the range of each column, 0 where it is no more than rounding."""
    least, most = column_ranges(values)
    size = np.maximum(np.abs(least), np.abs(most))
    return np.where(most - least <= ROUNDING * size, 0, most - least)


def _way(way, values):
    """Return the way from the lowest value to a reference, 0 where it is no more than rounding."""
    return np.where(np.abs(way) <= ROUNDING * _span(values), 0, way)


def _divided(above, below):
    """Return above / below, nan where below is 0."""
    below = np.asarray(below, dtype=float)
    return above / np.where(below == 0, np.nan, below)


def _capped(values, cap):
    return np.minimum(values, 1) if cap else values
