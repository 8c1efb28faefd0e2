"""How far a series is from its goal: gap, required pace, and the rating of Open SDG."""

import math
from dataclasses import dataclass

import numpy as np

from cauhien_engine.composite.trends import slope

ACHIEVED, SUBSTANTIAL, MODERATE, LIMITED, WORSE, UNKNOWN = (
    "target_achieved", "substantial_progress", "moderate_progress", "limited_progress",
    "deterioration", "not_available",
)  # fmt: skip
NEAR_ZERO = 0.001  # stands for a target or a base of zero, which has no rate of growth
BY_GROWTH, BY_SHARE = (0.015, 0.005, 0.0), (0.95, 0.6, 0.0)  # from which a rating is given
BEND = 4.44  # how fast less is asked for near a natural limit


@dataclass(frozen=True)
class Goal:
    """What is to be reached.

    direction: 1 where more is better, else -1. target: None for a goal without a number. year: by
    which. base_year: from which progress is counted, the next known year where that one is unknown.
    limit: beyond which the value cannot go (100 %), of goals without a number.
    """

    direction: int = 1
    target: float | None = None
    year: int = 2030
    base_year: int = 2015
    limit: float | None = None


@dataclass(frozen=True)
class Rating:
    """The rating of Open SDG.

    status: one of the six words above. score: -5 to 5, None without. value: growth a year, or the
    share of the required growth. reason: why there is none.
    """

    status: str
    score: float | None = None
    value: float | None = None
    reason: str = ""


@dataclass(frozen=True)
class Gap:
    """Where a series stands before a goal with a number.

    gap: target less value, in the unit. share: of the way from the base, over 1 beyond it, nan
    where there was none to go. required: per year from now on; observed: per year so far (median
    slope), with low and high at 90 %. is_met, is_on_pace: the latter where observed is enough.
    """

    now: float
    year: int
    gap: float
    share: float
    required: float
    observed: float
    low: float
    high: float
    is_met: bool
    is_on_pace: bool


def gap_to(years, values, goal):
    """Return the Gap of a series to a Goal with a target; None without a known value.

    >>> found = gap_to([2020, 2021, 2022], [10.0, 12.0, 14.0], Goal(target=20.0, year=2025,
    ...                                                             base_year=2020))
    >>> found.gap, found.share, found.required, found.observed, found.is_on_pace
    (6.0, 0.4, 2.0, 2.0, True)
    """
    years, values = _known(years, values)
    if not len(years):
        return None
    base, now, last = _base(years, values, goal), float(values[-1]), int(years[-1])
    left, way = goal.target - now, goal.target - base
    met = _meets(now, goal)
    ahead = goal.year - last
    required = 0.0 if met else (left / ahead if ahead > 0 else math.inf * goal.direction)
    observed, low, high = slope(years, values)
    enough = met or (ahead > 0 and observed * goal.direction >= required * goal.direction)
    return Gap(now, last, left, (now - base) / way if way else math.nan, required, observed, low,
               high, met, bool(enough))  # fmt: skip


def rating(years, values, goal):
    """Return the Rating of a series by the rules of Open SDG.

    Source: Open SDG, Progress measure: growth from the base year against that which the target
    requires, or against 1.5 % and 0.5 % a year where the goal has no number; less is asked for near
    a limit. Read from its documentation and from sdg-build (MIT), which computes it.

    >>> rating([2015, 2020], [10.0, 12.0], Goal(target=20.0)).status
    'moderate_progress'
    """
    years, values = _known(years, values)
    if not len(years):
        return Rating(UNKNOWN, reason="no value")
    now, target = float(values[-1]), NEAR_ZERO if goal.target == 0 else goal.target
    if target is not None and goal.direction * (now - target) >= 0:
        return Rating(ACHIEVED, 5.0)
    from_base = years >= goal.base_year
    if from_base.sum() < 2:
        return Rating(UNKNOWN, reason="two years from the base on are needed")
    base = float(values[from_base][0])
    begun = base or NEAR_ZERO
    if begun * now < 0:
        return Rating(UNKNOWN, reason="a base and a value of different sign have no growth")
    grown = _growth(begun, now, years[-1] - years[from_base][0])
    sign = (-1 if base < 0 else 1) * goal.direction
    if target is None:
        return _by_growth(sign * grown, base, goal)
    required = _growth(begun, target, goal.year - years[from_base][0])
    if not required or math.isnan(required):
        return Rating(UNKNOWN, reason="the target has no growth from the base")
    return _by_share(sign * grown / abs(required))


def _by_growth(value, base, goal):
    """Return the Rating of growth a year, less being asked for near the limit."""
    part = 1.0 if goal.limit is None else _part(abs(base), abs(goal.limit))
    high, middle, low = (part * limit for limit in BY_GROWTH)
    if value < low:
        score = max(125 * value - 2.5, -5)
    elif part == 0:
        score = 5.0
    elif value >= high:
        score = min(500 * value / part - 5, 5)
    elif value >= middle:
        score = 250 * value / part - 1.25
    else:
        score = 500 * value / part - 2.5
    return Rating(_status(value, (high, middle, low)), score, value)


def _by_share(value):
    if value >= BY_SHARE[1]:
        score = min(7.1429 * value - 4.2857, 5)
    else:
        score = max(4.1667 * value - 2.5, -5)
    return Rating(_status(value, BY_SHARE), score, value)


def _part(base, limit):
    """Return the part of the usual thresholds that is asked for so near a limit."""
    if base >= 2 * limit:
        return 1.0
    near = base if base <= limit else 2 * limit - base
    return 1 - (near / limit) ** BEND


def _status(value, limits):
    words = zip(limits, (SUBSTANTIAL, MODERATE, LIMITED), strict=True)
    return next((word for limit, word in words if value >= limit), WORSE)


def _growth(begun, ended, years):
    ratio = ended / begun
    return ratio ** (1 / years) - 1 if years > 0 and ratio >= 0 else math.nan


def _meets(now, goal):
    return goal.direction * (now - goal.target) >= 0


def _base(years, values, goal):
    from_base = np.flatnonzero(years >= goal.base_year)
    return float(values[from_base[0] if from_base.size else 0])


def _known(years, values):
    years, values = np.asarray(years, dtype=float), np.asarray(values, dtype=float)
    known = ~np.isnan(values)
    order = np.argsort(years[known], kind="stable")
    return years[known][order], values[known][order]
