"""Step 1: what grows with the size of a unit is divided by that size."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from cauhien_engine.composite.errors import BadPlan
from cauhien_engine.composite.step import Step


@dataclass(frozen=True)
class Denominate(Step):
    """Divide indicators by a denominator of the same unit and year.

    by: {indicator: denominator} beside those of the frame; "" for an indicator that is to stay.
    scales: {indicator: number}, the denominator is divided by it first (1000 gives values per
    thousand), else that of the frame. A denominator of zero gives nan, noted under "undefined".
    """

    by: Mapping[str, str] = field(default_factory=dict)
    scales: Mapping[str, float] = field(default_factory=dict)

    kind = "denominate"

    def apply(self, state):
        """Return the State with the indicators divided."""
        frame, table = state.frame, state.table
        pairs = [(code, self.by.get(code, frame[code].denominator)) for code in table.codes]
        at = [column for column, (_, of) in enumerate(pairs) if of]
        pairs = [pairs[column] for column in at]
        missing = sorted(
            ({of for _, of in pairs} - set(state.panel.codes))
            | (set(self.by) - set(frame.indicators))
        )
        if missing:
            raise BadPlan(f"{self.id}: the panel has no {', '.join(missing)}")
        values = table.values.copy()
        below = state.panel.lookup(table.units, table.years, [of for _, of in pairs])
        scales = [self.scales.get(code, frame[code].scale) for code, _ in pairs]
        divisor = below / np.array(scales, dtype=float)
        undefined = (divisor == 0) & ~np.isnan(values[:, at])
        values[:, at] /= np.where(divisor == 0, np.nan, divisor)
        return state.then(values, divided=dict(pairs), undefined=_cells(table, at, undefined))


def _cells(table, columns, mask):
    """Return ((unit, year, code), …) of the marked cells."""
    return tuple(
        (table.units[row], table.years[row], table.codes[columns[column]])
        for row, column in np.argwhere(mask)
    )
