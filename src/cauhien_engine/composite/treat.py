"""Step 4: columns with outliers are treated until their shape is acceptable."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from cauhien_engine.composite.errors import BadPlan
from cauhien_engine.composite.outliers import UNTOUCHED, Drawing
from cauhien_engine.composite.step import Step, among, by_year
from cauhien_engine.composite.treatment import MARK, METHODS, NONE, WINSORISE, Details, treated


@dataclass(frozen=True)
class Treat(Step):
    """Leave a column whose |skewness| or kurtosis is under its limit; else try first, then second.

    first, second: "none", "winsorise", "log", "log_both_ways", "log_plain", "log_gii", "boxcox".
    The second is tried where the first did not suffice, on the column as it was, or with combine
    on what the first left. skewness, kurtosis: limits. stop_skewness, stop_kurtosis: those at
    which winsorising stops, None for the same. most: points that winsorising may draw in, None
    without end. force: winsorise `most` points whatever the shape. power, positive: of Box-Cox.
    overrides: {indicator: options as above, or "none"}. pooled: all years as one sample.

    Notes: `marks`, text array of the cells changed; `details`, Details of each column and year.
    A column that is constant or has under three values stays as it is, `passed` None.
    """

    first: str = WINSORISE
    second: str = "log"
    combine: bool = False
    skewness: float = 2.0
    kurtosis: float = 3.5
    stop_skewness: float | None = None
    stop_kurtosis: float | None = None
    most: int | None = 5
    force: bool = False
    power: float = 0.0
    positive: bool = True
    overrides: Mapping[str, Mapping | str] = field(default_factory=dict)
    pooled: bool = False

    kind = "treat"

    def check(self):
        """Raise BadPlan for a method that is not known, here or in an override."""
        among(self, "first", METHODS)
        among(self, "second", METHODS)
        if self.most is not None and self.most < 0:
            raise BadPlan(f"{self.id}.most: {self.most} points cannot be drawn in")
        for code in self.overrides:
            self.of(code)

    def of(self, code):
        """Return the step as it is for one indicator."""
        options = self.overrides.get(code, {})
        if options == NONE:
            options = {"first": NONE, "second": NONE}
        if not isinstance(options, Mapping) or {"overrides", "pooled"} & set(options):
            raise BadPlan(f"{self.id}.overrides: {code} takes options or 'none'")
        return self.changed({**options, "overrides": {}})

    def apply(self, state):
        """Return the State with the columns treated."""
        table = state.table
        unknown = sorted(set(self.overrides) - set(state.frame.indicators))
        if unknown:
            raise BadPlan(f"{self.id}.overrides: no indicator {', '.join(unknown)}")
        if not self.overrides and len(set(table.years)) == 1:  # an ensemble does so by the thousand
            done = treated(table.drawing, self)
            year = None if self.pooled else table.years[0]
            details = Details(((table.codes, year, done),), table.codes)
            return state.then(done.values, marks=done.marks, details=details)
        values = table.values.copy()
        marks = np.full(values.shape, UNTOUCHED, dtype=MARK)
        parts = []
        for rows in by_year(table, values, pooled=self.pooled):
            for columns, step in self._alike(table):
                cells = np.ix_(rows, columns)
                done = treated(Drawing(values[cells]), step)
                values[cells], marks[cells] = done.values, done.marks
                year = None if self.pooled else table.years[rows[0]]
                parts.append(([table.codes[at] for at in columns], year, done))
        return state.then(values, marks=marks, details=Details(tuple(parts), table.codes))

    def _alike(self, table):
        """Yield (columns, step) of the columns that have the same options."""
        alike = {}
        for at, code in enumerate(table.codes):
            alike.setdefault(code if code in self.overrides else None, []).append(at)
        for code, columns in alike.items():
            yield columns, self.of(code) if code else self
