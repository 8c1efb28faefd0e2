"""Goals: gap, pace, the rating of Open SDG, and the chance of meeting them."""

import math

import numpy as np
import pytest

from cauhien_engine.composite.errors import CannotCompute
from cauhien_engine.composite.forecasting import prediction
from cauhien_engine.composite.progress import Goal, gap_to, rating

TEN = range(2015, 2025)


def rated(base, now, **goal):
    """Return the Rating of a value in 2015 and one in 2025."""
    return rating([2015, 2025], [base, now], Goal(**goal))


@pytest.mark.parametrize(
    ("now", "goal", "status"),
    [
        (20.0, {"target": 20.0}, "target_achieved"),
        (16.0, {"target": 20.0}, "substantial_progress"),
        (14.0, {"target": 20.0}, "moderate_progress"),
        (12.0, {"target": 20.0}, "limited_progress"),
        (9.0, {"target": 20.0}, "deterioration"),
        (5.0, {"target": 5.0, "direction": -1}, "target_achieved"),
        (6.0, {"target": 5.0, "direction": -1}, "substantial_progress"),
        (11.0, {"target": 5.0, "direction": -1}, "deterioration"),
        (0.0005, {"target": 0.0, "direction": -1}, "target_achieved"),
        (1.0, {"target": 0.0, "direction": -1}, "limited_progress"),
        (12.0, {}, "substantial_progress"),
        (10.6, {}, "moderate_progress"),
        (10.1, {}, "limited_progress"),
        (9.9, {}, "deterioration"),
    ],
)
def test_each_status_of_a_series_from_ten(now, goal, status):
    assert rated(10.0, now, **goal).status == status


def test_scores_go_on_from_one_status_to_the_next():
    at = {name: (1 + rate) ** 10 * 10 for name, rate in
          {"high": 0.015, "middle": 0.005, "low": 0.0}.items()}  # fmt: skip

    scores = {name: rated(10.0, value + 1e-9).score for name, value in at.items()}
    assert scores == pytest.approx({"high": 2.5, "middle": 0.0, "low": -2.5}, abs=1e-6)
    assert rated(10.0, 1.0).score == -5
    assert rated(10.0, 99.0).score == 5


def test_less_is_asked_for_near_a_limit_and_nothing_at_it():
    far, near, there = (rated(base, base * 1.02, limit=100.0) for base in (20.0, 95.0, 100.0))

    assert far.status == "limited_progress"
    assert near.status == "moderate_progress"
    assert (there.status, there.score) == ("substantial_progress", 5)


def test_what_has_no_growth_has_no_rating_but_a_reason():
    assert rating([2015], [3.0], Goal()).reason == "two years from the base on are needed"
    assert "different sign" in rated(-1.0, 2.0).reason
    assert rating([2015, 2020], [math.nan, math.nan], Goal()).reason == "no value"
    assert rated(-10.0, -8.0).status == "substantial_progress"


def test_a_goal_whose_year_has_passed_is_met_or_not_and_has_no_pace():
    late = gap_to([2015, 2024], [10.0, 12.0], Goal(target=20.0, year=2020))

    assert (late.is_met, late.is_on_pace, late.required) == (False, False, math.inf)
    assert gap_to([2015, 2024], [10.0, 22.0], Goal(target=20.0, year=2020)).is_met


def test_a_short_series_has_no_probability_and_says_why():
    with pytest.raises(CannotCompute, match="7 comparable points, 8 are needed"):
        prediction(range(7), range(7), 2030)
    with pytest.raises(CannotCompute, match="never changed"):
        prediction(TEN, [3.0] * 10, 2030)


def test_a_straight_line_goes_on_and_a_farther_year_is_less_sure():
    values = [2.0 * at + (-1) ** at * 0.2 for at in range(10)]
    soon, late = (prediction(TEN, values, year) for year in (2026, 2034))

    assert soon.quantile(0.5) == pytest.approx(22, abs=0.5)
    assert late.quantile(0.9) - late.quantile(0.1) > soon.quantile(0.9) - soon.quantile(0.1)
    assert soon.chance(25.0, -1) == pytest.approx(1 - soon.chance(25.0))


def test_gaps_in_a_series_are_years_that_passed():
    whole = prediction(TEN, [float(at) for at in range(9)] + [10.0], 2026)
    holes = [float(at) for at in range(9)] + [10.0, math.nan]

    assert prediction([*TEN, 2025], holes, 2026).quantile(0.5) == whole.quantile(0.5)


def test_four_in_five_of_intervals_hold_what_came():
    rng = np.random.default_rng(1)
    held = []
    for at in range(200):
        points, ahead = int(rng.integers(8, 20)), int(rng.integers(1, 6))
        noise, years = rng.normal(size=points + ahead), np.arange(points + ahead)
        series = rng.normal() * years + (noise if at % 2 else np.cumsum(noise))
        told = prediction(years[:points], series[:points], years[-1])
        held.append(0.1 <= told.below(series[-1]) <= 0.9)

    assert 0.7 <= np.mean(held) <= 0.9  # 2,000 series: benchmarks/targets.py
