"""Step 3: units of which too little is known are left out, with the reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from cauhien_engine.composite.errors import BadPlan
from cauhien_engine.composite.step import Step, among

FEW_DATA, MANY_ZEROS, FORCED = "few data", "many zeros", "forced"


@dataclass(frozen=True)
class Screen(Step):
    """Keep the units with enough data.

    by: "missing", "zeros" or "both". least_data: share of the indicators that must be known.
    least_nonzero: share of the known values that must not be zero. force: {unit: True to keep,
    False to leave out}. Notes: `removed` {unit: reason}, `summary` of all rows.
    """

    by: str = "missing"
    least_data: float = 2 / 3
    least_nonzero: float = 0.05
    force: Mapping[str, bool] = field(default_factory=dict)

    kind = "screen"

    def check(self):
        """Raise BadPlan for a share outside 0 to 1."""
        among(self, "by", ("missing", "zeros", "both"))
        if not (0 <= self.least_data <= 1 and 0 <= self.least_nonzero <= 1):
            raise BadPlan(f"{self.id}: shares lie between 0 and 1")

    def apply(self, state):
        """Return the State with the rows that are kept."""
        found = availability(state.table.values)
        few = found["data_share"] < self.least_data
        zeros = found["nonzero_share"] < self.least_nonzero
        out = {"missing": few, "zeros": zeros, "both": few | zeros}[self.by]
        reasons = np.where(out, np.where(few & (self.by != "zeros"), FEW_DATA, MANY_ZEROS), "")
        unknown = sorted(set(self.force) - set(state.panel.units))
        if unknown:
            raise BadPlan(f"{self.id}.force: the panel has no {', '.join(unknown)}")
        for row, unit in enumerate(state.table.units):
            if unit in self.force:
                reasons[row] = "" if self.force[unit] else FORCED
        kept = reasons == ""
        summary = {**found, "few_data": few, "many_zeros": zeros, "kept": kept}
        removed = {state.table.units[row]: str(reasons[row]) for row in np.flatnonzero(~kept)}
        notes = {"removed": removed, "summary": summary, "units": state.table.units}
        return replace(state, table=state.table.taking(kept), notes=notes)


def availability(values):
    """Return how much is known of each row, {name: array (rows,)}.

    missing, zero: counts. data_share: of all columns. nonzero_share: of the known values, nan
    where none is known.

    >>> availability(np.array([[1.0, 0.0, np.nan, 2.0]]))["data_share"].tolist()
    [0.75]
    """
    columns = values.shape[1]
    missing = np.isnan(values).sum(axis=1)
    zero = (values == 0).sum(axis=1)
    known = columns - missing
    share = np.divide(zero, known, out=np.full(len(values), np.nan), where=known > 0)
    return {
        "missing": missing,
        "zero": zero,
        "missing_or_zero": missing + zero,
        "data_share": 1 - missing / columns,
        "nonzero_share": 1 - share,
    }
