"""Ranks of scores, equals sharing the best."""

import numpy as np


def ranks_of(scores):
    """Return float array of ranks in each row, 1 for the highest score, nan where it is nan.

    scores: float array (rows, units).

    >>> ranks_of(np.array([[5.0, 7.0, 5.0, np.nan]])).tolist()
    [[2.0, 1.0, 2.0, nan]]
    """
    ranks = whole_ranks(scores).astype(float)
    ranks[ranks == 0] = np.nan
    return ranks


def whole_ranks(scores):
    """Return int32 array of ranks in each row, 0 where a score is nan."""
    turned = np.where(np.isnan(scores), np.inf, -scores)
    order = np.argsort(turned, axis=1, kind="stable")
    ascending = np.take_along_axis(turned, order, axis=1)
    place = np.broadcast_to(np.arange(1, scores.shape[1] + 1, dtype=np.int32), scores.shape).copy()
    place[:, 1:][ascending[:, 1:] == ascending[:, :-1]] = 0
    np.maximum.accumulate(place, axis=1, out=place)
    place[~np.isfinite(ascending)] = 0
    ranks = np.empty(scores.shape, dtype=np.int32)
    np.put_along_axis(ranks, order, place, axis=1)
    return ranks
