"""Where a unit would stand with other values of its own, for many such values at once."""

import math
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from cauhien_engine.composite.aggregate import Aggregate
from cauhien_engine.composite.computing import compute
from cauhien_engine.composite.impute import SIMPLE, Impute
from cauhien_engine.composite.result import Result
from cauhien_engine.composite.screen import Screen
from cauhien_engine.composite.step import State
from cauhien_engine.composite.table import Table
from cauhien_engine.composite.weigh import Weigh

TOGETHER = 8  # changes whose columns are computed at once: they stay in the processor's cache


@dataclass(frozen=True, eq=False)
class Reranking:
    """A unit of a Result of one year among some units, of which the first k are in.

    A change is (codes, values): values of the unit, float array (points, codes).
    """

    result: Result
    unit: str
    units: tuple[str, ...]
    k: int

    def scores(self, changes):
        """Return a float array (points, shown) for each change: scores of the unit, then of others.

        Where a column rests on no other column only those that change are computed.
        """
        if not self._is_by_column:
            return [np.array([self.anew(codes, row) for row in rows]) for codes, rows in changes]
        parts = (changes[at : at + TOGETHER] for at in range(0, len(changes), TOGETHER))
        return [scores for part in parts for scores in self._by_column(part)]

    def anew(self, codes, values):
        """Return float array (shown,) of scores by the whole plan. values: one a code."""
        result, year = self.result, self.result.years[0]
        values = {(self.unit, c): float(value) for c, value in zip(codes, values, strict=True)}
        panel = result.panel.with_values({(*cell, year): x for cell, x in values.items()})
        again = compute(result.frame, panel, result.plan, result.years)
        index = dict(zip(again.table.units, again.index.tolist(), strict=True))
        return np.array([index.get(one, math.nan) for one in self._shown])

    def gaps(self, scores):
        """Return float array (points,): by how much the unit is above the last of the others whom
        it must not be under, below 0 where it is not in. scores: float array (points, shown).
        """
        own, others = scores[:, 0], np.where(np.isnan(scores[:, 1:]), -np.inf, scores[:, 1:])
        last = np.full(len(own), -np.inf)
        if self.k <= others.shape[1]:
            last = np.partition(others, -self.k, axis=1)[:, -self.k]
        return np.where(np.isnan(own), -np.inf, own - last)

    def rank(self, scores):
        """Return the unit's rank, 0 where it has none. scores: float array (shown,)."""
        return 0 if np.isnan(scores[0]) else 1 + int((scores[1:] > scores[0]).sum())

    @cached_property
    def _shown(self):
        return (self.unit, *(one for one in self.units if one != self.unit))

    @cached_property
    def _is_by_column(self):
        """Return whether a column rests on no other one, and no unit comes or goes."""
        return self.unit in self.result.table.units and not any(
            (isinstance(step, Screen) and step.by != "missing")
            or (isinstance(step, Weigh) and step.rests_on_data)
            or (
                isinstance(step, Impute)
                and (step.by == "row" or step.method not in {"none", *SIMPLE})
            )
            for step in self.result.plan.steps
        )

    @cached_property
    def _last(self):
        """Return the step that gives the index."""
        return next(step for step in self.result.plan.steps[::-1] if isinstance(step, Aggregate))

    @cached_property
    def _rows(self):
        """Return (rows that are aggregated, places of the shown among them): means say of each unit
        what it is alone. A unit that is screened out has no score.
        """
        kept = self.result.table.units
        wanted = [kept.index(one) for one in self._shown if one in kept]
        if self._last.compares_units:
            return np.arange(len(kept)), wanted
        return np.array(wanted), slice(None)

    @cached_property
    def _same(self):
        """Return {code: float array (1, rows)} of indicators and aggregates as they are."""
        table, (rows, _) = self.result.table, self._rows
        return {code: table.column(code)[None, rows] for code in table.codes}

    def _by_column(self, changes):
        frame = self.result.frame
        rows, shown = self._rows
        columns = iter(self._columns(changes))
        for codes, values in changes:
            above = {frame.above(code, at) for code in codes for at in range(2, frame.height + 1)}
            leaves = {code: one for code, one in self._same.items() if code not in above}
            leaves |= {code: next(columns)[:, rows] for code in codes}
            index = self._last.scores(frame, leaves, self.result.weights[None])[frame.top]
            yield np.broadcast_to(index, (len(values), len(rows)))[:, shown]

    def _columns(self, changes):
        """Return float arrays (points, units kept), one for each code of each change: its column
        before it is aggregated. Each point is a column of its own through the steps.
        """
        asked = [
            (code, points)
            for codes, values in changes
            for code, points in zip(codes, values.T, strict=True)
        ]
        raw = self.result["raw"].table
        names = tuple(code for code, points in asked for _ in points)
        values = raw.columns(names)
        values[raw.units.index(self.unit)] = np.concatenate([points for _, points in asked])
        frame = self.result.frame
        table = Table(raw.units, names, values, raw.years)
        state = State(frame, self.result.panel, table, frame.weights)
        for step in self.result.plan.steps[:-1]:
            if isinstance(step, Screen):
                kept = set(self.result[step.id].table.units)
                at = np.array([one in kept for one in state.table.units])
                state = replace(state, table=state.table.taking(at))
            elif not isinstance(step, Weigh):
                state = step.apply(state)
        ends = np.cumsum([len(points) for _, points in asked])[:-1]
        return np.split(state.table.values.T, ends)
