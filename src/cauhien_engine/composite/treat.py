"""Step 4: columns with outliers are treated until their shape is acceptable."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from cauhien_engine.composite.errors import BadPlan
from cauhien_engine.composite.moments import shapes
from cauhien_engine.composite.outliers import TRANSFORMS, UNTOUCHED, passes, winsorised
from cauhien_engine.composite.step import Step, among, by_year

NONE, WINSORISE = "none", "winsorise"
METHODS = (NONE, WINSORISE, *TRANSFORMS)


@dataclass(frozen=True)
class Treat(Step):
    """Leave a column whose |skewness| or kurtosis is under its limit; else try first, then second.

    first, second: "none", "winsorise", "log", "log_both_ways", "log_plain", "log_gii", "boxcox".
    The second is tried where the first did not suffice, on the column as it was, or with combine
    on what the first left. skewness, kurtosis: limits. stop_skewness, stop_kurtosis: those at
    which winsorising stops, None for the same. most: points that winsorising may draw in, None
    without end. force: winsorise `most` points whatever the shape. power, positive: of Box-Cox.
    overrides: {indicator: options as above, or "none"}. pooled: all years as one sample.

    Notes: `marks`, text array of the cells changed; `details`, one dict for each column and year.
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
        values = table.values.copy()
        marks = np.full(values.shape, UNTOUCHED, dtype="U24")
        details = []
        for rows in by_year(table, values, pooled=self.pooled):
            for columns, step in self._alike(table):
                cells = np.ix_(rows, columns)
                values[cells], marks[cells], told = treated(values[cells], step)
                year = None if self.pooled else table.years[rows[0]]
                details += [{"code": table.codes[at], "year": year, **one}
                            for at, one in zip(columns, told, strict=True)]  # fmt: skip
        order = {code: at for at, code in enumerate(table.codes)}
        details.sort(key=lambda one: (one["year"] or 0, order[one["code"]]))
        return state.then(values, marks=marks, details=tuple(details))

    def _alike(self, table):
        """Yield (columns, step) of the columns that have the same options."""
        alike = {}
        for at, code in enumerate(table.codes):
            step = self.of(code) if code in self.overrides else self
            name = json.dumps(step.options() | {"overrides": {}}, sort_keys=True)
            alike.setdefault(name, (step, []))[1].append(at)
        for step, columns in alike.values():
            yield columns, step


def treated(values, step):
    """Return (values, marks, one dict of details a column) of columns under one Treat.

    values: float array (rows, columns). Each dict: `stages`, tuple of (name, passed, skewness,
    kurtosis) before, after the first and after the second method as far as it was tried; `drawn_in`
    points; `method` that stands.
    """
    limits = step.skewness, step.kurtosis
    out, marks = values.copy(), np.full(values.shape, UNTOUCHED, dtype="U24")
    passed, *shape = _shape(values, limits)
    stages = [[("given", *one)] for one in zip(passed, *shape, strict=True)]
    drawn, methods = np.full(values.shape[1], -1), [NONE] * values.shape[1]
    failing = np.flatnonzero(passed == 0)
    before = values
    for name, method in (("first", step.first), ("second", step.second)):
        if method == NONE or not failing.size:
            continue
        new, mark, counts = _by(method, before[:, failing], step)
        passed, *shape = _shape(new, limits)
        for column, *told in zip(failing, passed, *shape, strict=True):
            stages[column].append((name, *told))
        keep = ~np.isnan(passed)
        kept = failing[keep]
        lost = failing[~keep]
        out[:, kept], drawn[kept] = new[:, keep], np.maximum(drawn[kept], counts[keep])
        out[:, lost] = values[:, lost]
        marks[:, kept] = _joined(marks[:, kept], mark[:, keep], step.combine)
        marks[:, lost] = UNTOUCHED
        for column in kept:
            methods[column] = (
                f"{methods[column]}+{method}" if _adds(methods, column, step) else method
            )
        for column in lost:
            methods[column] = NONE
        failing = failing[passed == 0]
        before = out if step.combine else values
    return out, marks, [
        {"stages": tuple(_told(*one) for one in stages[at]), "drawn_in": int(max(drawn[at], 0)),
         "method": methods[at]}
        for at in range(values.shape[1])
    ]  # fmt: skip


def _by(method, values, step):
    """Return (values, marks, counts of points drawn in) of one method."""
    if method == WINSORISE:
        stop = (
            step.skewness if step.stop_skewness is None else step.stop_skewness,
            step.kurtosis if step.stop_kurtosis is None else step.stop_kurtosis,
        )
        return winsorised(values, most=step.most, limits=stop, force=step.force)
    options = {"power": step.power, "positive": step.positive} if method == "boxcox" else {}
    new = TRANSFORMS[method](values, **options)
    if method == "log_both_ways":
        name = np.where(shapes(values)[0] > 0, "log", "log_mirrored")
    else:
        name = np.full(values.shape[1], method)
    marks = np.where(np.isnan(values), UNTOUCHED, name)
    undefined = np.isnan(new).sum(axis=0) > np.isnan(values).sum(axis=0)
    new[:, undefined] = np.nan  # a transform that fails for one value fails for its column
    return new, marks, np.zeros(values.shape[1], int)


def _shape(values, limits):
    skew, kurt = shapes(values)
    return passes(skew, kurt, limits), skew, kurt


def _joined(old, new, combine):
    """Return the marks of both methods where they are combined, else of the later one."""
    if not combine:
        return new
    both = np.char.add(np.char.add(old, "+"), new)
    return np.where(old == UNTOUCHED, new, np.where(new == UNTOUCHED, old, both))


def _adds(methods, column, step):
    return step.combine and methods[column] != NONE


def _told(name, passed, skew, kurt):
    return (name, None if np.isnan(passed) else bool(passed), float(skew), float(kurt))
