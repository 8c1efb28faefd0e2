"""From the scores of members to a ranking that says how sure it is.

Ranked by the raw mean, as procedures say. Beside it stand an interval, the set of ranks that each
file may hold, a flag where members disagree and, where members scored different files, a mean
freed of their severity.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from cauhien_engine.panel.severity import NotComparable, adjusted, is_complete, model_of

DRAWS = 4000


@dataclass(frozen=True)
class Standing:
    """How one file stands.

    mean: raw mean of its scores, nan without any. place: by the raw mean, equals share the best.
    interval: of the mean, (low, high), nan where nothing can be said. ranks: (best, worst) that
    the file may hold; of all files together these are right at the confidence asked for. alike:
    which others are neither surely better nor surely worse: two sets of ranks may share a rank
    though one file is surely better than the other.
    adjusted: mean freed of severity, advisory; None where all members scored all files, for then
    it cancels. spread: between the highest and the lowest score. disagrees: spread over the limit.
    """

    mean: float
    place: int
    interval: tuple[float, float]
    ranks: tuple[int, int]
    alike: tuple[int, ...]
    adjusted: float | None
    spread: float
    disagrees: bool


def standings(scores, *, limit, rng, confidence=0.95):
    """Return the Standing of each file, a list in their order.

    scores: float array (files, members), points, nan where a member did not score a file. limit:
    points by which scores of one file may differ. rng: numpy Generator; the same seed gives the
    same intervals. Nothing is said of ranks (each may hold any) where scores leave no freedom to
    tell chance from worth: one member, or parts of the table that share no member.
    Source: additive model of file and member; sets of ranks by Mogstad, Romano, Shaikh and
    Wilhelm (2024), Inference for Ranks, from simultaneous intervals of all differences.

    >>> scores = np.array([[9.0, 8.0, 9.5], [5.0, 4.5, 5.0], [5.5, 4.0, 5.0]])
    >>> [one.ranks for one in standings(scores, limit=2, rng=np.random.default_rng(1))]
    [(1, 1), (2, 3), (2, 3)]
    """
    scores = np.asarray(scores, dtype=float)
    means = row_means(scores)
    low, high = intervals(scores, confidence)
    better = distinct(scores, rng=rng, confidence=confidence)
    freed = None if is_complete(scores) else adjusted(scores)
    spread = np.array([np.ptp(row[~np.isnan(row)]) if (~np.isnan(row)).any() else 0.0
                       for row in scores])  # fmt: skip
    return [
        Standing(
            mean=float(means[at]),
            place=1 + int((means > means[at] + 1e-9).sum()),
            interval=(float(low[at]), float(high[at])),
            ranks=_ranks(better, at),
            alike=tuple(
                other
                for other in range(len(scores))
                if other != at and not better[at, other] and not better[other, at]
            ),
            adjusted=None if freed is None else float(freed[at]),
            spread=float(spread[at]),
            disagrees=bool(spread[at] > limit),
        )
        for at in range(len(scores))
    ]


def row_means(scores):
    """Return float array (files,): the mean of each file's scores, nan where it has none."""
    counts = (~np.isnan(scores)).sum(axis=1)
    sums = np.nansum(scores, axis=1)
    return np.divide(sums, counts, out=np.full(len(scores), np.nan), where=counts > 0)


def intervals(scores, confidence=0.95):
    """Return (low, high) of each file's mean, float arrays (files,), nan for fewer than two.

    Where all members scored all files their severity moves all means alike and is left out;
    elsewhere it is part of the doubt, since others would have sat. The spread within files is
    taken as one for all, which a few members of each bear better than one of each file. Of a single
    file nothing tells severity from noise: there the interval is that of its own scores.
    Source: t intervals of a two-way table without interaction.
    """
    counts = (~np.isnan(scores)).sum(axis=1)
    means = row_means(scores)
    if len(scores) == 1:
        return _of_one(scores[0], confidence)
    try:
        fitted = model_of(scores)
    except NotComparable:
        return np.full(len(scores), np.nan), np.full(len(scores), np.nan)
    whole = fitted.noise + (0.0 if is_complete(scores) else fitted.severity)
    reach = stdtrit(fitted.freedom, 0.5 + confidence / 2)
    half = reach * np.sqrt(np.divide(whole, counts, out=np.full(len(scores), np.nan),
                                     where=counts > 0))  # fmt: skip
    return means - half, means + half


def bootstrap(scores, *, rng, confidence=0.95, draws=DRAWS):
    """Return (low, high) of each file's mean had other members sat, float arrays (files,).

    Members are drawn again with all their scores, so that what one judge thinks of two files
    stays together. With fewer than ten members it is too narrow: `intervals` is shown instead.
    Source: Efron and Tibshirani (1993), percentile intervals.

    >>> low, high = bootstrap(np.array([[1.0, 3.0]]), rng=np.random.default_rng(1))
    >>> low.tolist(), high.tolist()
    ([1.0], [3.0])
    """
    members = scores.shape[1]
    drawn = rng.integers(0, members, (draws, members))
    means = np.array([row_means(scores[:, one]) for one in drawn])
    edge = (1 - confidence) / 2
    return np.nanquantile(means, edge, axis=0), np.nanquantile(means, 1 - edge, axis=0)


def distinct(scores, *, rng, confidence=0.95, draws=DRAWS):
    """Return bool array (files, files): row surely better than column, all at once.

    Differences of two files are taken at the model's own value of each, freed of severity, so
    that files judged by others are compared fairly. The chance that any of the claims is wrong
    is at most 1 - confidence.
    """
    files = len(scores)
    try:
        fitted = model_of(scores)
    except NotComparable:
        return np.zeros((files, files), dtype=bool)
    value, spread = fitted.values, fitted.covariance
    error = np.sqrt(np.maximum(_of_differences(spread), 1e-18))
    apart = value[:, None] - value[None, :]
    return apart > error * _critical(spread, error, fitted.freedom, rng, (confidence, draws))


def outlying(scores, share):
    """Return bool array (files, members): scores that differ from the mean of their file by more
    than a share of it (Circular 20/2023 takes such a ballot, at a fifth, as invalid).

    >>> outlying(np.array([[80.0, 82.0, 50.0]]), 0.2).tolist()
    [[False, False, True]]
    """
    means = row_means(scores)[:, None]
    return np.abs(scores - means) > share * means + 1e-9


def _of_one(row, confidence):
    given = row[~np.isnan(row)]
    if len(given) < 2:
        return np.array([np.nan]), np.array([np.nan])
    reach = stdtrit(len(given) - 1, 0.5 + confidence / 2)
    half = reach * given.std(ddof=1) / np.sqrt(len(given))
    return np.array([given.mean() - half]), np.array([given.mean() + half])


def _ranks(better, at):
    return 1 + int(better[:, at].sum()), len(better) - int(better[at].sum())


def _of_differences(spread):
    own = np.diag(spread)
    return own[:, None] + own[None, :] - 2 * spread


def _critical(spread, error, freedom, rng, how):
    """Return how many errors the largest difference of equals stays below, at a confidence."""
    confidence, draws = how
    root = np.linalg.cholesky(spread + 1e-12 * np.eye(len(spread)) * np.trace(spread))
    scale = np.sqrt(rng.chisquare(freedom, draws // 40 * 40) / freedom)
    largest = [
        np.abs((noise[:, :, None] - noise[:, None, :]) / error).max(axis=(1, 2))
        for noise in (rng.standard_normal((draws // 40, len(spread))) @ root.T for _ in range(40))
    ]
    return np.quantile(np.concatenate(largest) / scale, confidence)
