"""What every step of a plan is: options with a stable id, from one state to the next."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from cauhien_engine.composite.errors import BadPlan
from cauhien_engine.composite.frame import Frame
from cauhien_engine.composite.hashing import plain
from cauhien_engine.composite.panel import Panel
from cauhien_engine.composite.table import Table


@dataclass(frozen=True, eq=False)
class State:
    """Where a computation stands after a step.

    table: rows of units, columns of indicators, later of aggregates too. weights: float array over
    frame.codes. notes: what the step has to say: cells that it changed, units it left out and why.
    """

    frame: Frame
    panel: Panel
    table: Table
    weights: np.ndarray
    notes: Mapping = field(default_factory=dict)

    def then(self, values, **notes):
        """Return the state with other values of the same rows and columns."""
        return replace(self, table=self.table.with_values(values), notes=notes)


@dataclass(frozen=True)
class Step:
    """One step; a subclass names its `kind`, its options and how to `apply` it to a State."""

    id: str = ""

    kind = ""

    def __post_init__(self):
        """Name a step by its kind where no id is given."""
        if not self.id:
            object.__setattr__(self, "id", self.kind)
        self.check()

    def check(self):
        """Raise BadPlan for an option that the step cannot take."""

    def apply(self, state):
        """Return the State after this step."""
        raise NotImplementedError

    def options(self):
        """Return the options as JSON knows them, without the id."""
        return {name: value for name, value in plain(self).items() if name != "id"}

    def changed(self, options):
        """Return the step with some options changed; BadPlan for one it does not have."""
        known = type(self).__dataclass_fields__
        if "id" in options or not options.keys() <= known.keys():
            unknown = sorted(set(options) - (set(known) - {"id"}))
            raise BadPlan(f"{self.id}: no option {', '.join(unknown)}; it has {sorted(known)}")
        return replace(self, **options)


def among(step, option, known):
    """Raise BadPlan unless the value of an option is one that is known."""
    value = getattr(step, option)
    if value not in known:
        raise BadPlan(f"{step.id}.{option}: {value!r} is none of {', '.join(map(str, known))}")


def by_year(table, values, *, pooled=False):
    """Yield the places of the rows that are treated as one sample: a year's, or all.

    pooled: one common scale over all years.
    """
    if pooled or len(set(table.years)) == 1:
        yield np.arange(len(values))
    else:
        for _, rows in table.year_rows():
            yield rows
