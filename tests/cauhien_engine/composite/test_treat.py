"""Columns with outliers: which points are drawn in, which columns transformed."""

import math

import numpy as np
import pytest

from cauhien_engine.composite.errors import BadPlan
from cauhien_engine.composite.outliers import TRANSFORMS, Drawing, log_gii
from cauhien_engine.composite.treat import Treat
from cauhien_engine.composite.treatment import treated

SPIKE = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 100.0]


def one(values, **options):
    """Return (values, marks, details) of a single column."""
    done = treated(Drawing(np.array(values)[:, None]), Treat(**options))
    return done.values[:, 0].tolist(), done.marks[:, 0].tolist(), done.rows()[0]


def test_a_column_that_is_acceptable_stays_as_it_is():
    values, marks, details = one([1.0, 2.0, 3.0, 4.0, 5.0])

    assert (values, set(marks), details["method"]) == ([1, 2, 3, 4, 5], {""}, "none")


def test_the_farthest_point_takes_the_next_value():
    values, marks, details = one(SPIKE)

    assert values == [*SPIKE[:-1], 9.0]
    assert marks == [""] * 8 + ["", "winhi"]
    assert (details["method"], details["drawn_in"]) == ("winsorise", 1)
    assert [name for name, *_ in details["stages"]] == ["given", "first"]


def test_a_left_tail_is_drawn_in_from_below():
    values, marks, _ = one([-value for value in SPIKE])

    assert (values[-1], marks[-1]) == (-9.0, "winlo")


def test_points_that_share_the_extreme_count_together():
    values, _, details = one([0.0] * 30 + [1.0, 2.0, 50.0, 50.0], most=2, second="none")

    assert (values[-2:], details["drawn_in"]) == ([2.0, 2.0], 2)


def test_what_winsorising_cannot_mend_is_transformed_from_the_given_values():
    wild = [float(2**at) for at in range(20)]
    values, marks, details = one(wild, most=1)

    low, high = wild[0], wild[-1]
    assert values == pytest.approx([math.log(x - low + 0.01 * (high - low)) for x in wild])
    assert (details["method"], set(marks)) == ("log", {"log"})


def test_methods_may_be_combined():
    wild = [float(2**at) for at in range(20)]
    values, marks, details = one(wild, most=1, combine=True)

    drawn = [*wild[:-1], wild[-2]]
    assert values[-1] == pytest.approx(math.log(drawn[-1] - 1 + 0.01 * (drawn[-1] - 1)))
    assert (details["method"], marks[-1]) == ("winsorise+log", "winhi+log")


def test_a_column_that_would_become_constant_stays():
    values, marks, details = one([0.0] * 20 + [5.0], second="none")

    assert (values[-1], marks[-1], details["drawn_in"]) == (5.0, "", 0)


def test_winsorising_may_be_forced_and_may_have_no_end():
    assert one([1.0, 2.0, 3.0, 4.0, 5.0, 9.0], force=True, most=1)[0][-1] == 9.0  # it passes
    wild = [float(2**at) for at in range(40)]
    assert one(wild, most=None, second="none")[2]["stages"][-1][1] is True


@pytest.mark.parametrize("name", ["log", "log_both_ways", "log_plain", "log_gii", "boxcox"])
def test_every_transform_keeps_the_order_and_the_gaps(name):
    column = np.array([[1.0], [np.nan], [2.0], [5.0], [400.0]])
    out = TRANSFORMS[name](column)[:, 0]

    assert np.isnan(out).tolist() == [False, True, False, False, False]
    assert (np.diff(out[~np.isnan(out)]) > 0).all()


def test_the_log_of_the_gii_changes_its_input():
    assert log_gii(np.array([[1.0], [2.0], [3.0], [50.0]])).ravel() == pytest.approx(
        [0.0, math.log(2), math.log(3), math.log(50)]
    )


def test_a_transform_that_is_not_defined_leaves_the_column_untreated():
    values, marks, details = one([-value for value in SPIKE], first="log_gii", second="none")

    assert (values, set(marks), details["method"]) == ([-x for x in SPIKE], {""}, "none")


def test_an_override_may_exempt_a_column_and_nonsense_is_refused():
    assert Treat(overrides={"x": "none"}).of("x").first == "none"
    assert Treat(most=2, overrides={"x": {"most": 4}}).of("x").most == 4
    with pytest.raises(BadPlan, match="squash"):
        Treat(first="squash")
