"""Whether a target will be met: a predictive distribution from a short series of years."""

from dataclasses import dataclass

import numpy as np
import scipy

from cauhien_engine.composite.errors import CannotCompute

LEAST_POINTS = 8  # under this no probability is told
LEAST_BEFORE = 4  # points that a model has seen before its first test
LINE, DRIFT, STILL = "line", "drift", "still"
MODELS = (LINE, DRIFT, STILL)


@dataclass(frozen=True)
class Prediction:
    """What may be in a year: a mixture of Student's t.

    models: names. weights: shares that sum to 1, from how well each model foretold the points that
    are known. centres, scales, freedoms: of each model's distribution. points: how many are known.
    """

    year: float
    points: int
    models: tuple[str, ...]
    weights: tuple[float, ...]
    centres: tuple[float, ...]
    scales: tuple[float, ...]
    freedoms: tuple[float, ...]

    def below(self, value):
        """Return the probability of a value at most so high."""
        shares = scipy.stats.t.cdf(
            value, np.array(self.freedoms), np.array(self.centres), np.array(self.scales)
        )
        return float(np.dot(self.weights, shares))

    def chance(self, target, direction=1):
        """Return the probability of at least the target, with direction -1 of at most it."""
        share = self.below(target)
        return 1 - share if direction == 1 else share

    def quantile(self, share):
        """Return the value that is not passed with a probability, found by halving."""
        low = min(self._ends(0.0001))
        high = max(self._ends(0.9999))
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (middle, high) if self.below(middle) < share else (low, middle)
        return (low + high) / 2

    def _ends(self, share):
        return scipy.stats.t.ppf(
            share, np.array(self.freedoms), np.array(self.centres), np.array(self.scales)
        )


def prediction(years, values, year):
    """Return the Prediction of a year from a series with gaps.

    Three models are averaged: a line of least squares with noise, a walk that drifts, a walk that
    stands still. Each foretells the known points one after the other from those before; weights are
    in proportion to the likelihood of what came. Raises CannotCompute under LEAST_POINTS points,
    for a series that never changes, and for a year that is not after the last.
    Source: of weighing by past forecasts, Geweke and Amisano (2011), Optimal prediction pools.

    >>> told = prediction(range(2015, 2025), [1, 2.1, 2.9, 4, 5.2, 5.9, 7.1, 8, 9.1, 9.9], 2026)
    >>> told.chance(11.0) > 0.9, told.chance(13.0) < 0.1
    (True, True)
    """
    years, values = np.asarray(years, dtype=float), np.asarray(values, dtype=float)
    known = ~np.isnan(values)
    years, values = years[known], values[known]
    if len(years) < LEAST_POINTS:
        raise CannotCompute(f"{len(years)} comparable points, {LEAST_POINTS} are needed")
    if np.ptp(values) == 0:
        raise CannotCompute("a series that never changed tells nothing of chance")
    if year <= years[-1]:
        raise CannotCompute(f"the year {year:g} is not after {years[-1]:g}")
    scores = np.zeros(len(MODELS))
    for at in range(LEAST_BEFORE, len(years)):
        for place, model in enumerate(MODELS):
            centre, scale, freedom = _foretold(model, years[:at], values[:at], years[at])
            scores[place] += scipy.stats.t.logpdf(values[at], freedom, centre, scale)
    weights = np.exp(scores - scores.max())
    weights /= weights.sum()
    told = [_foretold(model, years, values, year) for model in MODELS]
    centres, scales, freedoms = zip(*told, strict=True)
    return Prediction(year, len(years), MODELS, tuple(weights.tolist()), centres, scales, freedoms)


def brier(chances, outcomes):
    """Return the mean squared distance of probabilities from what came (0 best, 0.25 by a coin).

    Source: Brier (1950), Verification of forecasts expressed in terms of probability.

    >>> brier([1.0, 0.5], [True, False])
    0.125
    """
    apart = np.asarray(chances, dtype=float) - np.asarray(outcomes, dtype=float)
    return float((apart**2).mean())


def _foretold(model, years, values, year):
    """Return (centre, scale, freedom) of one model for a year."""
    floor = 1e-6 * np.ptp(values) + 1e-300
    if model == LINE:
        centre, spread, freedom = _line(years, values, year)
    else:
        centre, spread, freedom = _walk(years, values, year, drifts=model == DRIFT)
    return float(centre), float(max(spread, floor)), float(freedom)


def _line(years, values, year):
    n, middle = len(years), years.mean()
    apart = years - middle
    slope = (apart * values).sum() / (apart**2).sum()
    left = values - values.mean() - slope * apart
    variance = (left**2).sum() / (n - 2)
    reach = 1 + 1 / n + (year - middle) ** 2 / (apart**2).sum()
    return values.mean() + slope * (year - middle), np.sqrt(variance * reach), n - 2


def _walk(years, values, year, *, drifts):
    gaps, steps = np.diff(years), np.diff(values)
    whole = years[-1] - years[0]
    drift = (values[-1] - values[0]) / whole if drifts else 0.0
    freedom = len(steps) - drifts
    variance = ((steps - drift * gaps) ** 2 / gaps).sum() / freedom
    ahead = year - years[-1]
    reach = ahead + (ahead**2 / whole if drifts else 0.0)
    return values[-1] + drift * ahead, np.sqrt(variance * reach), freedom
