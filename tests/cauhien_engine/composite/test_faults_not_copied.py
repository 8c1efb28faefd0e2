"""Faults of COINr 1.1.14 that were run and are not here, one test each (docs/reference/composite.md
numbers them), and other differences on purpose.
"""

import math

import numpy as np
import pytest

from cauhien_engine.composite.aggregate import Aggregate
from cauhien_engine.composite.computing import compute
from cauhien_engine.composite.errors import CannotCompute
from cauhien_engine.composite.factors import Choice
from cauhien_engine.composite.means import outranking, power_mean
from cauhien_engine.composite.normalise import Normalise
from cauhien_engine.composite.outliers import log_gii
from cauhien_engine.composite.plan import Plan
from cauhien_engine.composite.profiles import summary
from cauhien_engine.composite.sensitivity import Bootstrap, estimate, sobol_cube
from cauhien_engine.composite.standing import standings
from cauhien_engine.composite.weigh import Weigh
from tests.cauhien_engine.composite.things import a_frame, a_panel, an_ensemble


def test_1_the_logarithm_of_the_gii_is_taken():
    column = np.array([[1.0], [2.0], [3.0], [50.0]])

    assert log_gii(column)[3, 0] == pytest.approx(math.log(50))
    assert not (log_gii(column) == column).all()


def test_2_copeland_works_inside_the_tree():
    plan = Plan((Normalise(), Aggregate(method="copeland")))

    assert not np.isnan(compute(a_frame(), a_panel(), plan).index).any()


def test_3_a_power_mean_leaves_out_what_is_missing():
    scores = [np.array([[1.0]]), np.array([[math.nan]]), np.array([[3.0]])]

    assert power_mean(scores, np.ones((1, 3)), 2.0)[0, 0] == pytest.approx(math.sqrt(5))


def test_4_optimised_weights_are_never_negative_and_what_was_obtained_is_theirs():
    plan = Plan((Normalise(), Weigh(method="balanced", level=1), Aggregate()))
    result = compute(a_frame(), a_panel(), plan)
    notes = result["weigh"].notes
    own = [notes["weights"][code] for code in a_frame().indicators]
    parts = result["normalise"].table.values

    assert min(own) >= 0
    obtained = [np.corrcoef(parts[:, at], result.index)[0, 1] for at in range(4)]
    assert list(notes["obtained"].values()) == pytest.approx(obtained)


def test_5_the_profile_of_a_unit_is_made_by_functions_that_exist():
    result = compute(a_frame(), a_panel(), Plan((Normalise(), Aggregate())))

    assert [line.code for line in summary(result, "a")] == ["index", "people", "science"]


def test_6_the_bootstrap_draws_points_whole_and_finds_the_variance_anew():
    rng = np.random.default_rng(1)
    cube = sobol_cube(64, [1, 1], rng)
    found = estimate(10 * cube[:, 0], 64, bootstrap=Bootstrap(200, rng))

    low, high = found.total_range
    # With a variance held fast, the one factor that matters would swing with it.
    assert low[0] < 1 < high[0]
    assert high[0] - low[0] < 0.5
    assert low[1] == high[1] == 0


def test_7_a_variant_that_fails_is_counted_and_enough_of_them_stop_the_run():
    ensemble = an_ensemble(Choice("mean", "aggregate.method", ("arithmetic", "geometric")),
                           plan=Plan((Normalise(), Aggregate())), panel=a_panel())  # fmt: skip

    assert sum(standings(ensemble, ensemble.replay({"mean": [0, 1, 1]})).failed.values()) == 2
    with pytest.raises(CannotCompute):
        standings(ensemble, ensemble.replay({"mean": [1]}))


def test_outranking_with_gaps_does_not_depend_on_the_order_of_units():
    scores = np.array([[1.0, math.nan], [0.0, 5.0]])
    turned = outranking(scores[::-1], np.ones(2))[::-1, ::-1]

    assert np.array_equal(outranking(scores, np.ones(2)), turned, equal_nan=True)
