"""How a series moves: rates of growth, changes in percent, a robust slope with its interval."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy

from cauhien_engine.composite.errors import BadPlan


@dataclass(frozen=True)
class Trend:
    """The movement of one code of one unit. value: nan where it cannot be computed. first, last:
    years used, None without. data_share: of the years looked at.
    """

    unit: str
    code: str
    value: float
    first: int | None
    last: int | None
    data_share: float


def growth(years, values):
    """Return the compound annual growth rate from the first to the last known value, a fraction.

    >>> round(growth([2020, 2022], [100.0, 121.0]), 9)
    0.1
    """
    years, values = _known(years, values)
    if len(years) < 2:
        return np.nan
    if values[-1] == values[0]:
        return 0.0
    if values[0] == 0:
        return np.nan
    with np.errstate(invalid="ignore"):
        rate = np.float64(values[-1] / values[0]) ** (1 / (years[-1] - years[0])) - 1
    return float(rate)


def percent_change(years, values, per=1.0):
    """Return the change per so many years in percent of the first value: of the line of least
    squares from three values on, else of the values themselves.

    >>> round(percent_change([2020, 2021, 2022], [100.0, 110.0, 120.0]), 9)
    10.0
    """
    years, values = _known(years, values)
    if len(years) < 2:
        return np.nan
    if (values == values[0]).all():
        return 0.0
    if len(years) == 2:
        slope, start = (values[1] - values[0]) / (years[1] - years[0]), values[0]
    else:
        slope, intercept = np.polyfit(years - years[0], values, 1)
        start = intercept
    return float(slope * per / start * 100) if start else np.nan


def slope(years, values, confidence=0.9):
    """Return (slope, low, high) per year: the median of the slopes of all pairs, nan under three.

    Source: Theil (1950), Sen (1968).
    """
    years, values = _known(years, values)
    if len(years) < 3:
        return np.nan, np.nan, np.nan
    found = scipy.stats.theilslopes(values, years, confidence)
    return float(found.slope), float(found.low_slope), float(found.high_slope)


MEASURES = {"growth": growth, "percent_change": percent_change}


@dataclass(frozen=True)
class Window:
    """Which points of a series are used.

    years: default all of the panel. latest: only so many years up to the last known value; a
    series that has fewer has no trend. filled: years whose gaps are filled on the line between
    known years, True for all; a year that the panel lacks may be among them.
    """

    years: Sequence[int] | None = None
    latest: int | None = None
    filled: Sequence[float] | bool = ()


def trends(panel, window=None, *, codes=None, units=None, measure="growth", frame=None):
    """Return a Trend of each code and unit, by code and then unit.

    measure: "growth" or "percent_change". frame: only its indicators, and the sign is turned of
    those whose direction is -1.
    """
    if measure not in MEASURES:
        raise BadPlan(f"measure: {measure!r} is none of {', '.join(MEASURES)}")
    window = window or Window()
    codes = codes or [code for code in panel.codes if frame is None or code in frame.indicators]
    found = []
    for code in codes:
        sign = 1 if frame is None else frame[code].direction
        for unit in units or panel.units:
            series = panel.lookup([unit] * len(panel.years), panel.years, [code])[:, 0]
            found.append(_trend(unit, code, _points(panel.years, series, window), (measure, sign)))
    return tuple(found)


def _points(years, series, window):
    """Return (years, values) in the window and the share of its years that is known."""
    years = np.asarray(years, dtype=float)
    wanted = np.isin(years, years if window.years is None else window.years)
    share = float((~np.isnan(series[wanted])).mean()) if wanted.any() else 0.0
    at = years if window.filled is True else np.asarray(window.filled or (), dtype=float)
    known = ~np.isnan(series)
    everywhere = np.union1d(years, at)
    values = np.full(len(everywhere), np.nan)
    values[np.searchsorted(everywhere, years)] = series
    if known.sum() > 1:
        line = np.interp(everywhere, years[known], series[known], left=np.nan, right=np.nan)
        values = np.where(np.isnan(values) & np.isin(everywhere, at), line, values)
    if window.years is not None:
        kept = np.isin(everywhere, window.years)
        everywhere, values = everywhere[kept], values[kept]
    if window.latest is not None:
        everywhere, values = _latest(everywhere, values, window.latest)
    return everywhere, values, share


def _latest(years, values, count):
    known = np.flatnonzero(~np.isnan(values))
    start = known[-1] + 1 - count if known.size else -1
    if start < 0:
        return years[:0], values[:0]
    return years[start : known[-1] + 1], values[start : known[-1] + 1]


def _trend(unit, code, points, how):
    years, values, share = points
    measure, sign = how
    known = np.flatnonzero(~np.isnan(values))
    if known.size < 2:
        return Trend(unit, code, np.nan, None, None, share)
    value = MEASURES[measure](years, values) * sign
    return Trend(unit, code, value, int(years[known[0]]), int(years[known[-1]]), share)


def _known(years, values):
    years, values = np.asarray(years, dtype=float), np.asarray(values, dtype=float)
    known = ~np.isnan(values)
    order = np.argsort(years[known], kind="stable")
    return years[known][order], values[known][order]
