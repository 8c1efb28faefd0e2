"""The ASEM example as COINr's documentation computes it, table by table, by our engine.

Each function takes an Example and returns the rows of one reference file under its column names.
`composite_parity.py` compares them; nothing here looks at a reference but for designs and weight
sets, which are inputs.
"""

import csv
from functools import cached_property

import numpy as np

from cauhien_engine.composite.aggregate import Aggregate
from cauhien_engine.composite.columns import frame_of, panel_of
from cauhien_engine.composite.computing import compute
from cauhien_engine.composite.denominate import Denominate
from cauhien_engine.composite.ensemble import Ensemble
from cauhien_engine.composite.factors import Choice
from cauhien_engine.composite.impute import Impute
from cauhien_engine.composite.normalise import Normalise
from cauhien_engine.composite.plan import Plan
from cauhien_engine.composite.screen import Screen
from cauhien_engine.composite.treat import Treat
from cauhien_engine.composite.weigh import Weigh

BASE = Plan((
    Denominate(), Impute(group="EurAsia_group"), Screen(least_data=0.9), Treat(), Normalise(),
    Weigh(), Aggregate(),
))  # fmt: skip
ZSCORE = {"method": "zscore", "mean": 10, "sd": 2}
FROM_ONE = {"method": "minmax", "low": 1, "high": 100}
ALTERNATIVES = {
    "altA_norm_zscore_10_2": (ZSCORE, "arithmetic"),
    "altA_zscore_amean": (ZSCORE, "arithmetic"),
    "altB_norm_minmax_1_100": (FROM_ONE, "arithmetic"),
    "altB_minmax1_100_a_amean": (FROM_ONE, "arithmetic"),
    "altB_minmax1_100_a_gmean": (FROM_ONE, "geometric"),
    "altB_minmax1_100_a_hmean": (FROM_ONE, "harmonic"),
    "altB_minmax1_100_mixed_am_gm_am": (FROM_ONE, ("arithmetic", "geometric", "arithmetic")),
}
CHOICES = {
    "winmax": ("1", "2", "3", "4", "5"),
    "normalisation": ("n_minmax", "n_zscore"),
    "aggregation": ("a_amean", "a_gmean"),
}


class Example:
    """The input read, and what more than one table needs."""

    def __init__(self, inputs, references):
        """Read iMeta.csv and iData.csv of the inputs."""
        self.references = references
        self.frame = frame_of(read(inputs / "iMeta.csv"))
        self.panel = panel_of(read(inputs / "iData.csv"), self.frame)

    @cached_property
    def base(self):
        """Return the Result of the base plan."""
        return compute(self.frame, self.panel, BASE)

    def alternative(self, name):
        """Return the Result of one of ALTERNATIVES."""
        scale, mean = ALTERNATIVES[name]
        steps = (*BASE.steps[:-3], Normalise().changed(scale), Aggregate(method=mean))
        return compute(self.frame, self.panel, Plan(steps))

    @cached_property
    def ensemble(self):
        """Return the Ensemble of the four uncertain choices."""
        sets = {}
        for row in read(self.references / "ua_weight_sets.csv"):
            sets.setdefault(int(row["weight_set"]), {})[row["iCode"]] = float(row["Weight"])
        return Ensemble(
            self.frame,
            self.panel,
            BASE.vary(
                Choice("winmax", "treat.most", (1, 2, 3, 4, 5)),
                Choice("normalisation", "normalise", (FROM_ONE, ZSCORE)),
                Choice("weight_set", "weigh.weights", [sets[at] for at in sorted(sets)]),
                Choice("aggregation", "aggregate.method", ("arithmetic", "geometric")),
            ),
        )

    def replayed(self, name):
        """Return the Design of ua_design.csv or sa_design.csv."""
        rows = read(self.references / f"{name}_design.csv")
        places = {factor: [CHOICES[factor].index(row[factor]) for row in rows]
                  for factor in CHOICES}  # fmt: skip
        places["weight_set"] = [int(row["weight_set"]) - 1 for row in rows]
        return self.ensemble.replay(places)

    @cached_property
    def replays(self):
        """Return {name: scores} of both designs."""
        return {name: self.ensemble.scores(self.replayed(name))[0] for name in ("ua", "sa")}


def read(path):
    """Return the rows of a CSV file as dicts of text."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def rows_of(table, codes=None):
    """Return the rows of a table, one dict a unit."""
    codes = codes or table.codes
    return [
        {"uCode": unit, **dict(zip(codes, row.tolist(), strict=True))}
        for unit, row in zip(table.units, table.columns(codes), strict=True)
    ]


def by_unit(units, columns):
    """Return rows of {"uCode", name: value} from columns {name: array (units,)}."""
    return [
        {"uCode": unit, **{name: plain(column[at]) for name, column in columns.items()}}
        for at, unit in enumerate(units)
    ]


def plain(value):
    """Return a numpy number, truth value or text as Python's own."""
    return value.item() if isinstance(value, np.generic) else value
