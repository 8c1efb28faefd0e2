"""A frame and its values -> what the engine computes with, and the result by its method."""

import json

import numpy as np

from cauhien_engine.composite import ENGINE_VERSION
from cauhien_engine.composite.columns import frame_of
from cauhien_engine.composite.computing import compute
from cauhien_engine.composite.errors import BadFrame, BadPlan, CannotCompute
from cauhien_engine.composite.panel import Panel
from cauhien_engine.composite.plan import Plan

VERSION = ENGINE_VERSION
BASE = "base"  # the grouping of a panel: who is ranked among themselves


class CannotIndex(Exception):
    """The engine refuses a frame or a plan; the message is its own."""


def snapshot_of(frame, cells, year):
    """Return the newest value of each unit and code up to a year, as values that JSON knows.

    cells: queries.panel.Cells. years, codes of values: where each of them comes from; counts that
    are divided by a denominator are divided by its newest value too.
    """
    newest = {(one.unit, one.indicator): one for one in cells.rows if one.year <= year}
    units = [unit.code for unit in cells.units]

    def of(field, nothing):
        table = []
        for unit in units:
            found = (newest.get((unit, code)) for code in cells.codes)
            table.append([getattr(one, field) if one else nothing for one in found])
        return table

    return {
        "year": year,
        "units": units,
        "base": [unit.code for unit in cells.units if frame.base_group in unit.groups],
        "codes": list(cells.codes),
        "values": of("number", None),
        "years": of("year", None),
        "flags": of("flag", ""),
        "origins": of("value", ""),
    }


def panel_of(snapshot):
    """Return the engine's Panel of a snapshot: one year."""
    values = np.array(snapshot["values"], dtype=float)
    base = set(snapshot["base"])
    return Panel(
        tuple(snapshot["units"]),
        tuple(snapshot["codes"]),
        (snapshot["year"],),
        values[None],
        groups={BASE: tuple(BASE if unit in base else "" for unit in snapshot["units"])},
        flags=np.array(snapshot["flags"])[None],
        origins=np.array(snapshot["origins"])[None],
    )


def result_of(frame, snapshot, weights=None):
    """Return the engine's Result of a frame (its nodes, version, plan) on a snapshot.

    weights: {code: weight} instead of those of the frame. Raises CannotIndex.
    """
    try:
        tree = frame_of(frame.nodes, frame.version)
        if weights:
            tree = tree.with_weights(weights)
        return compute(tree, panel_of(snapshot), Plan.from_json(json.dumps(frame.plan)))
    except (BadFrame, BadPlan, CannotCompute, TypeError, AttributeError) as refusal:
        raise CannotIndex(str(refusal)) from refusal
