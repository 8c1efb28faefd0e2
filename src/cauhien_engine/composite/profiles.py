"""One unit: its scores and ranks, where it is strong and where weak."""

from dataclasses import dataclass

import numpy as np

from cauhien_engine.composite.ranking import ranks_of
from cauhien_engine.composite.relations import directed


@dataclass(frozen=True)
class Line:
    """One code of a unit: its value, its rank among `of` units that have one, and its pillar."""

    code: str
    name: str
    pillar: str
    value: float
    rank: float
    of: int
    unit: str


def summary(result, unit, levels=None, year=None):
    """Return Lines of the aggregates of a unit, the index first. levels: default all above 1."""
    frame, table = result.frame, result.table
    levels = levels or range(frame.height, 1, -1)
    codes = [code for level in levels for code in frame.at_level(level)]
    values, ranks = table.of(unit, year), result.ranks().of(unit, year)
    return tuple(_line(frame, code, 2, values[code], ranks[code], table) for code in codes)


@dataclass(frozen=True)
class Extremes:
    """What a unit is best and worst in, Lines by rank."""

    strengths: tuple[Line, ...]
    weaknesses: tuple[Line, ...]


@dataclass(frozen=True)
class Sift:
    """Which ranks are looked at.

    group: rank only among the units that have the unit's own label. least_unique: leave out
    indicators with so small a share of different values. leave_last: leave out those in which the
    unit shares the last rank, as many do where most have nothing.
    """

    group: str = ""
    least_unique: float | None = None
    leave_last: bool = True


def extremes(result, unit, *, stage="raw", count=5, level=2, sift=None):
    """Return the Extremes of a unit by its ranks in the indicators at a stage.

    Before they are normalised, indicators are ranked in their direction. level: of the ancestor
    that is told as pillar. Equal ranks stand in the order of their parents' codes, then of the
    frame.
    """
    sift = sift or Sift()
    frame, table = result.frame, _beside(result, result[stage].table, unit, sift.group)
    is_scaled = result[stage].kind in {"normalise", "weigh", "aggregate"}
    ranks = ranks_of((table if is_scaled else directed(table, frame)).columns(frame.indicators).T)
    at = table.units.index(unit)
    lines = []
    for code, row in zip(frame.indicators, ranks, strict=True):
        column = table.column(code)
        few = sift.least_unique is not None and _unique(column) <= sift.least_unique
        last = sift.leave_last and row[at] == np.nanmax(row, initial=0)
        if not (np.isnan(row[at]) or few or last):
            lines.append(_line(frame, code, level, column[at], row[at], table))
    lines.sort(key=lambda line: (line.rank, frame[line.code].parent))
    return Extremes(tuple(lines[:count]), tuple(lines[-count:]))


def _beside(result, table, unit, group):
    """Return the rows of the units that have the unit's own label."""
    if not group:
        return table
    labels = np.array(result.panel.labels(group, table.units))
    return table.taking(labels == labels[table.units.index(unit)])


def _unique(column):
    """Return the share of different values, a gap being one of them."""
    return len(np.unique(column)) / len(column)


def _line(frame, code, level, value, rank, table):
    node, known = frame[code], int((~np.isnan(table.column(code))).sum())
    pillar = frame.above(code, level)
    return Line(code, node.name, pillar, float(value), float(rank), known, node.unit)
