"""What a plan made of a panel: every stage kept, what was changed, scores and ranks."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from cauhien_engine.composite.errors import BadPlan
from cauhien_engine.composite.frame import Frame
from cauhien_engine.composite.hashing import hash_of
from cauhien_engine.composite.panel import Panel
from cauhien_engine.composite.plan import Plan
from cauhien_engine.composite.ranking import ranks_of
from cauhien_engine.composite.table import Table
from cauhien_engine.composite.version import ENGINE_VERSION

RAW = "raw"
BY_ROW = {"filled", "marks"}  # notes that are arrays with the rows of the table


@dataclass(frozen=True, eq=False)
class Stage:
    """The table after a step and what the step had to say (see `notes` of each step)."""

    id: str
    kind: str
    table: Table
    notes: Mapping

    def of(self, year):
        """Return the stage of one year: its rows, and what is noted of them cell by cell."""
        rows = np.array(self.table.years) == year
        notes = {name: note[rows] if name in BY_ROW else note for name, note in self.notes.items()}
        return replace(self, table=self.table.taking(rows), notes=notes)


@dataclass(frozen=True, eq=False)
class Result:
    """A computed index.

    years: those computed. stages: {id of a step: Stage} in their order, "raw" first. weights:
    float array over frame.codes, those of the aggregation.
    """

    frame: Frame
    panel: Panel
    plan: Plan
    years: tuple[int, ...]
    stages: Mapping[str, Stage]
    weights: np.ndarray

    @cached_property
    def key(self):
        """Return the hash of engine, frame, panel, plan and years: equal keys, equal results."""
        return key_of(self.frame, self.panel, self.plan, self.years)

    def __getitem__(self, name):
        """Return the Stage after a step."""
        if name not in self.stages:
            raise BadPlan(f"no stage {name!r}; there are {', '.join(self.stages)}")
        return self.stages[name]

    @property
    def last(self):
        """Return the last Stage."""
        return list(self.stages.values())[-1]

    @property
    def table(self):
        """Return the table of the last stage: indicators and aggregates."""
        return self.last.table

    @property
    def index(self):
        """Return float array (rows,): the index itself."""
        return self.table.column(self.frame.top)

    def ranks(self, group=None):
        """Return a Table of ranks in each year, 1 the best, equals share the best rank.

        group: name of a grouping of the panel; ranks are then among the units of one label.
        """
        table = self.table
        labels = self.panel.labels(group, table.units) if group else [""] * len(table.units)
        homes = list(zip(table.years, labels, strict=True))
        ranks = np.full(table.values.shape, np.nan)
        for home in dict.fromkeys(homes):
            rows = [at for at, one in enumerate(homes) if one == home]
            ranks[rows] = ranks_of(table.values[rows].T).T
        return table.with_values(ranks)

    def of(self, year):
        """Return the result of one year."""
        return replace(self, stages={name: one.of(year) for name, one in self.stages.items()})


def key_of(frame, panel, plan, years):
    """Return the hash under which a result is kept."""
    return hash_of(ENGINE_VERSION, frame.key, panel.key, plan.key, years)
