"""Frames and panels from rows under COINr's column names (iMeta, iData), and back."""

import math

import numpy as np

from cauhien_engine.composite.errors import BadFrame
from cauhien_engine.composite.frame import AGGREGATE, INDICATOR, Frame, Node
from cauhien_engine.composite.panel import Panel

PARAMETERS = (
    "minmax_lower", "minmax_upper", "scaled_lower", "scaled_upper", "scale_factor", "zscore_mean",
    "zscore_sd", "dist2targ_cap_max", "goalpost_lower", "goalpost_upper", "goalpost_scale",
    "goalpost_trunc2posts",
)  # fmt: skip
NOTHING = {"", "NA", "NaN", "None"}
LOGICAL = {"true": 1.0, "false": 0.0}


def frame_of(rows, version=""):
    """Return the Frame of rows of iMeta. rows: mappings of column name to text or number.

    Columns that are not COINr's are left to the caller. Raises BadFrame with the line.

    >>> frame_of([{"iCode": "a", "Level": "1", "Parent": "t", "Type": "Indicator",
    ...            "Direction": "-1", "Weight": "2"},
    ...           {"iCode": "t", "Level": 2, "Type": "Aggregate"}])["a"].weight
    2.0
    """
    return Frame(tuple(_node(line, row) for line, row in enumerate(rows, start=2)), version)


def panel_of(rows, frame):
    """Return the Panel of rows of iData: uCode, uName, Time, groups, indicators, denominators.

    Without a column Time all rows are of the year 0. Units stand in the order of their first row.
    Raises BadFrame with the line for a unit twice in a year or a value that is no number.
    """
    rows = list(rows)
    units = tuple(dict.fromkeys(row["uCode"] for row in rows))
    years = tuple(sorted({_year(row) for row in rows}))
    codes = tuple(code for code in (*frame.indicators, *frame.denominators)
                  if any(code in row for row in rows))  # fmt: skip
    values = np.full((len(years), len(units), len(codes)), np.nan)
    seen = set()
    for line, row in enumerate(rows, start=2):
        at = years.index(_year(row)), units.index(row["uCode"])
        if at in seen:
            raise BadFrame(f"line {line}: {row['uCode']} stands twice in a year")
        seen.add(at)
        values[at] = [_number(row.get(code), line, code) for code in codes]
    last = {row["uCode"]: row for row in rows}
    return Panel(
        units,
        codes,
        years,
        values,
        names={unit: str(last[unit].get("uName") or unit) for unit in units},
        groups={
            group: tuple(_text(last[unit].get(group)) for unit in units)
            for group in frame.groups
            if any(group in row for row in rows)
        },
    )


def frame_rows(frame):
    """Return the rows of iMeta of a frame, a list of dicts that `frame_of` reads back."""
    return [
        {
            "Level": node.level if node.kind in {INDICATOR, AGGREGATE} else None,
            "iCode": node.code, "iName": node.name, "Direction": node.direction,
            "Weight": node.weight, "Unit": node.unit, "Target": _or_none(node.target),
            "Denominator": node.denominator or None, "ScaleFactor": node.scale,
            "Parent": node.parent or None, "Type": node.kind,
            **{name: _or_none(value) for name, value in node.parameters.items()},
        }
        for node in frame.nodes
    ]  # fmt: skip


def panel_rows(panel):
    """Return the rows of iData of a panel, a list of dicts that `panel_of` reads back."""
    return [
        {
            "uCode": unit,
            "uName": panel.names.get(unit, unit),
            "Time": year,
            **{group: panel.groups[group][of] for group in panel.groups},
            **{code: _or_none(value)
               for code, value in zip(panel.codes, panel.values[at, of].tolist(), strict=True)},
        }
        for at, year in enumerate(panel.years)
        for of, unit in enumerate(panel.units)
        if not np.isnan(panel.values[at, of]).all()
    ]  # fmt: skip


def _node(line, row):
    kind = _text(row.get("Type"))
    scored = kind in {INDICATOR, AGGREGATE}
    level = _number(row.get("Level"), line, "Level")
    return Node(
        code=_text(row["iCode"]),
        name=_text(row.get("iName")) or _text(row["iCode"]),
        kind=kind,
        level=None if math.isnan(level) or not scored else int(level),
        parent=_text(row.get("Parent")),
        direction=int(_given(row.get("Direction"), line, "Direction", 1)),
        weight=_given(row.get("Weight"), line, "Weight", 1),
        unit=_text(row.get("Unit")),
        target=_number(row.get("Target"), line, "Target"),
        denominator=_text(row.get("Denominator")),
        scale=_given(row.get("ScaleFactor"), line, "ScaleFactor", 1),
        parameters={name: _number(row[name], line, name) for name in PARAMETERS
                    if _text(row.get(name))},
    )  # fmt: skip


def _text(value):
    """Return the text of a cell, "" for an empty one."""
    text = "" if value is None or value != value else str(value).strip()
    return "" if text in NOTHING else text


def _number(value, line, column):
    text = _text(value)
    if not text:
        return math.nan
    if isinstance(value, bool) or text.lower() in LOGICAL:
        return LOGICAL[text.lower()]
    try:
        return float(value)
    except ValueError:
        raise BadFrame(f"line {line}, {column}: {text!r} is no number") from None


def _given(value, line, column, default):
    number = _number(value, line, column)
    return float(default) if math.isnan(number) else number


def _year(row):
    return int(float(_text(row.get("Time")) or 0))


def _or_none(value):
    return None if value != value else value
