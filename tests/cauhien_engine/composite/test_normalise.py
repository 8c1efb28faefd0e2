"""Scales that indicators share."""

import math

import pytest

from cauhien_engine.composite.computing import compute
from cauhien_engine.composite.errors import BadPlan, CannotCompute
from cauhien_engine.composite.normalise import Normalise
from cauhien_engine.composite.plan import Plan
from tests.cauhien_engine.composite.things import a_frame, a_panel, column

PATENTS = [30, 20, 10, 35, 5, 15]  # more is better
IDLE = [5, 4, 9, 7, 2, 6]  # less is better


def scaled(code="patents", frame=None, panel=None, **options):
    result = compute(frame or a_frame(), panel or a_panel(), Plan((Normalise(**options),)))
    return column(result, code)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"low": 1, "high": 100}, [1 + 99 * (x - 5) / 30 for x in PATENTS]),
        ({"method": "scaled", "low": 0, "high": 50, "factor": 10}, [x / 5 for x in PATENTS]),
        ({"method": "dist2max"}, [(x - 5) / 30 for x in PATENTS]),
        ({"method": "dist2ref", "unit": "b"}, [(x - 5) / 15 for x in PATENTS]),
        ({"method": "dist2ref", "unit": "b", "cap": True}, [1, 1, 1 / 3, 1, 0, 2 / 3]),
        ({"method": "dist2targ"}, [(x - 5) / 35 for x in PATENTS]),
        ({"method": "dist2targ", "target": 20, "cap": True}, [1, 1, 1 / 3, 1, 0, 2 / 3]),
        ({"method": "fracmax"}, [x / 35 for x in PATENTS]),
        ({"method": "prank"}, [0.8, 0.6, 0.2, 1, 0, 0.4]),
        ({"method": "rank"}, [5, 4, 2, 6, 1, 3]),
        ({"method": "borda"}, [4, 3, 1, 5, 0, 2]),
        ({"method": "goalposts", "low": 10, "high": 30, "scale": 100}, [100, 50, 0, 100, 0, 25]),
        ({"method": "goalposts", "low": 10, "high": 30, "cut": False},
         [(x - 10) / 20 for x in PATENTS]),
        ({"method": "none"}, PATENTS),
    ],
)  # fmt: skip
def test_each_scale_by_hand(options, expected):
    assert scaled(**options) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, [100 * (9 - x) / 7 for x in IDLE]),
        ({"method": "scaled", "low": 0, "high": 10, "factor": 10}, [10 - x for x in IDLE]),
        ({"method": "goalposts", "low": 2, "high": 10}, [(10 - x) / 8 for x in IDLE]),
        ({"method": "dist2targ", "target": 2}, [(9 - x) / 7 for x in IDLE]),
        ({"method": "borda"}, [3, 4, 0, 1, 5, 2]),
    ],
)
def test_where_less_is_better_limits_and_targets_are_told_in_the_indicators_own_unit(
    options, expected
):
    assert scaled("idle", **options) == pytest.approx(expected, abs=1e-6)


def test_z_scores_have_the_mean_and_spread_that_were_asked_for():
    values = scaled(method="zscore", mean=10, sd=2)

    mean = sum(values) / 6
    assert mean == pytest.approx(10)
    assert math.sqrt(sum((x - mean) ** 2 for x in values) / 5) == pytest.approx(2)


def test_a_vector_has_length_one():
    assert sum(x * x for x in scaled(method="vector")) == pytest.approx(1)


@pytest.mark.parametrize(
    ("ties", "ranks"),
    [("min", [1, 1, 3]), ("max", [2, 2, 3]), ("average", [1.5, 1.5, 3]), ("first", [1, 2, 3]),
     ("last", [2, 1, 3])],
)  # fmt: skip
def test_ranks_of_equals_are_given_as_asked(ties, ranks):
    panel = a_panel(a_patents=1, b_patents=1, c_patents=2)

    assert scaled(panel=panel, method="rank", ties=ties)[:3] == ranks


def test_an_override_has_options_of_its_own():
    values = scaled(method="zscore", overrides={"patents": {"method": "minmax", "high": 1}})

    assert values == pytest.approx([(x - 5) / 30 for x in PATENTS], abs=1e-6)


def test_parameters_may_stand_in_the_frame():
    posts = {"goalpost_lower": 0, "goalpost_upper": 40, "goalpost_scale": 1,
             "goalpost_trunc2posts": 1}  # fmt: skip
    frame = a_frame(**{code: {"parameters": posts}
                       for code in ("students", "idle", "patents", "papers")})  # fmt: skip
    goalposts = {"frame": frame, "method": "goalposts", "from_frame": True}

    assert scaled(**goalposts) == pytest.approx([x / 40 for x in PATENTS])
    with pytest.raises(BadPlan, match="goalpost_lower"):
        scaled(method="goalposts", from_frame=True)


def test_a_column_without_range_becomes_unknown_and_is_told():
    panel = a_panel(**{f"{unit}_patents": 3 for unit in "abcdef"})
    result = compute(a_frame(), panel, Plan((Normalise(),)))

    assert result.last.notes["undefined"] == ("patents",)
    assert all(math.isnan(x) for x in column(result, "patents"))


def test_years_on_one_scale_can_be_compared_and_each_on_its_own_cannot():
    together = compute(a_frame(), a_panel(), Plan((Normalise(pooled=True),)))
    alone = compute(a_frame(), a_panel(), Plan((Normalise(),)), years=(2023, 2024))

    assert column(together.of(2023), "patents")[3] == pytest.approx(100 * (28 - 4) / (35 - 4))
    assert column(alone.of(2023), "patents")[3] == 100


@pytest.mark.parametrize(
    ("options", "refusal", "reason"),
    [
        ({"method": "goalposts"}, CannotCompute, "goalposts of students are not given"),
        ({"method": "dist2ref", "unit": "zz"}, CannotCompute, "unit of reference 'zz'"),
        ({"method": "magic"}, BadPlan, "magic"),
        ({"sd": 0}, BadPlan, "sd"),
    ],
)
def test_what_cannot_be_scaled_is_refused_with_the_reason(options, refusal, reason):
    with pytest.raises(refusal, match=reason):
        scaled(**options)
