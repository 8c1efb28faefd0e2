"""Random frames, panels and plans, each from a seed, and what must hold of any of them."""

from dataclasses import dataclass, replace

import numpy as np

from cauhien_engine.composite.aggregate import Aggregate
from cauhien_engine.composite.computing import compute
from cauhien_engine.composite.denominate import Denominate
from cauhien_engine.composite.errors import CannotCompute
from cauhien_engine.composite.frame import Frame, Node
from cauhien_engine.composite.impute import Impute
from cauhien_engine.composite.normalise import Normalise
from cauhien_engine.composite.panel import Panel
from cauhien_engine.composite.plan import Plan
from cauhien_engine.composite.screen import Screen
from cauhien_engine.composite.treat import Treat
from cauhien_engine.composite.weigh import Weigh

CLOSE = 1e-8
SCALES = (
    {"low": 1, "high": 100}, {"low": 0, "high": 1}, {"method": "zscore", "mean": 10, "sd": 2},
    {"method": "dist2max"}, {"method": "prank"}, {"method": "rank"}, {"method": "borda"},
    {"method": "rank", "ties": "average"}, {"method": "dist2ref", "unit": "u1"},
    {"method": "vector"},
)  # fmt: skip
FILLS = (
    {"method": "none"}, {"method": "mean"}, {"method": "median"}, {"method": "mean", "by": "row"},
    {"method": "median", "group": "region"}, {"method": "neighbours"}, {"method": "normal_model"},
    {"method": "mean", "by": "row", "within": 2},
)  # fmt: skip
TREATMENTS = (
    {}, {"most": 1}, {"second": "log_both_ways"}, {"first": "none"}, {"combine": True},
    {"most": None, "second": "none"}, {"skewness": 1.0, "kurtosis": 1.0},
)  # fmt: skip
MEANS = ("arithmetic", "geometric", "harmonic", "power", "copeland")


@dataclass(frozen=True)
class Case:
    """A frame, a panel, a plan, and a generator for what is done to them."""

    frame: Frame
    panel: Panel
    plan: Plan
    rng: np.random.Generator

    def result(self, **changed):
        """Return the Result with some of the three replaced, None where the data forbid it."""
        with_these = replace(self, **changed)
        try:
            return compute(with_these.frame, with_these.panel, with_these.plan)
        except CannotCompute:
            return None


def a_case(seed):
    """Return the Case of a seed."""
    rng = np.random.default_rng(seed)
    frame = _a_frame(rng)
    units = tuple(f"u{at}" for at in range(int(rng.integers(4, 16))))
    codes = (*frame.indicators, "size")
    values = rng.lognormal(sigma=rng.uniform(0.2, 2), size=(1, len(units), len(codes)))
    if rng.random() < 0.3:
        values = values.round(1) + 0.1  # ties
    if rng.random() < 0.5:
        values[rng.random(values.shape) < 0.1] = np.nan
        values[..., -1] = rng.uniform(1, 9, len(units))
    regions = tuple(rng.choice(["n", "s"], len(units)).tolist())
    panel = Panel(units, codes, (2024,), values, groups={"region": regions})
    return Case(frame, panel, _a_plan(rng, frame), rng)


def _a_frame(rng):
    nodes = [Node("size", kind="Denominator", level=None), Node("region", kind="Group", level=None)]
    nodes.append(Node("top", kind="Aggregate", level=3))
    for pillar in range(int(rng.integers(1, 4))):
        nodes.append(Node(f"p{pillar}", kind="Aggregate", level=2, parent="top",
                          weight=float(rng.uniform(0.1, 3))))  # fmt: skip
        nodes += [
            Node(f"i{pillar}{at}", parent=f"p{pillar}", direction=int(rng.choice([1, -1])),
                 weight=float(rng.uniform(0.1, 3)), denominator=str(rng.choice(["", "size"])))
            for at in range(int(rng.integers(1, 5)))
        ]  # fmt: skip
    return Frame(tuple(nodes))


def _a_plan(rng, frame):
    def one_of(options):
        return options[int(rng.integers(len(options)))]

    overrides = {}
    if rng.random() < 0.3:
        overrides[one_of(frame.indicators)] = one_of(SCALES[:5])
    middle = [
        Impute(**one_of(FILLS)),
        Screen(least_data=float(rng.uniform(0, 0.8))),
        Treat(**one_of(TREATMENTS)),
        Normalise(**one_of(SCALES), overrides=overrides),
        Weigh(method=one_of(("given", "equal"))),
    ]
    kept = [step for step in middle if isinstance(step, Normalise) or rng.random() < 0.8]
    mean = Aggregate(
        method=[one_of(MEANS), one_of(MEANS)],
        power=float(rng.choice([0.5, 2.0, 3.0])),
        least_data=one_of((None, 0.4, [0.6, None])),
    )
    return Plan((Denominate(), *kept, mean))


def same(one, other, units=None):
    """Return whether two results have the same indices. units: order of the first in the second."""
    if one is None or other is None:
        return one is other
    if set(one.table.units) != set(other.table.units):
        return False
    values = dict(zip(other.table.units, other.index, strict=True))
    there = np.array([values[unit] for unit in one.table.units])
    return bool(np.allclose(one.index, there, rtol=CLOSE, atol=CLOSE, equal_nan=True))


def scales_of(plan):
    """Return the methods by which a plan normalises."""
    step = plan["normalise"]
    return {step.method} | {how.get("method", "minmax") for how in step.overrides.values()}


def counts_places(plan):
    """Return whether a plan uses ranks anywhere."""
    return bool(scales_of(plan) & {"rank", "prank", "borda"}) or "copeland" in plan.steps[-1].method
