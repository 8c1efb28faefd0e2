"""What may stand in a gap: means, neighbours, other years; see also `normal_model`."""

import math

import numpy as np

from cauhien_engine.composite.moments import column_means, column_ranges, column_stds

ALIKE = 1e-9  # so near in distance is as near


def by_mean(values):
    """Return the columns with their mean in the gaps."""
    return np.where(np.isnan(values), [_mean(column) for column in values.T], values)


def by_median(values):
    """Return the columns with their median in the gaps."""
    middle = np.full(values.shape[1], np.nan)
    filled = ~np.isnan(values).all(axis=0)
    middle[filled] = np.nanmedian(values[:, filled], axis=0)
    return np.where(np.isnan(values), middle, values)


def by_group(values, labels, fill):
    """Return the columns filled within each group. labels: one a row, "" for none (left alone)."""
    out = values.copy()
    labels = np.asarray(labels)
    for label in dict.fromkeys(labels.tolist()):
        if label:
            out[labels == label] = fill(values[labels == label])
    return out


def by_row(values, fill, directions=None):
    """Return the rows filled from what else is known of the unit.

    directions: float array (columns,); columns are first put on 0 to 1 in these directions, and
    back again, None to take them as they are.
    """
    if directions is None:
        return fill(values.T).T
    turned = values * directions
    low, high = column_ranges(turned)
    span = high - low
    shares = (turned - low) / np.where(span == 0, np.nan, span)
    filled = (fill(shares.T).T * span + low) * directions
    return np.where(np.isnan(values), filled, values)


def by_neighbours(values, neighbours=5):
    """Return the columns with the mean of the nearest units that have the value.

    Nearness: mean squared difference of the standardised indicators that both units have; all that
    are as near as the last one count.
    Source: Troyanskaya et al. (2001), Missing value estimation methods for DNA microarrays.
    """
    spread = column_stds(values)
    alike = (values - column_means(values)) / np.where(spread > 0, spread, np.nan)
    known = ~np.isnan(alike)
    zero = np.where(known, alike, 0.0)
    both = known.astype(float) @ known.T
    squares = (zero**2) @ known.T
    apart = squares + squares.T - 2 * zero @ zero.T
    apart = np.where(both > 0, apart / np.maximum(both, 1), np.inf)
    out = values.copy()
    for row, column in np.argwhere(np.isnan(values)):
        have = np.flatnonzero(~np.isnan(values[:, column]) & np.isfinite(apart[row]))
        if have.size:
            far = np.sort(apart[row, have])[:neighbours][-1]
            out[row, column] = _mean(values[have[apart[row, have] <= far + ALIKE], column])
    return out


def _mean(column):
    """Return the mean of what is known, nan where nothing is.

    Summed exactly: in another order of units it is the same to the last bit, and so are places
    where it equals a value that somebody has.
    """
    there = column[~np.isnan(column)].tolist()
    return math.fsum(there) / len(there) if there else np.nan


def from_years(series, years, method, longest=None):
    """Return one unit's values with gaps filled from its other years.

    series: float array (years, columns), years ascending. method: "latest" (the last known value
    before; longest: at most so many years of the list back), "constant" (the same, and before the
    first known value that one), "linear" (a line between known years, level beyond; left alone
    with one known year), "linear_constant" ("linear", and "constant" with one known year).

    >>> series = np.array([[1.0], [np.nan], [3.0]])
    >>> from_years(series, (2020, 2021, 2022), "linear").ravel().tolist()
    [1.0, 2.0, 3.0]
    """
    out = series.copy()
    years = np.asarray(years, dtype=float)
    for column in range(series.shape[1]):
        known = np.flatnonzero(~np.isnan(series[:, column]))
        for at in np.flatnonzero(np.isnan(series[:, column])) if known.size else ():
            out[at, column] = _between(series[:, column], years, known, at, (method, longest))
    return out


def _between(column, years, known, at, how):
    method, longest = how
    earlier = known[known < at]
    if method == "latest":
        near = earlier if longest is None else earlier[earlier >= at - longest]
        return column[near[-1]] if near.size else np.nan
    if method == "constant" or (method == "linear_constant" and known.size == 1):
        return column[earlier[-1]] if earlier.size else column[known[0]]
    if known.size == 1:
        return np.nan
    return np.interp(years[at], years[known], column[known])
