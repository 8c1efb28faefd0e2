"""How severe each member is, where they scored different files, and what a file is worth then."""

from dataclasses import dataclass

import numpy as np
import scipy
from scipy.sparse import coo_array


class NotComparable(Exception):
    """Too few scores, or parts of the table that share no member: nothing can be compared."""


@dataclass(frozen=True)
class Model:
    """score = worth of the file + severity of the member + noise.

    values: float array (files,), worth. covariance: of the values, (files, files). severity,
    noise: variances, points squared. freedom: degrees of freedom of the noise.
    """

    values: np.ndarray
    covariance: np.ndarray
    severity: float
    noise: float
    freedom: int


def is_complete(scores):
    """Return whether every member scored every file: then severity moves all alike.

    >>> is_complete(np.array([[1.0, 2.0]])), is_complete(np.array([[1.0, np.nan]]))
    (True, False)
    """
    return not np.isnan(scores).any()


def adjusted(scores):
    """Return float array (files,): the worth of each file freed of its members' severity.

    Advisory. A member who scored few files is taken for nearly as severe as the rest (shrinkage).
    None where every member scored every file, or where nothing can be compared.
    Source: Henderson (1975), best linear unbiased prediction.

    >>> kind, strict = [9.0, 8.0, np.nan], [6.0, 5.0, 7.0]
    >>> adjusted(np.array([kind, strict]).T).round(1).tolist()
    [7.5, 6.5, 8.5]
    """
    if is_complete(scores):
        return None
    try:
        return model_of(scores).values
    except NotComparable:
        return None


def model_of(scores):
    """Return the Model of a table of scores, float array (files, members), nan where none.

    The share of severity in the variance is the likeliest one (REML). Raises NotComparable.
    """
    file, member = np.nonzero(~np.isnan(scores))
    score = scores[file, member]
    freedom = _freedom(scores.shape, file, member)
    worth = np.eye(scores.shape[0])[file]
    strict = np.eye(scores.shape[1])[member]
    fitted = scipy.optimize.minimize_scalar(
        lambda power: _unlikely(worth, strict, score, 10.0**power),
        bounds=(-4.0, 4.0),
        method="bounded",
    )
    ratio = 10.0**fitted.x
    values, covariance, left = _fit(worth, strict, score, ratio)
    noise = left / (len(score) - scores.shape[0])
    return Model(values, covariance * noise, ratio * noise, noise, freedom)


def _freedom(shape, file, member):
    files, members = shape
    links = coo_array((np.ones(len(file)), (file, files + member)), (files + members,) * 2)
    parts = scipy.sparse.csgraph.connected_components(links, directed=False)[1]
    judging = np.unique(member)
    freedom = len(file) - files - len(judging) + 1
    if len({*parts[:files].tolist()}) > 1 or freedom < 1 or len(np.unique(file)) < files:
        raise NotComparable("the scores do not bind the files together")
    return freedom


def _fit(worth, strict, score, ratio):
    """Return (values, their covariance and the sum of squares, both at noise 1)."""
    inverse = np.linalg.inv(np.eye(len(score)) + ratio * strict @ strict.T)
    covariance = np.linalg.inv(worth.T @ inverse @ worth)
    values = covariance @ worth.T @ inverse @ score
    apart = score - worth @ values
    return values, covariance, max(float(apart @ inverse @ apart), 1e-12)


def _unlikely(worth, strict, score, ratio):
    """Return minus the restricted log likelihood of a ratio of severity to noise."""
    whole = np.eye(len(score)) + ratio * strict @ strict.T
    _, covariance, left = _fit(worth, strict, score, ratio)
    free = len(score) - worth.shape[1]
    return np.linalg.slogdet(whole)[1] - np.linalg.slogdet(covariance)[1] + free * np.log(left)
