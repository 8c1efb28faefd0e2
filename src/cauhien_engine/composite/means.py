"""Means and outranking: from the scores of children to the score of their parent.

Each takes scores, a list of float arrays (k or 1, units), one for each child, and weights, a float
array (k or 1, children): k variants of the same table at once. A child that is nan counts as not
there, and the weights of the others share its part. Returns float array (k, units).
Source: OECD and JRC, Handbook on Constructing Composite Indicators (2008), chapter 6.
"""

import numpy as np

from cauhien_engine.composite.errors import BadPlan, CannotCompute

HALF = 1e-12  # a sum of weights so near one half is one half


def arithmetic(scores, weights, power=None):
    """Return the weighted arithmetic mean.

    >>> arithmetic([np.array([[20.0]]), np.array([[60.0]])], np.array([[1.0, 3.0]])).tolist()
    [[50.0]]
    """
    return _weighted(scores, weights)


def geometric(scores, weights, power=None):
    """Return the weighted geometric mean; CannotCompute for a score of zero or less.

    >>> geometric([np.array([[25.0]]), np.array([[100.0]])], np.ones((1, 2))).round(9).tolist()
    [[50.0]]
    """
    _over_zero(scores, "a geometric mean")
    return np.exp(_weighted([np.log(one) for one in scores], weights))


def harmonic(scores, weights, power=None):
    """Return the weighted harmonic mean; CannotCompute for a score of zero, or of scores of both
    signs that cancel.
    """
    if any((one == 0).any() for one in scores):
        raise CannotCompute("a harmonic mean of a score of zero")
    turned = _weighted([1 / one for one in scores], weights)
    if (turned == 0).any():
        raise CannotCompute("a harmonic mean of scores that cancel")
    return 1 / turned


def power_mean(scores, weights, power):
    """Return the weighted power mean. power: not 0; under 0, or no whole number, it needs scores
    over (not under) zero, else CannotCompute.

    >>> power_mean([np.array([[3.0]]), np.array([[np.nan]])], np.ones((1, 2)), 2.0).tolist()
    [[3.0]]
    """
    if not power:
        raise BadPlan("a power mean needs a power other than 0; the geometric mean is its limit")
    if power < 0:
        _over_zero(scores, "a power mean of negative power")
    elif any((one < 0).any() for one in scores):
        raise CannotCompute("a power mean of a score under zero")
    return _weighted([one**power for one in scores], weights) ** (1 / power)


def copeland(scores, weights, power=None):
    """Return how many units each one outranks less how many outrank it.

    A unit outranks another where it is better on more than half of the weight of what both have;
    equal scores give half of their weight to each.
    Source: Copeland (1951); Munda and Nardo (2009), Noncompensatory composite indicators.
    """
    k = max(len(weights), *(len(one) for one in scores))
    units = scores[0].shape[1]
    out = np.full((k, units), np.nan)
    for at in range(k):
        rows = np.stack([one[min(at, len(one) - 1)] for one in scores], axis=1)
        better = outranking(rows, weights[min(at, len(weights) - 1)])
        wins = (better > 0.5 + HALF).sum(axis=1) - (better < 0.5 - HALF).sum(axis=1)
        out[at] = np.where(np.isnan(rows).all(axis=1), np.nan, wins)
    return out


def outranking(scores, weights):
    """Return float array (units, units): share of the weight on which the row beats the column.

    scores: float array (units, children). nan where two units have nothing in common, and on the
    diagonal.

    >>> outranking(np.array([[1.0, 5.0], [2.0, 5.0]]), np.ones(2)).tolist()
    [[nan, 0.25], [0.75, nan]]
    """
    shared, won = np.zeros((len(scores),) * 2), np.zeros((len(scores),) * 2)
    for column, weight in zip(scores.T, weights, strict=True):
        apart = column[:, None] - column[None, :]
        shared += weight * ~np.isnan(apart)
        won += weight * ((apart > 0) + 0.5 * (apart == 0))
    np.fill_diagonal(shared, 0)
    return np.divide(won, shared, out=np.full(shared.shape, np.nan), where=shared > 0)


MEANS = {
    "arithmetic": arithmetic,
    "geometric": geometric,
    "harmonic": harmonic,
    "power": power_mean,
    "copeland": copeland,
}


def _weighted(scores, weights):
    """Return the weighted mean of what is there.

    Summed child by child and not as a matrix product, so that equal rows give equal bits wherever
    they stand, and with what rounding loses carried along, so that sums that are equal tie.
    Source: Neumaier (1974), compensated summation.
    """
    if any(np.isnan(one).any() for one in scores):
        return _weighted_with_gaps(scores, weights)
    whole = weights.sum(axis=1, keepdims=True)
    shares = weights / np.where(whole == 0, np.nan, whole)
    return _summed(shares[:, at : at + 1] * one for at, one in enumerate(scores))


def _summed(terms):
    total, lost = 0.0, 0.0
    for term in terms:
        new = total + term
        back = new - total
        lost = lost + ((total - (new - back)) + (term - back))
        total = new
    return total + lost


def _weighted_with_gaps(scores, weights):
    known = [~np.isnan(one) for one in scores]
    own = [weights[:, at : at + 1] * there for at, there in enumerate(known)]
    whole = sum(own)
    whole = np.where(whole == 0, np.nan, whole)
    there = (np.where(mask, one, 0.0) for mask, one in zip(known, scores, strict=True))
    return _summed(weight / whole * one for weight, one in zip(own, there, strict=True))


def _over_zero(scores, what):
    if any((one <= 0).any() for one in scores):
        raise CannotCompute(f"{what} of a score of zero or less: choose a scale that starts above")
