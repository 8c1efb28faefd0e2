"""What is uncertain in a plan: choices of an option, ranges, noise on weights."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from cauhien_engine.composite.errors import BadPlan
from cauhien_engine.composite.hashing import hash_of, plain


@dataclass(frozen=True)
class Choice:
    """One of several values of an option, each as likely.

    at: "step.option", or "step" alone: each value is then a mapping of options for the whole step,
    with the defaults for the rest. values: as JSON knows them.
    """

    name: str
    at: str
    values: Sequence

    width = 1

    def settings(self, draws):
        """Return int array (n,): the place of the value. draws: float array (n, 1) in [0, 1)."""
        return np.minimum((draws[:, 0] * len(self.values)).astype(int), len(self.values) - 1)

    def value(self, setting):
        """Return the value of a setting."""
        return self.values[int(setting)]


@dataclass(frozen=True)
class Range:
    """Any number from low to high, each as likely. whole: whole numbers only."""

    name: str
    at: str
    low: float
    high: float
    whole: bool = False

    width = 1

    def settings(self, draws):
        """Return float array (n,) of the numbers."""
        if self.whole:
            return np.floor(self.low + draws[:, 0] * (self.high - self.low + 1))
        return self.low + draws[:, 0] * (self.high - self.low)

    def value(self, setting):
        """Return the number itself."""
        return int(setting) if self.whole else float(setting)


@dataclass(frozen=True)
class Noise:
    """Every weight of some levels times 1 - share to 1 + share, each weight by itself.

    shares: {level: share}.
    """

    name: str
    shares: Mapping[int, float] = field(default_factory=dict)

    at = ""

    def places(self, frame):
        """Return (places in frame.codes, their shares), two arrays of the weights that vary."""
        found = [(frame.place[code], share) for level, share in sorted(self.shares.items())
                 for code in frame.at_level(int(level))]  # fmt: skip
        places, shares = zip(*found, strict=True) if found else ((), ())
        return np.array(places, dtype=int), np.array(shares, dtype=float)

    def settings(self, draws):
        """Return the draws as they are."""
        return draws


@dataclass(frozen=True)
class Variation:
    """A plan and what is uncertain in it."""

    plan: Any  # a Plan; importing its module here would close a circle
    factors: tuple

    def __post_init__(self):
        """Raise BadPlan for a factor that names no option of the plan, or a name twice."""
        names = [factor.name for factor in self.factors]
        if len(set(names)) < len(names):
            raise BadPlan("two factors have one name")
        for factor in self.factors:
            for value in ends(factor):
                self.step_with([(factor, value)], step_of(factor))

    def step_with(self, values, name):
        """Return a step with the values of factors put in. values: [(factor, value)]."""
        step = self.plan[name]
        for factor, value in values:
            _, _, option = factor.at.partition(".")
            step = (
                step.changed({option: value}) if option else type(step)(id=step.id).changed(value)
            )
        return step

    @property
    def key(self):
        """Return the hash of the plan and its factors."""
        return hash_of(self.plan.key, self.to_json())

    def to_json(self):
        """Return the factors as JSON."""
        told = [{"kind": type(one).__name__.lower(), **plain(one)} for one in self.factors]
        return json.dumps(told, sort_keys=True, ensure_ascii=False)

    @classmethod
    def from_json(cls, plan, text):
        """Return the variation of a plan that `to_json` wrote."""
        kinds = {"choice": Choice, "range": Range, "noise": Noise}
        entries = json.loads(text)
        return cls(plan, tuple(kinds[entry.pop("kind")](**entry) for entry in entries))


def step_of(factor):
    """Return the id of the step that a factor changes, "" for noise on the weights."""
    return factor.at.partition(".")[0]


def noisy_weights(frame, shares, count, rng):
    """Return `count` weight sets {code: weight} with noise, values for a Choice of weights.

    shares: {level: share}. A set for a Choice is used again and again, so that a run needs fewer
    distinct indices than with Noise, which draws anew each time.
    """
    places, spread = Noise("weights", shares).places(frame)
    codes = [frame.codes[at] for at in places]
    draws = 2 * rng.random((count, len(codes))) - 1
    weights = frame.weights[places] * (1 + spread * draws)
    return [dict(zip(codes, row, strict=True)) for row in weights.tolist()]


def ends(factor):
    """Return the values by which a factor is tried before it is believed."""
    if isinstance(factor, Noise):
        return ()
    return factor.values if isinstance(factor, Choice) else (factor.low, factor.high)
