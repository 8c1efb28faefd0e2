"""A result as sheets of a workbook, and back: rows under COINr's column names, every stage a sheet.

No file is opened here: the caller writes {name: rows} to a workbook and reads it back. From what
comes back the result is computed anew, the same to the last digits that the file holds.
"""

import json

import numpy as np

from cauhien_engine.composite.columns import frame_of, frame_rows, panel_of, panel_rows
from cauhien_engine.composite.errors import BadPlan
from cauhien_engine.composite.panel import Panel
from cauhien_engine.composite.plan import Plan
from cauhien_engine.composite.version import ENGINE_VERSION

META, DATA, SAID, PLAN, ABOUT, RANKS, TREATED = (
    "iMeta", "iData", "Said of values", "Plan", "About", "Ranks", "Treated"
)  # fmt: skip
LONGEST_NAME = 31  # of a sheet in Excel


def sheets_of(result):
    """Return {name of a sheet: list of dicts} of a Result: frame, data, plan, then every stage."""
    sheets = {
        ABOUT: [
            {"what": "engine", "is": ENGINE_VERSION},
            {"what": "result", "is": result.key},
            {"what": "frame version", "is": result.frame.version},
            *({"what": "year", "is": year} for year in result.years),
        ],
        META: frame_rows(result.frame),
        DATA: panel_rows(result.panel),
        SAID: _said(result.panel),
        PLAN: [
            {"id": step["id"], "do": step["do"], "options": json.dumps(step["options"])}
            for step in json.loads(result.plan.to_json())
        ],
    }
    for name, stage in result.stages.items():
        sheets[f"Stage {name}"[:LONGEST_NAME]] = _rows(stage.table)
    sheets[RANKS] = _rows(result.ranks())
    sheets[TREATED] = _treated(result)
    return sheets


def from_sheets(sheets):
    """Return (frame, panel, plan, years) of the sheets that `sheets_of` made.

    Stages and ranks are not read: they are computed anew. Raises BadFrame, BadPlan.
    """
    missing = [name for name in (META, DATA, PLAN) if name not in sheets]
    if missing:
        raise BadPlan(f"the workbook has no sheet {', '.join(missing)}")
    about = [(row["what"], row["is"]) for row in sheets.get(ABOUT, ())]
    version = next((value for what, value in about if what == "frame version"), "")
    frame = frame_of(sheets[META], "" if version is None else str(version))
    panel = _with_said(panel_of(sheets[DATA], frame), sheets.get(SAID, ()))
    steps = [row | {"options": json.loads(row["options"])} for row in sheets[PLAN]]
    years = tuple(int(value) for what, value in about if what == "year") or None
    return frame, panel, Plan.from_json(json.dumps(steps)), years


def _rows(table):
    rows = [[None if value != value else value for value in row] for row in table.values.tolist()]
    return [
        {"uCode": unit, "Time": year, **dict(zip(table.codes, row, strict=True))}
        for unit, year, row in zip(table.units, table.years, rows, strict=True)
    ]


def _said(panel):
    """Return a row for each value of which a flag or an origin is told."""
    return [
        {"uCode": panel.units[unit], "Time": panel.years[year], "iCode": panel.codes[code],
         "Flag": str(panel.flags[year, unit, code]), "Origin": str(panel.origins[year, unit, code])}
        for year, unit, code in np.argwhere((panel.flags != "") | (panel.origins != ""))
    ]  # fmt: skip


def _with_said(panel, rows):
    if not rows:
        return panel
    flags = np.full(panel.values.shape, "", dtype=object)
    origins = flags.copy()
    for row in rows:
        at = (
            panel.years.index(int(row["Time"])),
            panel.units.index(row["uCode"]),
            panel.codes.index(row["iCode"]),
        )
        flags[at], origins[at] = row["Flag"] or "", row["Origin"] or ""
    return Panel(panel.units, panel.codes, panel.years, panel.values, panel.names, panel.groups,
                 flags, origins)  # fmt: skip


def _treated(result):
    """Return a row for each cell that was filled or treated."""
    rows = []
    for stage in result.stages.values():
        if stage.kind == "impute":
            marks = np.where(stage.notes["filled"], "filled", "")
        elif stage.kind == "treat":
            marks = stage.notes["marks"]
        else:
            continue
        rows += [
            {"Stage": stage.id, "uCode": stage.table.units[row], "Time": stage.table.years[row],
             "iCode": stage.table.codes[column], "How": str(marks[row, column])}
            for row, column in np.argwhere(marks != "")
        ]  # fmt: skip
    return rows
