"""Step 7: from indicators to pillars to the index."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from cauhien_engine.composite.errors import BadPlan
from cauhien_engine.composite.means import MEANS
from cauhien_engine.composite.step import Step
from cauhien_engine.composite.table import Table


@dataclass(frozen=True)
class Aggregate(Step):
    """Aggregate level by level.

    method: "arithmetic", "geometric", "harmonic", "power" or "copeland"; one for all levels, or a
    list of one for each level from the second up. power: of the power mean, one or a list.
    least_data: share of the children that a unit must have, else its score is nan; one or a list,
    None for no threshold. equal: take equal weights instead of the given; one or a list.
    Copeland compares the units of one year.
    """

    method: str | Sequence[str] = "arithmetic"
    power: float | Sequence[float | None] | None = None
    least_data: float | Sequence[float | None] | None = None
    equal: bool | Sequence[bool] = False

    kind = "aggregate"

    def check(self):
        """Raise BadPlan for a method that is not known or a share outside 0 to 1."""
        for method in _listed(self.method):
            if method not in MEANS:
                raise BadPlan(f"{self.id}.method: {method!r} is none of {', '.join(MEANS)}")
        for share in _listed(self.least_data):
            if share is not None and not 0 <= share <= 1:
                raise BadPlan(f"{self.id}.least_data: {share} does not lie between 0 and 1")
        for name in ("method", "power", "least_data", "equal"):
            value = getattr(self, name)
            if isinstance(value, list):
                object.__setattr__(self, name, tuple(value))

    def apply(self, state):
        """Return the State with a column for each aggregate beside those of the indicators."""
        frame, table = state.frame, state.table
        values = np.full((len(table.units), len(frame.codes)), np.nan)
        for _, rows in table.year_rows():
            leaves = {code: table.column(code)[rows][None] for code in frame.indicators}
            scores = self.scores(frame, leaves, state.weights[None])
            for at, code in enumerate(frame.codes):
                values[rows, at] = scores[code][0]
        codes = (*frame.indicators, *frame.aggregates)
        columns = values[:, [frame.place[code] for code in codes]]
        return replace(state, table=Table(table.units, codes, columns, table.years), notes={})

    @property
    def compares_units(self):
        """Return whether a unit's score depends on those of the others."""
        return "copeland" in _listed(self.method)

    def scores(self, frame, leaves, weights, upto=None):
        """Return {code: float array (k or 1, units)} of all nodes, k variants at once.

        leaves: {code: float array (k or 1, units)} of the indicators, and of aggregates that are
        known. weights: float array (k or 1, scored). upto: the highest level that is wanted.
        """
        scores = dict(leaves)
        levels = frame.height - 1
        methods, powers = _each(self, "method", levels), _each(self, "power", levels)
        least, equal = _each(self, "least_data", levels), _each(self, "equal", levels)
        for code in frame.aggregates:
            at = frame[code].level - 2
            if code in scores or (upto is not None and at + 2 > upto):
                continue
            children = frame.children[code]
            below = [scores[child] for child in children]
            own = weights[:, [frame.place[child] for child in children]]
            if equal[at]:
                own = np.ones((1, len(children)))
            elif len(own) > 1 and (own == own[0]).all():
                own = own[:1]
            score = MEANS[methods[at]](below, own, powers[at])
            scores[code] = score if least[at] is None else _enough(score, below, least[at])
        return scores


def _enough(score, below, least):
    """Return the score, nan where a unit has too small a share of its children."""
    there = sum((~np.isnan(one)).astype(float) for one in below) / len(below)
    return np.where(there < least, np.nan, score)


def _listed(option):
    return [option] if isinstance(option, str) or not isinstance(option, Sequence) else list(option)


def _each(step, name, levels):
    """Return an option as a list of one value for each level from the second up."""
    values = _listed(getattr(step, name))
    if len(values) == 1:
        return values * levels
    if len(values) != levels:
        raise BadPlan(f"{step.id}.{name}: want one or {levels} values, got {len(values)}")
    return values
