"""A plan: the steps of a method, written down so that it can be stored, compared and replayed."""

import json
from dataclasses import dataclass, replace

from cauhien_engine.composite.aggregate import Aggregate
from cauhien_engine.composite.denominate import Denominate
from cauhien_engine.composite.errors import BadPlan
from cauhien_engine.composite.factors import Variation
from cauhien_engine.composite.hashing import hash_of
from cauhien_engine.composite.impute import BY_YEARS, Impute
from cauhien_engine.composite.normalise import Normalise
from cauhien_engine.composite.screen import Screen
from cauhien_engine.composite.step import Step
from cauhien_engine.composite.treat import Treat
from cauhien_engine.composite.weigh import Weigh

KINDS = {
    step.kind: step for step in (Denominate, Impute, Screen, Treat, Normalise, Weigh, Aggregate)
}


@dataclass(frozen=True)
class Plan:
    """Steps in their order, each with an id of its own. Any of them may be left out or stand twice.

    >>> plan = Plan((Normalise(method="zscore"), Aggregate()))
    >>> Plan.from_json(plan.to_json()) == plan
    True
    >>> plan.with_options("normalise", sd=2.0)["normalise"].sd
    2.0
    """

    steps: tuple[Step, ...]

    def __post_init__(self):
        """Raise BadPlan for an id twice or a step after the aggregation."""
        ids = [step.id for step in self.steps]
        twice = sorted({name for name in ids if ids.count(name) > 1})
        if twice:
            raise BadPlan(f"two steps are called {', '.join(twice)}: give each an id")
        if any(isinstance(step, Aggregate) for step in self.steps[:-1]):
            raise BadPlan("the aggregation is the last step")

    def __getitem__(self, name):
        """Return the step of an id."""
        return self.steps[self.place(name)]

    def place(self, name):
        """Return where the step of an id stands."""
        for at, step in enumerate(self.steps):
            if step.id == name:
                return at
        raise BadPlan(f"no step {name!r}; the plan has {', '.join(s.id for s in self.steps)}")

    def with_step(self, name, step):
        """Return the plan with one step replaced."""
        at = self.place(name)
        return replace(self, steps=(*self.steps[:at], step, *self.steps[at + 1 :]))

    def with_options(self, name, **options):
        """Return the plan with some options of one step changed."""
        return self.with_step(name, self[name].changed(options))

    def vary(self, *factors):
        """Return the Variation of this plan by factors (see `factors`): Choice, Range, Noise."""
        return Variation(self, factors)

    @property
    def needs_years(self):
        """Return whether a step looks at more years than one."""
        return any(
            getattr(step, "pooled", False) or getattr(step, "method", "") in BY_YEARS
            for step in self.steps
        )

    @property
    def key(self):
        """Return the hash of the plan."""
        return hash_of(self.to_json())

    def to_json(self):
        """Return the plan as JSON: a list of {"id", "do", "options"}, all options written out."""
        return json.dumps(
            [{"id": step.id, "do": step.kind, "options": step.options()} for step in self.steps],
            ensure_ascii=False,
            sort_keys=True,
        )

    @classmethod
    def from_json(cls, text):
        """Return the plan that a JSON text says; options left out have their defaults."""
        return cls(tuple(_step(entry) for entry in json.loads(text)))


def _step(entry):
    kind = KINDS.get(entry.get("do"))
    if kind is None:
        raise BadPlan(f"no step does {entry.get('do')!r}; known: {', '.join(KINDS)}")
    return kind(id=entry.get("id", "")).changed(entry.get("options", {}))
