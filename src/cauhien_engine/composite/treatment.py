"""Columns under one set of options of Treat: what was tried on each and what stands."""

from dataclasses import dataclass

import numpy as np

from cauhien_engine.composite.moments import shapes
from cauhien_engine.composite.outliers import (
    TRANSFORMS,
    UNTOUCHED,
    Drawing,
    passes,
    winsorised,
)

NONE, WINSORISE = "none", "winsorise"
METHODS = (NONE, WINSORISE, *TRANSFORMS)
ALONE = (UNTOUCHED, NONE)
MARK = "U24"  # holds the words of two methods


@dataclass(frozen=True, eq=False)
class Treated:
    """Columns after treatment.

    values, marks: arrays (rows, columns). methods: text array (columns,), what stands. drawn_in:
    int array (columns,) of points. tries: (name, columns, passed, skewness, kurtosis) before, after
    the first and after the second method as far as it was tried; passed is nan where the shape
    cannot be told.
    """

    values: np.ndarray
    marks: np.ndarray
    methods: np.ndarray
    drawn_in: np.ndarray
    tries: tuple

    def rows(self):
        """Return one dict a column: `stages`, tuple of (name, passed, skewness, kurtosis);
        `drawn_in`; `method`.
        """
        stages = [[] for _ in self.methods]
        for name, columns, *shape in self.tries:
            for column, passed, skew, kurt in zip(columns, *shape, strict=True):
                told = None if np.isnan(passed) else bool(passed)
                stages[column].append((name, told, float(skew), float(kurt)))
        return [
            {"stages": tuple(stage), "drawn_in": int(drawn), "method": str(method)}
            for stage, drawn, method in zip(stages, self.drawn_in, self.methods, strict=True)
        ]


@dataclass(frozen=True, eq=False)
class Details:
    """What was tried on every column and year, told when asked: dicts of `Treated.rows` with code
    and year. parts: (codes, year, Treated). order: of the codes.
    """

    parts: tuple
    order: tuple[str, ...]

    def __iter__(self):
        """Yield the dicts, by year and then by code."""
        place = {code: at for at, code in enumerate(self.order)}
        rows = [
            {"code": code, "year": year, **row}
            for codes, year, done in self.parts
            for code, row in zip(codes, done.rows(), strict=True)
        ]
        yield from sorted(rows, key=lambda row: (row["year"] or 0, place[row["code"]]))


def treated(drawing, step):
    """Return the Treated of the columns of a Drawing under one Treat."""
    limits, values = (step.skewness, step.kurtosis), drawing.values
    out, marks = values.copy(), np.full(values.shape, UNTOUCHED, dtype=MARK)
    methods = np.full(values.shape[1], NONE, dtype=MARK)
    drawn = np.zeros(values.shape[1], int)
    every = np.arange(values.shape[1])
    given = drawing.turn(0, every)
    passed = passes(given.skew, given.kurt, limits)
    tries = [("given", every, passed, given.skew, given.kurt)]
    failing = np.flatnonzero(passed == 0)
    for name, method in (("first", step.first), ("second", step.second)):
        if method == NONE or not failing.size:
            continue
        before = Drawing(out.copy()) if step.combine else drawing
        new, mark, counts = _by(method, before, failing, step)
        passed, *shape = _shape(new, limits)
        tries.append((name, failing, passed, *shape))
        keep = ~np.isnan(passed)
        kept, lost = failing[keep], failing[~keep]
        out[:, kept], out[:, lost] = new[:, keep], values[:, lost]
        drawn[kept] = np.maximum(drawn[kept], counts[keep])
        marks[:, kept] = _joined(marks[:, kept], mark[:, keep], step.combine)
        methods[kept] = _joined(methods[kept], np.full(kept.size, method), step.combine)
        marks[:, lost], methods[lost], drawn[lost] = UNTOUCHED, NONE, 0
        failing = failing[passed == 0]
    return Treated(out, marks, methods, drawn, tuple(tries))


def _by(method, drawing, columns, step):
    """Return (values, marks, counts of points drawn in) of some columns by one method."""
    if method == WINSORISE:
        stop = (
            step.skewness if step.stop_skewness is None else step.stop_skewness,
            step.kurtosis if step.stop_kurtosis is None else step.stop_kurtosis,
        )
        return winsorised(drawing, columns, most=step.most, limits=stop, force=step.force)
    values = drawing.values[:, columns]
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
    """Return the words of both methods where they are combined, else of the later one."""
    if not combine:
        return new
    both = np.char.add(np.char.add(old, "+"), new)
    return np.where(np.isin(old, ALONE), new, np.where(new == UNTOUCHED, old, both))
