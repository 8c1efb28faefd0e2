"""A small index: four indicators in two pillars, six units of two regions, two years."""

import numpy as np

from cauhien_engine.composite.aggregate import Aggregate
from cauhien_engine.composite.denominate import Denominate
from cauhien_engine.composite.ensemble import Ensemble
from cauhien_engine.composite.frame import Frame, Node
from cauhien_engine.composite.impute import Impute
from cauhien_engine.composite.normalise import Normalise
from cauhien_engine.composite.panel import Panel
from cauhien_engine.composite.plan import Plan
from cauhien_engine.composite.screen import Screen
from cauhien_engine.composite.treat import Treat
from cauhien_engine.composite.weigh import Weigh

UNITS = ("a", "b", "c", "d", "e", "f")
PLAN = Plan((Denominate(), Impute(), Screen(), Treat(), Normalise(low=1), Weigh(), Aggregate()))
SCALES = ({"low": 1}, {"method": "zscore", "mean": 10, "sd": 2}, {"method": "borda"})
RICH = Plan((
    Denominate(scales={"students": 0.01}), Impute(group="region"), Screen(least_data=0.9),
    Treat(overrides={"papers": "none"}), Normalise(overrides={"idle": {"method": "zscore"}}),
    Weigh(weights={"papers": 2.0}), Aggregate(method=["arithmetic", "power"], power=[None, 2.0]),
))  # fmt: skip


def a_frame(**changed):
    """Return the frame. changed: {code: options of its Node}."""
    nodes = (
        ("students", {"parent": "people", "denominator": "population", "target": 0.5}),
        ("idle", {"parent": "people", "direction": -1, "target": 2.0}),
        ("patents", {"parent": "science", "weight": 2.0, "target": 40.0}),
        ("papers", {"parent": "science", "target": 90.0}),
        ("people", {"kind": "Aggregate", "level": 2, "parent": "index"}),
        ("science", {"kind": "Aggregate", "level": 2, "parent": "index"}),
        ("index", {"kind": "Aggregate", "level": 3}),
        ("population", {"kind": "Denominator", "level": None}),
        ("region", {"kind": "Group", "level": None}),
    )
    return Frame(tuple(Node(code, **(how | changed.get(code, {}))) for code, how in nodes), "1")


def a_panel(**changed):
    """Return the panel; changed: {(unit, code): value} of the last year, e.g. a_students=3."""
    values = np.array([
        [10, 5, 30, 50, 100], [60, 4, 20, 70, 200], [20, 9, 10, 10, 100],
        [80, 7, 35, 90, 400], [30, 2, 5, 40, 150], [25, 6, 15, 60, 100],
    ], dtype=float)  # fmt: skip
    codes = ("students", "idle", "patents", "papers", "population")
    years = np.stack([values * [0.9, 1.1, 0.8, 0.9, 1.0], values])
    for name, value in changed.items():
        unit, code = name.split("_")
        years[1, UNITS.index(unit), codes.index(code)] = value
    groups = {"region": ("n", "n", "n", "s", "s", "s")}
    return Panel(UNITS, codes, (2023, 2024), years, groups=groups)


def column(result, code, stage=None):
    """Return a column of a result as a list, rounded to what is told."""
    table = result[stage].table if stage else result.table
    return [round(value, 6) for value in table.column(code).tolist()]


def an_ensemble(*factors, panel=None, plan=PLAN):
    """Return the Ensemble of a plan varied by factors."""
    return Ensemble(a_frame(), panel or a_panel(), plan.vary(*factors))
