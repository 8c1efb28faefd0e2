"""Weights from people."""

import numpy as np
import pytest

from cauhien_engine.composite.errors import BadPlan
from cauhien_engine.composite.judging import at_odds, from_comparisons, from_points
from cauhien_engine.composite.weigh import Weigh

CODES = ("a", "b", "c")


def test_every_person_counts_alike_whatever_the_number_of_points():
    told = from_points(CODES, [[100, 0, 0], [1, 1, 2]])

    assert told.weights == {"a": 0.625, "b": 0.125, "c": 0.25}
    assert told.spread["a"] == pytest.approx(np.std([1, 0.25], ddof=1))
    assert Weigh(weights=told.weights).weights == told.weights


def test_comparisons_that_contradict_each_other_are_told():
    circle = [[1, 9, 1 / 9], [1 / 9, 1, 9], [9, 1 / 9, 1]]
    agreed = [[1, 3, 6], [1 / 3, 1, 2], [1 / 6, 1 / 2, 1]]

    assert from_comparisons(CODES, [circle]).consistency > 0.1
    assert from_comparisons(CODES, [agreed]).consistency == pytest.approx(0, abs=1e-12)


def test_several_people_are_joined_cell_by_cell():
    one = np.array([[1, 4], [1 / 4, 1]])

    told = from_comparisons(("a", "b"), [one, one.T])

    assert told.weights == pytest.approx({"a": 0.5, "b": 0.5})
    assert told.spread["a"] > 0


@pytest.mark.parametrize("points", [[[1, -1, 0]], [[0, 0, 0]], [1, 2, 3]])
def test_points_that_make_no_sense_are_refused(points):
    with pytest.raises(BadPlan, match="points"):
        from_points(CODES, points)


def test_a_comparison_without_its_mirror_is_refused():
    with pytest.raises(BadPlan, match="mirror"):
        from_comparisons(("a", "b"), [[[1, 2], [2, 1]]])


def test_a_median_passes_over_who_stands_apart_and_the_mean_stays_where_all_are_zero():
    apart = from_points(("a", "b"), [[50, 50], [60, 40], [0, 100]], median=True).weights
    assert apart == pytest.approx({"a": 0.5, "b": 0.5})
    nothing = from_points(("a", "b", "c"), np.diag([100, 100, 100]), median=True).weights
    assert nothing == pytest.approx(dict.fromkeys("abc", 1 / 3))


def test_the_comparison_that_agrees_least_with_the_others_is_found():
    weights = np.array([8, 4, 2, 1])
    agreed = weights[:, None] / weights
    agreed[0, 2], agreed[2, 0] = 1 / 4, 4

    assert at_odds(("a", "b", "c", "d"), agreed) == ("a", "c", pytest.approx(4))
