"""Step 2: gaps are filled, and every filled cell is remembered."""

from dataclasses import dataclass, replace

import numpy as np

from cauhien_engine.composite import filling
from cauhien_engine.composite.errors import BadPlan
from cauhien_engine.composite.normal_model import RIDGE, by_normal_model, normals_of
from cauhien_engine.composite.step import Step, among, by_year

BY_YEARS = ("latest", "constant", "linear", "linear_constant")
SIMPLE = {"mean": filling.by_mean, "median": filling.by_median}
METHODS = ("none", *SIMPLE, "neighbours", "normal_model", *BY_YEARS)


@dataclass(frozen=True)
class Impute(Step):
    """Fill the gaps.

    method: "none"; "mean" or "median" of the indicator, of a group of units (group: name of the
    grouping), or by="row" of the unit's other indicators; "neighbours" (nearest units);
    "normal_model" (EM); and from the unit's other years "latest", "constant", "linear",
    "linear_constant". by: "column" or "row". within: level; rows are filled from indicators under
    the same ancestor at that level only. on_scale: rows are filled on a scale of 0 to 1 in the
    indicator's direction. longest: "latest" looks at most so many years of the panel back.
    neighbours, ridge: of their methods. draw: "normal_model" puts no expectation into a gap but
    what it holds possible, other values for another number: vary it (Range("gaps", "impute.draw",
    1, 100, whole=True)) and the ranks show what the gaps leave open. pooled: all years as one
    sample.

    Notes: `filled`, bool array of the cells; `left`, how many gaps remain.
    """

    method: str = "mean"
    by: str = "column"
    group: str = ""
    within: int | None = None
    on_scale: bool = True
    longest: int | None = None
    neighbours: int = 5
    ridge: float = RIDGE
    draw: int | None = None
    pooled: bool = False

    kind = "impute"

    def check(self):
        """Raise BadPlan for options that do not go together."""
        among(self, "method", METHODS)
        among(self, "by", ("column", "row"))
        if (self.group or self.by == "row") and self.method not in SIMPLE:
            raise BadPlan(f"{self.id}: groups and rows go with mean and median only")
        if self.draw is not None and self.method != "normal_model":
            raise BadPlan(f"{self.id}.draw goes with the normal model only")
        if self.group and self.by == "row":
            raise BadPlan(f"{self.id}: a group of units goes with columns only")

    def apply(self, state):
        """Return the State without the gaps that the method can fill."""
        table = state.table
        gaps = np.isnan(table.values)
        values = table.values.copy()
        if self.method in BY_YEARS:
            values = self._from_years(state)
        elif self.method != "none" and gaps.any():
            for rows in by_year(table, values, pooled=self.pooled):
                values[rows] = self._filled(state, table.values[rows], rows)
        left = np.isnan(values)
        return replace(
            state,
            table=table.with_values(values),
            notes={"filled": gaps & ~left, "left": int(left.sum())},
        )

    def _filled(self, state, values, rows):
        if self.method == "neighbours":
            return filling.by_neighbours(values, self.neighbours)
        if self.method == "normal_model":
            return by_normal_model(values, self.ridge, self._normals(state.table, values, rows))
        fill = SIMPLE[self.method]
        if self.by == "row":
            return self._by_row(state, values, fill)
        if not self.group:
            return fill(values)
        if self.group not in state.panel.groups:
            raise BadPlan(f"{self.id}.group: the panel has no grouping {self.group!r}")
        units = tuple(state.table.units[row] for row in rows)
        return filling.by_group(values, state.panel.labels(self.group, units), fill)

    def _normals(self, table, values, rows):
        if self.draw is None:
            return None
        normals = np.zeros(values.shape)
        short = np.flatnonzero(np.isnan(values).any(axis=1))
        units = [f"{table.units[rows[at]]}\0{table.years[rows[at]]}" for at in short]
        normals[short] = normals_of(units, table.codes, self.draw)
        return normals

    def _by_row(self, state, values, fill):
        codes = np.array(state.table.codes)
        homes = np.array([state.frame.above(code, self.within) if self.within else ""
                          for code in state.table.codes])  # fmt: skip
        out = values.copy()
        for home in dict.fromkeys(homes.tolist()):
            at = homes == home
            signs = np.array([float(state.frame[code].direction) for code in codes[at]])
            out[:, at] = filling.by_row(values[:, at], fill, signs if self.on_scale else None)
        return out

    def _from_years(self, state):
        """Return the values filled from the unit's other years that are computed together."""
        table = state.table
        out = table.values.copy()
        units = np.array(table.units)
        for unit in dict.fromkeys(table.units):
            rows = np.flatnonzero(units == unit)
            years = tuple(table.years[row] for row in rows)
            order = np.argsort(years)
            rows = rows[order]
            out[rows] = filling.from_years(
                table.values[rows], [years[at] for at in order], self.method, self.longest
            )
        return out
