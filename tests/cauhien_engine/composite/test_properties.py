"""What must hold of any plan: some hundreds in the suite, more with CAUHIEN_PLANS=10000."""

import os
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cauhien_engine.composite.aggregate import Aggregate
from cauhien_engine.composite.computing import compute
from cauhien_engine.composite.panel import Panel
from cauhien_engine.composite.plan import Plan
from tests.cauhien_engine.composite.plans import a_case, counts_places, same, scales_of

PLANS = int(os.environ.get("CAUHIEN_PLANS", "40"))
seeds = given(st.integers(0, 2**32 - 1))
plans = settings(max_examples=PLANS, derandomize=True, database=None)

pytestmark = pytest.mark.filterwarnings("error::RuntimeWarning")


@plans
@seeds
def test_units_in_another_order_have_the_same_scores(seed):
    case = a_case(seed)
    order = case.rng.permutation(len(case.panel.units))
    mixed = Panel(
        tuple(case.panel.units[at] for at in order), case.panel.codes, case.panel.years,
        case.panel.values[:, order],
        groups={"region": tuple(case.panel.groups["region"][at] for at in order)},
    )  # fmt: skip

    assert same(case.result(), case.result(panel=mixed))


@plans
@seeds
def test_the_unit_of_measure_does_not_matter(seed):
    case = a_case(seed)
    factors = 10 ** case.rng.uniform(-3, 3, len(case.panel.codes))
    if counts_places(case.plan):  # where equal values part by rounding, so do their places
        factors = 2.0 ** case.rng.integers(-9, 10, len(case.panel.codes))
        case = replace(case, plan=Plan(tuple(s for s in case.plan.steps if s.kind != "treat")))
    other = replace(case.panel, values=case.panel.values * factors)

    if "vector" not in scales_of(case.plan):  # which is not free of it after a logarithm
        assert same(case.result(), case.result(panel=other))


@plans
@seeds
def test_only_the_proportion_of_weights_counts(seed):
    case = a_case(seed)
    by_parent = {code: case.rng.uniform(0.1, 10) for code in (*case.frame.aggregates, "")}
    weights = {node.code: node.weight * by_parent[node.parent] for node in case.frame.scored}

    assert same(case.result(), case.result(frame=case.frame.with_weights(weights)))


@plans
@seeds
def test_a_better_value_never_lowers_the_units_own_score(seed):
    case = a_case(seed)
    plan = Plan((*(step for step in case.plan.steps if step.kind in {"denominate", "normalise"}),
                 Aggregate(method=str(case.rng.choice(["arithmetic", "geometric"])))))  # fmt: skip
    code = str(case.rng.choice(case.frame.indicators))
    unit = str(case.rng.choice(case.panel.units))
    now = case.panel.table((2024,)).of(unit)[code]
    better = now * (2.0 if case.frame[code].direction > 0 else 0.5)

    before = case.result(plan=plan)
    after = case.result(plan=plan, panel=case.panel.with_values({(unit, code, 2024): better}))

    if before and after and _undefined(before) == _undefined(after):
        one, other = before.table.of(unit)["top"], after.table.of(unit)["top"]
        assert np.isnan(one) or other >= one - 1e-9 * max(abs(one), 1)


def _undefined(result):
    return result["normalise"].notes["undefined"]


@plans
@seeds
def test_no_value_is_lost_in_silence(seed):
    case = a_case(seed)
    result = case.result()
    if result is None:
        return
    before = np.isnan(result["raw"].table.values)
    for stage in result.stages.values():
        gaps = np.isnan(stage.table.values)
        assert not np.isinf(stage.table.values).any()
        if stage.kind in {"treat", "impute", "normalise"}:
            told = np.isin(stage.table.codes, stage.notes.get("undefined", ()))
            assert not (gaps & ~before & ~told).any()
        if stage.kind == "impute":
            assert gaps.sum() == stage.notes["left"]
        if stage.kind == "screen":
            assert {*stage.notes["removed"], *stage.table.units} == {*case.panel.units}
        before = gaps
    whole = ~np.isnan(result["normalise"].table.values).any(axis=1)
    assert not np.isnan(result.index[whole]).any()


@plans
@seeds
def test_the_same_plan_gives_the_same_bytes_and_so_does_its_json(seed):
    one, other = a_case(seed), a_case(seed)
    again = Plan.from_json(other.plan.to_json())
    made, remade = one.result(), other.result(plan=again)

    assert (made is None) == (remade is None)
    if made is not None:
        assert made.key == remade.key
        assert made.table.values.tobytes() == remade.table.values.tobytes()
        assert compute(one.frame, one.panel, one.plan).ranks().values.tobytes() == (
            made.ranks().values.tobytes()
        )
