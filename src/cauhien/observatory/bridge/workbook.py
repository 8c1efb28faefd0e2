"""An index as the sheets of a workbook: frame, values, plan, every stage; and back, changed."""

import json
import math
from copy import copy
from typing import NamedTuple

from cauhien.core.sheets import Fault
from cauhien.observatory.bridge.frames import panel_of, result_of
from cauhien.observatory.states import BadBook
from cauhien_engine.composite.columns import frame_of, frame_rows, panel_rows
from cauhien_engine.composite.errors import BadPlan
from cauhien_engine.composite.plan import Plan
from cauhien_engine.composite.sheets import ABOUT, DATA, META, PLAN, sheets_of

READ = (META, DATA, PLAN)
ASKED = (ABOUT, *READ)
SAME = 1e-12  # of a number: a workbook keeps fifteen digits
WEIGHT, OPTIONS = "Weight", "options"


class Cell(NamedTuple):
    """A cell that says something else now. row: as a spreadsheet counts, 0 for a row that is new or
    gone. what: the code or the step, with the option.
    """

    sheet: str
    row: int
    what: str
    before: object
    after: object


class Returned(NamedTuple):
    """What a workbook that came back changes. weights: {code: weight}. plan: all steps, with the
    options that differ from before. faults: (sheet, Fault); with any of them nothing is taken.
    """

    weights: dict[str, float]
    plan: list
    cells: list[Cell]
    faults: list[tuple[str, Fault]]


def sheets(frame, snapshot):
    """Return {name of a sheet: list of dicts} of what a frame's method makes of a snapshot."""
    return sheets_of(result_of(frame, snapshot))


def key_in(tables):
    """Return the key of the result of which a workbook was made, "" where it does not tell it."""
    told = (row.cells for row in tables.get(ABOUT, ()))
    return next((str(one["is"]) for one in told if one.get("what") == "result"), "")


def changed(frame, snapshot, returned):
    """Return (the result as it was, the one with what came back). Raises CannotIndex."""
    other = copy(frame)
    other.plan = returned.plan
    return result_of(frame, snapshot), result_of(other, snapshot, returned.weights)


def read_back(frame, snapshot, tables):
    """Return the Returned of a workbook made of a frame and a snapshot.

    tables: {sheet of READ: its core.sheets.Rows}. Stages are not read: they are computed anew.
    """
    faults = [(one, Fault(0, "", BadBook.NO_SHEET)) for one in READ if one not in tables]
    if faults:
        return Returned({}, frame.plan, [], faults)
    weights, cells, bad = _weights(frame, tables[META])
    plan, steps, worse = _plan(frame.plan, tables[PLAN])
    faults = [(META, one) for one in bad]
    faults += [(DATA, one) for one in _values(snapshot, tables[DATA])]
    faults += [(PLAN, one) for one in worse]
    return Returned(weights, plan, cells + steps, faults)


def _weights(frame, rows):
    """Return ({code: weight} of those that differ, Cells, Faults) of the sheet of the tree."""
    tree = frame_rows(frame_of(frame.nodes, frame.version))
    held = {(row["iCode"],): row for row in tree}
    weights, cells, faults = {}, [], []
    for row, said, was in _matched(rows, held, ("iCode",), faults):
        differ = [name for name in was if not _same(was[name], said.get(name))]
        weight = _number(said.get(WEIGHT))
        for name in differ:
            if name != WEIGHT or not was["Parent"]:
                faults.append(Fault(row, name, BadBook.TREE))
            elif weight is None or weight < 0:
                faults.append(Fault(row, name, BadBook.WEIGHT))
            else:
                weights[was["iCode"]] = weight
                cells.append(Cell(META, row, was["iCode"], was[WEIGHT], weight))
    return weights, cells, faults


def _values(snapshot, rows):
    """Return the Faults of the sheet of values: a value has a source, so none is changed here."""
    panel, faults = panel_of(snapshot), []
    held = {(row["uCode"], str(row["Time"])): row for row in panel_rows(panel)}
    for row, cells, was in _matched(rows, held, ("uCode", "Time"), faults):
        changed = [code for code in panel.codes if not _same(was[code], cells.get(code))]
        faults += [Fault(row, code, BadBook.VALUE) for code in changed]
    return faults


def _matched(rows, held, names, faults):
    """Yield (row, its cells, the line that was written) and note those without another."""
    left = dict(held)
    for row in rows:
        key = tuple(str(row.cells.get(name)) for name in names)
        if key in left:
            yield row.number, row.cells, left.pop(key)
        else:
            reason = BadBook.TWICE if key in held else BadBook.NO_CODE
            faults.append(Fault(row.number, names[0], reason))
    faults += [Fault(0, key[0], BadBook.NO_LINE) for key in left]


def _plan(steps, rows):
    """Return (the steps as they are to be, Cells, Faults) of the sheet of the plan."""
    said, faults = {}, []
    for row in rows:
        step = {name: str(row.cells.get(name) or "") for name in ("id", "do")}
        try:
            options = json.loads(str(row.cells.get(OPTIONS) or "{}"))
            (full,) = _full([step | {OPTIONS: options}])
        except BadPlan as refusal:
            faults.append(Fault(row.number, OPTIONS, str(refusal)))
        except (ValueError, TypeError, AttributeError):
            faults.append(Fault(row.number, OPTIONS, BadBook.OPTIONS))
        else:
            if full["id"] in said:
                faults.append(Fault(row.number, "id", BadBook.TWICE))
            said[full["id"]] = row.number, full
    return (steps, [], faults) if faults else (*_steps(steps, said), [])


def _steps(steps, said):
    """Return (the steps as they are to be, Cells). said: {id: (row, step with all its options)}."""
    full = {step["id"]: step for step in _full(steps)}
    short = dict(zip(full, steps, strict=True))
    told = {name: step for name, (_row, step) in said.items()}
    cells = [
        Cell(PLAN, said[name][0] if name in said else 0, name, before, after)
        for name in {**full, **said}
        if (before := _place(name, full)) != (after := _place(name, told))
    ]
    made = []
    for name, (row, step) in said.items():
        if name not in full or full[name]["do"] != step["do"]:
            made.append(step)
            continue
        was, options = full[name][OPTIONS], step[OPTIONS]
        differ = {option: value for option, value in options.items() if value != was[option]}
        cells += [
            Cell(PLAN, row, f"{name}.{one}", was[one], value) for one, value in differ.items()
        ]
        made.append(short[name] | {OPTIONS: short[name].get(OPTIONS, {}) | differ})
    return made, cells


def _place(name, steps):
    """Return "2. normalise", "" where there is no such step."""
    return f"{list(steps).index(name) + 1}. {steps[name]['do']}" if name in steps else ""


def _full(steps):
    """Return steps with their ids and all options written out. Raises BadPlan."""
    return json.loads(Plan.from_json(json.dumps(steps)).to_json())


def _same(before, after):
    """Return whether a cell says what was written, as far as a workbook keeps it."""
    if before in (None, "") or after in (None, ""):
        return before in (None, "") and after in (None, "")
    numbers = _number(before), _number(after)
    if None in numbers:
        return str(before).split() == str(after).split()
    return math.isclose(*numbers, rel_tol=SAME)


def _number(said):
    try:
        number = float(said)
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) else None
