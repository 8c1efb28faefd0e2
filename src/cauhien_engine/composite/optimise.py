"""Weights that make the parts of an index count as one wants, never under zero."""

import numpy as np
import scipy

from cauhien_engine.composite.correlate import correlations

FLOOR = 1e-12


def optimal_shares(index_of, parts, targets=None, *, rank=False):
    """Return (shares, correlations obtained) of the parts of an index, both (parts,).

    index_of: shares (parts,) -> index (units,). parts: float array (units, parts), their scores.
    targets: what the correlations with the index are to be in proportion to; None makes their sum
    largest. rank: correlations of ranks.
    Shares are not negative and sum to 1: each start is searched on the simplex, then polished. The
    starts are the centre, the targets, and points near each corner, so that no chance has a part.
    Source: Becker, Paruolo, Saisana and Saltelli (2017), Weights and importance in composite
    indicators; bounded here.
    """
    count = parts.shape[1]
    if rank:
        parts = np.apply_along_axis(scipy.stats.rankdata, 0, parts)
    wanted = None if targets is None else targets / targets.sum()

    def obtained(shares):
        index = index_of(shares)
        return correlations(parts, (scipy.stats.rankdata(index) if rank else index)[:, None])[:, 0]

    def loss(point):
        found = obtained(_on_simplex(point))
        if np.isnan(found).any():
            return np.inf
        if wanted is None:
            return -found.sum()
        return float(np.sum((wanted - found / found.sum()) ** 2))

    best = min((_searched(loss, start) for start in _starts(count, wanted)),
               key=lambda found: found.fun)  # fmt: skip
    shares = _on_simplex(best.x)
    return shares, obtained(shares)


def _searched(loss, start):
    """Return the better of two local searches from a start."""
    whole = {"type": "eq", "fun": lambda point: point.sum() - 1}
    smooth = {"maxiter": 200, "ftol": 1e-14}
    found = scipy.optimize.minimize(
        loss, start, method="SLSQP", bounds=[(0, 1)] * len(start), constraints=whole, options=smooth
    )
    begin = found.x if np.isfinite(found.fun) and found.fun <= loss(start) else start
    polish = {"maxiter": 400 * len(start), "xatol": 1e-9, "fatol": 1e-16}
    return scipy.optimize.minimize(loss, begin, method="Nelder-Mead", options=polish)


def _starts(count, wanted):
    yield np.full(count, 1 / count)
    if wanted is not None:
        yield wanted
    for corner in np.eye(count):
        yield 0.5 * corner + 0.5 / count


def _on_simplex(point):
    """Return the shares of a point: what is under zero counts as zero."""
    kept = np.maximum(point, 0)
    total = kept.sum()
    return kept / total if total > FLOOR else np.full(len(point), 1 / len(point))
