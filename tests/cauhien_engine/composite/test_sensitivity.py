"""Sobol indices against functions whose indices are known, and of an index."""

import numpy as np
import pytest

from cauhien_engine.composite.ensemble import Ensemble
from cauhien_engine.composite.errors import CannotCompute
from cauhien_engine.composite.factors import Choice, Noise
from cauhien_engine.composite.sensitivity import Bootstrap, estimate, sensitivity, sobol_cube
from tests.cauhien_engine.composite.things import PLAN, SCALES, a_frame, a_panel

COUNT = 2**13


def ishigami(cube):
    x = np.pi * (2 * cube - 1)
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def sobol_g(cube, a=(0, 1, 4.5, 9, 99, 99, 99, 99)):
    return np.prod((np.abs(4 * cube - 2) + a) / (1 + np.array(a)), axis=1)


def of_ishigami():
    """Return (first, total) of Ishigami and Homma (1990) with a = 7, b = 0.1."""
    one = 0.5 * (1 + 0.1 * np.pi**4 / 5) ** 2
    both = 0.1**2 * np.pi**8 * 8 / 225
    whole = one + 49 / 8 + both
    first = np.array([one, 49 / 8, 0]) / whole
    return first, np.array([one + both, 49 / 8, both]) / whole


def of_sobol_g(a=(0, 1, 4.5, 9, 99, 99, 99, 99)):
    """Return (first, total) of Sobol's g function, from its product form."""
    parts = 1 / (3 * (1 + np.array(a)) ** 2)
    whole = np.prod(1 + parts) - 1
    total = parts * np.array([np.prod(1 + np.delete(parts, i)) for i in range(len(parts))])
    return parts / whole, total / whole


@pytest.mark.parametrize(
    ("rule", "both_ways"), [("jansen", False), ("jansen", True), ("saltelli", True)]
)
@pytest.mark.parametrize(
    ("function", "known", "width"), [(ishigami, of_ishigami, 3), (sobol_g, of_sobol_g, 8)]
)
def test_the_indices_of_functions_that_are_known(function, known, width, rule, both_ways):
    rng = np.random.default_rng(1)
    outputs = function(sobol_cube(COUNT, [1] * width, rng, both_ways=both_ways))
    first, total = known()

    found = estimate(outputs, COUNT, rule=rule, both_ways=both_ways)

    assert np.abs(found.total - total).max() < 0.01
    assert np.abs(found.first - first).max() < 0.02
    assert found.first.min() > -0.01
    assert found.total.max() < 1.01


def test_what_salib_gives_for_the_same_outputs():
    # SALib 1.5.1, analyze.sobol, of these 64 points; it divides the variance by 2 N, not 2 N - 1.
    root = 2.0
    for _ in range(60):
        root = (1 + root) ** (1 / 7)
    steps = np.array([(1 / root) ** at % 1 for at in range(1, 7)])
    points = (0.5 + np.outer(np.arange(1, 65), steps)) % 1
    blocks = [points[:, :3], points[:, 3:], *(points[:, :3].copy() for _ in range(3))]
    for at in range(3):
        blocks[2 + at][:, at] = points[:, 3 + at]
    outputs = ishigami(np.vstack(blocks))

    found = estimate(outputs - outputs.mean(), 64, rule="saltelli")

    total = [0.660881682674283, 0.3650302585962363, 0.25225333134225003]
    first = [0.30129321945403037, 0.5309903988095974, 0.006752848565159118]
    assert found.total * 128 / 127 == pytest.approx(total, rel=1e-9)
    assert found.first * 128 / 127 == pytest.approx(first, rel=1e-9)


def test_the_bootstrap_draws_whole_points_and_its_range_holds_the_truth():
    outputs = ishigami(sobol_cube(1024, [1] * 3, np.random.default_rng(2)))

    found = estimate(outputs, 1024, bootstrap=Bootstrap(300, np.random.default_rng(3)))

    low, high = found.total_range
    assert (low < found.total).all()
    assert (found.total < high).all()
    assert (low < of_ishigami()[1]).all()
    assert (of_ishigami()[1] < high).all()
    assert (high - low).max() < 0.15


def test_factors_of_several_columns_move_together():
    cube = sobol_cube(4, [2, 1], np.random.default_rng(1))
    a, b, first, second = cube.reshape(4, 4, 3)

    assert (first[:, :2] == b[:, :2]).all()
    assert (first[:, 2] == a[:, 2]).all()
    assert (second[:, 2] == b[:, 2]).all()


@pytest.fixture(scope="module")
def ensemble():
    scale = Choice("scale", "normalise", SCALES[:2])
    mean = Choice("mean", "aggregate.method", ("arithmetic", "geometric"))
    nothing = Choice("nothing", "treat.most", (5, 5))
    noise = Noise("weights", {1: 0.4, 2: 0.4})
    return Ensemble(a_frame(), a_panel(), PLAN.vary(scale, mean, nothing, noise))


def test_a_choice_that_changes_nothing_has_no_part_in_the_variance(ensemble):
    found = sensitivity(ensemble, 256, np.random.default_rng(1), bootstrap=50)

    assert found.factors == ("scale", "mean", "nothing", "weights")
    assert found.shift.total[2] == 0
    assert found.shift.total[3] > 0.1
    assert [n for n, _ in found.convergence] == [32, 64, 128, 256]
    assert (found.convergence[-1][1].total == found.shift.total).all()


def test_every_unit_has_indices_and_one_that_never_moves_has_none(ensemble):
    found = sensitivity(ensemble, 256, np.random.default_rng(1), among=("a", "c", "d"))
    ranks = found.units

    assert ranks.total.shape == (4, 3)
    never = ranks.variance == 0
    assert (np.isnan(ranks.total).all(axis=0) == never).all()


def test_the_same_seed_gives_the_same_indices(ensemble):
    one, other = (sensitivity(ensemble, 64, np.random.default_rng(9)) for _ in range(2))

    assert one.shift.total.tobytes() == other.shift.total.tobytes()
    assert one.shift.total_range[0].tobytes() == other.shift.total_range[0].tobytes()


def test_a_variant_that_fails_makes_the_shares_meaningless_and_is_refused():
    mean = Choice("mean", "aggregate.method", ("arithmetic", "geometric"))
    low = Choice("scale", "normalise", ({"low": 0}, {"low": 1}))
    ensemble = Ensemble(a_frame(), a_panel(), PLAN.vary(low, mean))

    with pytest.raises(CannotCompute, match="zero or less"):
        sensitivity(ensemble, 16, np.random.default_rng(1))
