"""Denominate, impute, screen."""

import math

import numpy as np
import pytest

from cauhien_engine.composite.computing import compute
from cauhien_engine.composite.denominate import Denominate
from cauhien_engine.composite.errors import BadPlan
from cauhien_engine.composite.impute import Impute
from cauhien_engine.composite.plan import Plan
from cauhien_engine.composite.screen import Screen
from tests.cauhien_engine.composite.things import a_frame, a_panel, column

GAP = math.nan


def after(step, panel=None, **how):
    return compute(a_frame(), panel or a_panel(), Plan((step,)), **how)


def test_an_indicator_is_divided_by_the_denominator_of_the_frame():
    assert column(after(Denominate()), "students") == [0.1, 0.3, 0.2, 0.2, 0.2, 0.25]
    assert column(after(Denominate()), "papers") == [50, 70, 10, 90, 40, 60]


def test_a_step_may_name_other_denominators_and_a_scale():
    step = Denominate(by={"students": "", "papers": "population"}, scales={"papers": 1000})

    assert column(after(step), "students") == [10, 60, 20, 80, 30, 25]
    assert column(after(step), "papers")[0] == 500


def test_a_denominator_of_zero_gives_no_value_and_is_told():
    result = after(Denominate(), a_panel(b_population=0.0))

    assert math.isnan(result.table.of("b")["students"])
    assert result.last.notes["undefined"] == (("b", 2024, "students"),)


def test_a_denominator_that_the_panel_lacks_is_refused():
    with pytest.raises(BadPlan, match="gold"):
        after(Denominate(by={"papers": "gold"}))


@pytest.mark.parametrize(
    ("step", "filled"),
    [
        (Impute("", "mean"), 52.0),
        (Impute("", "median"), 50.0),
        (Impute("", "mean", group="region"), 35.0),
        (Impute("", "none"), GAP),
        (Impute("", "latest"), 9.0 * 7),
        (Impute("", "constant"), 63.0),
        (Impute("", "linear_constant"), 63.0),
        (Impute("", "linear"), GAP),
    ],
)
def test_a_gap_is_filled_by_the_method_and_remembered(step, filled):
    panel = a_panel(b_papers=GAP, c_papers=20.0)
    result = after(step, panel, years=(2023, 2024)).of(2024)

    assert result.table.of("b")["papers"] == pytest.approx(filled, nan_ok=True)


def test_a_row_is_filled_from_the_units_other_indicators_on_one_scale():
    panel = a_panel(a_papers=GAP)
    result = after(Impute("", "mean", by="row", within=2), panel)

    share = (30 - 5) / (35 - 5)
    assert result.table.of("a")["papers"] == pytest.approx(10 + share * (90 - 10))


def test_what_is_known_is_never_changed_by_filling():
    panel = a_panel(a_papers=GAP, c_students=GAP, d_idle=GAP)
    before = panel.table((2024,), a_frame().indicators).values
    for step in (Impute("", "neighbours"), Impute("", "normal_model"), Impute(by="row")):
        result = after(step, panel)
        after_it = result.table.values

        assert not np.isnan(after_it).any()
        assert (after_it == before)[~np.isnan(before)].all()
        assert result.last.notes["filled"].sum() == 3


def test_the_normal_model_finds_a_linear_relation():
    rng = np.random.default_rng(1)
    panel = a_panel()
    base = rng.normal(size=(1, 40, 1))
    values = np.concatenate([base, 2 * base, 3 * base, -base, np.ones_like(base)], axis=2)
    values[0, 0, 2] = GAP
    units = tuple(f"u{at}" for at in range(40))
    result = after(
        Impute("", "normal_model", ridge=1e-6), type(panel)(units, panel.codes, (1,), values)
    )

    assert result.table.of("u0")["patents"] == pytest.approx(3 * base[0, 0, 0], abs=1e-3)


def test_units_with_few_data_or_many_zeros_are_left_out_with_the_reason():
    panel = a_panel(a_papers=GAP, a_idle=GAP, b_papers=0, b_idle=0, b_students=0)
    result = after(Screen(by="both", least_data=0.7, least_nonzero=0.5), panel)

    assert result.last.notes["removed"] == {"a": "few data", "b": "many zeros"}
    assert result.table.units == ("c", "d", "e", "f")


def test_a_unit_may_be_forced_in_or_out():
    panel = a_panel(a_papers=GAP, a_idle=GAP)
    result = after(Screen(least_data=0.7, force={"a": True, "f": False}), panel)

    assert result.last.notes["removed"] == {"f": "forced"}


def test_draws_of_the_normal_model_are_around_its_expectation_and_belong_to_names():
    panel = a_panel(a_papers=GAP, c_students=GAP)
    middle = after(Impute(method="normal_model"), panel).table.of("a")["papers"]
    drawn = [after(Impute(method="normal_model", draw=at), panel).table.of("a")["papers"]
             for at in range(60)]  # fmt: skip

    assert len(set(drawn)) == 60
    assert np.mean(drawn) == pytest.approx(middle, abs=4 * np.std(drawn) / 60**0.5)
    assert after(Impute(method="normal_model", draw=7), panel).table.of("a")["papers"] == drawn[7]
