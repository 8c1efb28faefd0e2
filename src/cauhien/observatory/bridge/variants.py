"""How sure ranks are: many variants of a frame's method, stored as counts of ranks."""

import numpy as np

from cauhien.observatory.states import Factor
from cauhien_engine.composite.ensemble import Ensemble
from cauhien_engine.composite.errors import CannotCompute
from cauhien_engine.composite.factors import Choice, Noise
from cauhien_engine.composite.sensitivity import sensitivity
from cauhien_engine.composite.standing import Standings, standings

RUNS, PILLAR_RUNS, QUICK_RUNS, POINTS = 10_000, 2_000, 500, 1_024
SEED = 1  # equal values give equal variants
EDGES = (0.05, 0.5, 0.95)
SCALES = (
    {"method": "minmax", "low": 1, "high": 100},
    {"method": "zscore", "mean": 100, "sd": 10},
)
CHOICES = {
    Factor.NORMALISE: ("normalise", SCALES),
    Factor.IMPUTE: ("impute.method", ("none", "mean", "median")),
    Factor.TREAT: ("treat.most", (1, 2, 3, 4, 5)),
    Factor.AGGREGATE: ("aggregate.method", ("arithmetic", "geometric")),
}
SHARES_OF = ("total", "low", "high", "first")
QUICK = (Factor.NORMALISE, Factor.AGGREGATE)  # those that move ranks most, in most indices
SHARES = {1: 0.25, 2: 0.25}  # how far weights of indicators and pillars may be from those given


def ensemble_of(result, choices=tuple(CHOICES), code=""):
    """Return the Ensemble of a Result: those of some choices that its plan makes, and weights.

    code: the pillar whose scores are computed, default the index.
    """
    steps = {step.kind: step.id for step in result.plan.steps}
    factors = []
    for factor in choices:
        at, values = CHOICES[factor]
        kind, _dot, option = at.partition(".")
        if kind in steps:
            where = f"{steps[kind]}.{option}" if option else steps[kind]
            factors.append(Choice(factor.value, where, values))
    noise = Noise(Factor.WEIGHTS.value, SHARES)
    return Ensemble(result.frame, result.panel, result.plan.vary(*factors, noise), code=code)


def variants_of(result, base):
    """Return what many variants of a Result say, as values that JSON knows.

    base: units that are ranked among themselves besides. "all", "base": see `standing_of`;
    "sensitivity": shares of the variance of the mean change of rank, and of every unit's rank.
    "pillars": {code: {unit: (low, high)}} of the ranks among all in each pillar.
    """
    ensemble = ensemble_of(result)
    design = ensemble.sample(RUNS, np.random.default_rng(SEED))
    kept = result.table.units
    return {
        "runs": RUNS,
        "seed": SEED,
        "factors": list(ensemble.widths),
        "all": _told(standings(ensemble, design, among=kept, pairs=True)),
        "base": _told(
            standings(ensemble, design, among=[u for u in kept if u in set(base)], pairs=True)
        ),
        "sensitivity": _sensitivity(ensemble, kept),
        "pillars": {code: _ranges(result, code) for code in _pillars(result.frame)},
    }


def standing_of(told):
    """Return the engine's Standings that were stored."""
    return Standings(
        tuple(told["units"]),
        np.array(told["nominal"], dtype=float),
        np.array(told["counts"]),
        told["runs"],
        told["failed"],
        tuple(told["units"]),
        np.array(told["wins"]),
    )


def quick_standing(result, among):
    """Return the Standings of fewer variants of QUICK choices, for weights that somebody tries."""
    ensemble = ensemble_of(result, QUICK)
    design = ensemble.sample(QUICK_RUNS, np.random.default_rng(SEED))
    return standings(ensemble, design, among=among, pairs=True)


def _pillars(frame):
    return frame.at_level(frame.height - 1) if frame.height > 2 else ()


def _ranges(result, code):
    """Return {unit: (low, high)}: between which 90 % of fewer variants put its rank in a pillar."""
    ensemble = ensemble_of(result, code=code)
    design = ensemble.sample(PILLAR_RUNS, np.random.default_rng(SEED))
    try:
        found = standings(ensemble, design, among=result.table.units)
    except CannotCompute:
        return {}
    ends = found.quantiles((EDGES[0], EDGES[-1])).tolist()
    return {unit: both for unit, both in zip(found.units, ends, strict=True) if both[0] == both[0]}


def _told(found):
    return {
        "units": list(found.units),
        "nominal": found.nominal.tolist(),
        "counts": found.counts.tolist(),
        "wins": found.wins.tolist(),
        "runs": found.runs,
        "failed": dict(found.failed),
    }


def _sensitivity(ensemble, units):
    """Return the shares as JSON, or the reason why there are none."""
    try:
        found = sensitivity(
            ensemble, POINTS, np.random.default_rng(SEED), among=units, bootstrap=200
        )
    except CannotCompute as reason:
        return {"reason": str(reason)}
    low, high = found.shift.total_range
    own = (found.units.total, *found.units.total_range, found.units.first)
    return {
        "runs": found.runs,
        "first": np.nan_to_num(found.shift.first).tolist(),
        "total": np.nan_to_num(found.shift.total).tolist(),
        "low": np.nan_to_num(low).tolist(),
        "high": np.nan_to_num(high).tolist(),
        "own": {
            unit: dict(zip(SHARES_OF, (part[:, at].tolist() for part in own), strict=True))
            for at, unit in enumerate(units)
            if not np.isnan(own[0][:, at]).any()  # a rank that never changes has no shares
        },
    }
