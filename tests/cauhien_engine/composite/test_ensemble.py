"""Many variants at once are the same as each by itself."""

import numpy as np
import pytest

from cauhien_engine.composite.aggregate import Aggregate
from cauhien_engine.composite.computing import compute
from cauhien_engine.composite.errors import BadPlan, CannotCompute
from cauhien_engine.composite.factors import Choice, Noise, Range, Variation, noisy_weights
from cauhien_engine.composite.normalise import Normalise
from cauhien_engine.composite.plan import Plan
from cauhien_engine.composite.screen import Screen
from cauhien_engine.composite.standing import standings
from cauhien_engine.composite.weigh import Weigh
from tests.cauhien_engine.composite.things import PLAN, SCALES, a_frame, a_panel, an_ensemble

FACTORS = (
    Choice("imputation", "impute.method", ("mean", "median")),
    Choice("scale", "normalise", SCALES),
    Choice("weights", "weigh.weights", ({"papers": 3.0}, {"idle": 0.5}, {})),
    Choice("mean", "aggregate.method", ("arithmetic", ["arithmetic", "power"])),
    Range("power", "aggregate.power", 1.0, 3.0),
    Noise("noise", {2: 0.25}),
)
GAPS = a_panel(a_papers=np.nan, c_students=np.nan)


def alone(ensemble, design, at):
    """Return the index of one variant, computed by its own plan."""
    plan, frame = ensemble.variation.plan, ensemble.frame
    weights = frame.weights.copy()
    for factor in ensemble.variation.factors:
        setting = design.settings[factor.name][at]
        if isinstance(factor, Noise):
            places, shares = factor.places(frame)
            weights[places] *= 1 + shares * (2 * setting - 1)
        else:
            name = factor.at.partition(".")[0]
            step = Variation(plan, ()).step_with([(factor, factor.value(setting))], name)
            plan = plan.with_step(name, step)
    noisy = frame.with_weights(dict(zip(frame.codes, weights.tolist(), strict=True)))
    return compute(noisy, ensemble.panel, plan).index


def test_every_variant_is_what_its_own_plan_gives():
    ensemble = an_ensemble(*FACTORS, panel=GAPS)
    design = ensemble.sample(60, np.random.default_rng(1))

    scores, failed = ensemble.scores(design)

    assert failed == {}
    for at in range(60):
        assert scores[at] == pytest.approx(alone(ensemble, design, at), rel=1e-12)


def test_the_scores_of_some_units_are_the_same_without_those_of_the_others():
    ensemble = an_ensemble(*FACTORS)
    design = ensemble.sample(30, np.random.default_rng(1))

    all_of_them, _failed = ensemble.scores(design)
    some, _failed = ensemble.scores(design, among=ensemble.units[1:3])

    assert some[:, 1:3].tolist() == all_of_them[:, 1:3].tolist()
    assert np.isnan(np.delete(some, [1, 2], axis=1)).all()


def test_weights_that_rest_on_data_are_found_for_each_table():
    early = Plan((*PLAN.steps[:2], Weigh("early", method="pca"), *PLAN.steps[2:]))
    ensemble = an_ensemble(
        Choice("scale", "normalise", SCALES),
        Choice("how", "weigh", ({"method": "pca"}, {"method": "given"})),
        Choice("fill", "impute.method", ("mean", "median")),
        panel=GAPS,
        plan=early,
    )
    design = ensemble.sample(20, np.random.default_rng(1))

    scores, _ = ensemble.scores(design)
    for at in range(20):
        assert scores[at] == pytest.approx(alone(ensemble, design, at))


def test_what_gaps_leave_open_goes_into_the_ranks():
    plan = PLAN.with_options("impute", method="normal_model", draw=1)
    ensemble = an_ensemble(Range("gaps", "impute.draw", 1, 200, whole=True), panel=GAPS, plan=plan)

    found = standings(ensemble, ensemble.sample(200, np.random.default_rng(1)))

    low, high = found.quantiles([0.05, 0.95]).T
    assert (high > low).any()


def test_a_unit_that_is_screened_out_has_no_score_and_no_rank():
    least = Choice("least", "screen.least_data", (0.5, 1.0))
    ensemble = an_ensemble(least, panel=GAPS, plan=Plan((Screen(), *PLAN.steps[3:])))
    design = ensemble.replay({"least": [0, 1, 1]})

    assert np.isnan(ensemble.scores(design)[0][:, 0]).tolist() == [False, True, True]
    assert standings(ensemble, design).ranked[0] == 1


def test_a_variant_that_cannot_be_computed_is_counted_with_the_reason_and_never_silent():
    ensemble = an_ensemble(Choice("mean", "aggregate.method", ("arithmetic", "geometric")),
                           plan=PLAN.with_options("normalise", low=0.0))  # fmt: skip
    some = standings(ensemble, ensemble.replay({"mean": [0, 1, 1, 0]}))

    assert list(some.failed.values()) == [2]
    assert "zero or less" in next(iter(some.failed))
    assert set(some.ranked) == {2}
    with pytest.raises(CannotCompute, match="no variant could be computed"):
        standings(ensemble, ensemble.replay({"mean": [1, 1]}))


def test_only_those_variants_fail_whose_weights_cannot_be_found():
    flat = a_panel(**{f"{unit}_papers": 3 for unit in "abcdef"})
    how = Choice("how", "weigh", ({"method": "pca"}, {"method": "equal"}))
    ensemble = an_ensemble(how, panel=flat, plan=Plan((Weigh(), Normalise(low=1), Aggregate())))

    scores, failed = ensemble.scores(ensemble.replay({"how": [0, 1, 0, 1]}))

    assert list(failed.values()) == [2]
    assert np.isnan(scores).all(axis=1).tolist() == [True, False, True, False]


def test_the_same_seed_gives_the_same_bytes_in_parts_of_any_size():
    one, other = (an_ensemble(*FACTORS, panel=GAPS) for _ in range(2))
    design = one.sample(300, np.random.default_rng(5))
    again = other.sample(300, np.random.default_rng(5))

    assert one.scores(design)[0].tobytes() == other.scores(again)[0].tobytes()
    parts = np.concatenate([scores for scores, _ in other.stream(again, chunk=7)])
    assert parts.tobytes() == one.scores(design)[0].tobytes()


def test_a_variation_is_written_as_json_and_read_back():
    variation = PLAN.vary(*FACTORS)
    again = Variation.from_json(PLAN, variation.to_json())

    assert again.to_json() == variation.to_json()
    assert again.key == variation.key
    assert again.key != PLAN.vary(*FACTORS[:-1]).key


def test_noisy_weights_stay_within_their_share_and_the_rest_as_given():
    sets = noisy_weights(a_frame(), {2: 0.25}, 200, np.random.default_rng(1))

    assert {code for one in sets for code in one} == {"people", "science"}
    assert all(0.75 <= weight <= 1.25 for one in sets for weight in one.values())


@pytest.mark.parametrize(
    ("factor", "reason"),
    [
        (Choice("x", "guess.method", ("a",)), "no step 'guess'"),
        (Choice("x", "treat.mots", (1,)), "no option mots"),
        (Choice("x", "aggregate.method", ("arithmetic", "magic")), "magic"),
        (Range("x", "screen.least_data", 0.5, 2.0), "between 0 and 1"),
    ],
)
def test_a_factor_that_the_plan_cannot_take_is_refused_before_anything_runs(factor, reason):
    with pytest.raises(BadPlan, match=reason):
        PLAN.vary(factor)
