"""Correlations of columns with gaps, pair by pair."""

import numpy as np
import scipy

METHODS = ("pearson", "spearman", "kendall")


def correlations(left, right=None, method="pearson"):
    """Return float array (columns of left, columns of right) of pairwise complete correlations.

    method: "pearson", "spearman" (of ranks within the complete pairs) or "kendall" (tau-b).
    nan where a pair has fewer than two common rows or one side has no spread.

    >>> table = np.array([[1.0, 2.0], [2.0, 4.0], [3.0, np.nan], [4.0, 7.0]])
    >>> float(correlations(table)[0, 1].round(6))
    0.997176
    """
    right = left if right is None else right
    if method == "pearson" and not (np.isnan(left).any() or np.isnan(right).any()):
        return _pearson(left, right)
    out = np.full((left.shape[1], right.shape[1]), np.nan)
    for i, j in np.ndindex(out.shape):
        both = ~np.isnan(left[:, i]) & ~np.isnan(right[:, j])
        out[i, j] = _of_pair(left[both, i], right[both, j], method)
    return out


def p_values(left, right=None, method="pearson"):
    """Return float array of two-sided p-values of `correlations`, as R's cor.test for Pearson."""
    right = left if right is None else right
    out = np.full((left.shape[1], right.shape[1]), np.nan)
    test = {
        "pearson": scipy.stats.pearsonr,
        "spearman": scipy.stats.spearmanr,
        "kendall": scipy.stats.kendalltau,
    }
    for i, j in np.ndindex(out.shape):
        both = ~np.isnan(left[:, i]) & ~np.isnan(right[:, j])
        x, y = left[both, i], right[both, j]
        if len(x) > 2 and np.ptp(x) > 0 and np.ptp(y) > 0:
            out[i, j] = test[method](x, y).pvalue
    return out


def _of_pair(x, y, method):
    if len(x) < 2 or np.ptp(x) == 0 or np.ptp(y) == 0:
        return np.nan
    if method == "kendall":
        return scipy.stats.kendalltau(x, y).statistic
    if method == "spearman":
        x, y = scipy.stats.rankdata(x), scipy.stats.rankdata(y)
    return _pearson(x[:, None], y[:, None])[0, 0]


def _pearson(left, right):
    """Return correlations of columns without gaps, nan for one without spread."""
    a, b = left - left.mean(axis=0), right - right.mean(axis=0)
    below = np.outer(np.sqrt((a**2).sum(axis=0)), np.sqrt((b**2).sum(axis=0)))
    flat = np.outer(np.ptp(left, axis=0) == 0, np.ones(right.shape[1], bool))
    flat |= (np.ptp(right, axis=0) == 0)[None, :]
    return np.divide(a.T @ b, below, out=np.full(below.shape, np.nan), where=~flat)
