"""Many variants of an index at once: what does not vary, or varies alike, is computed once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial

import numpy as np

from cauhien_engine.composite.aggregate import Aggregate
from cauhien_engine.composite.computing import begin, compute
from cauhien_engine.composite.errors import BadPlan, CannotCompute
from cauhien_engine.composite.factors import Noise, Variation, ends, step_of
from cauhien_engine.composite.frame import Frame
from cauhien_engine.composite.kept import Kept
from cauhien_engine.composite.panel import Panel
from cauhien_engine.composite.weigh import Weigh

CHUNK = 8192  # variants computed together: their scores stay in the cache of the processor
MEMORY = 64_000_000  # bytes of stages kept for variants to come
SMALL = 10_000  # steps and weights kept


@dataclass(frozen=True, eq=False)
class Design:
    """The settings of n variants. settings: {factor: array (n,), of Noise (n, weights)}."""

    settings: Mapping[str, np.ndarray]

    def __len__(self):
        """Return how many variants there are."""
        return len(next(iter(self.settings.values())))

    def taking(self, rows):
        """Return the design of some variants. rows: slice, places or mask."""
        return Design({name: values[rows] for name, values in self.settings.items()})


class Ensemble:
    """A compiled variation of a plan on one year of a panel.

    >>> from cauhien_engine.composite.factors import Choice
    >>> from cauhien_engine.composite.columns import frame_of, panel_of
    >>> from cauhien_engine.composite.normalise import Normalise
    >>> from cauhien_engine.composite.plan import Plan
    >>> scored = {"Parent": "t", "Level": 1, "Type": "Indicator"}
    >>> frame = frame_of([{"iCode": "a"} | scored, {"iCode": "b"} | scored,
    ...                   {"iCode": "t", "Level": 2, "Type": "Aggregate"}])
    >>> panel = panel_of([{"uCode": "u", "a": 1, "b": 9}, {"uCode": "v", "a": 4, "b": 4},
    ...                   {"uCode": "w", "a": 9, "b": 2}], frame)
    >>> plan = Plan((Normalise(low=1), Aggregate()))
    >>> means = Choice("mean", "aggregate.method", ("arithmetic", "geometric"))
    >>> ensemble = Ensemble(frame, panel, plan.vary(means))
    >>> ensemble.scores(ensemble.replay({"mean": [0, 1]}))[0].round(1).tolist()
    [[50.5, 33.7, 50.5], [10.0, 33.4, 10.0]]
    """

    def __init__(self, frame: Frame, panel: Panel, variation: Variation, year=None, *, code=""):
        """Prepare the steps; nothing is computed yet. code: whose scores, default the index's."""
        self.frame, self.panel, self.variation = frame, panel, variation
        self.code = code or frame.top
        self.year = panel.years[-1] if year is None else year
        plan = variation.plan
        if plan.needs_years:
            raise BadPlan("an ensemble is of one year: a step of this plan looks over years")
        self._steps = [step for step in plan.steps if not isinstance(step, Weigh | Aggregate)]
        self._weighs = [step for step in plan.steps if isinstance(step, Weigh)]
        if not isinstance(plan.steps[-1], Aggregate):
            raise BadPlan("a plan without an aggregation has no index to vary")
        self._aggregate = plan.steps[-1]
        self._noises = [one for one in variation.factors if isinstance(one, Noise)]
        self._plain = [one for one in variation.factors if not isinstance(one, Noise)]
        self._of = {step.id: [one for one in self._plain if step_of(one) == step.id]
                    for step in plan.steps}  # fmt: skip
        self._tables_before = {
            step.id: sum(one in self._steps for one in plan.steps[: plan.place(step.id)])
            for step in self._weighs
        }
        self._start = begin(frame, panel, (self.year,))
        self._stages = Kept(max(16, MEMORY // max(self._start.table.values.nbytes, 1)))
        self._small = Kept(SMALL)

    def with_values(self, changes):
        """Return the ensemble with some values of its year changed. changes: {(unit, code): value}.

        What it gives beside the first one by the same Design says what the change is worth.
        """
        named = {(unit, code, self.year): value for (unit, code), value in changes.items()}
        panel = self.panel.with_values(named)
        return Ensemble(self.frame, panel, self.variation, self.year, code=self.code)

    @property
    def units(self):
        """Return the units, in the order of all arrays."""
        return self._start.table.units

    @cached_property
    def nominal(self):
        """Return float array (units,): the scores by the plan as it is."""
        table = compute(self.frame, self.panel, self.variation.plan, (self.year,)).table
        return self._spread(table.units, table.column(self.code)[None])[0]

    @property
    def widths(self):
        """Return {factor: how many columns of the unit cube it takes}."""
        return {
            one.name: len(one.places(self.frame)[0]) if isinstance(one, Noise) else one.width
            for one in self.variation.factors
        }

    def sample(self, count, rng):
        """Return a Design of independent variants. rng: numpy Generator."""
        return self.design(rng.random((count, sum(self.widths.values()))))

    def design(self, cube):
        """Return the Design of points of the unit cube, float array (n, sum of widths)."""
        edges = np.cumsum([0, *self.widths.values()])
        return Design({
            factor.name: factor.settings(cube[:, start:end])
            for factor, start, end in zip(self.variation.factors, edges, edges[1:], strict=False)
        })  # fmt: skip

    def replay(self, settings):
        """Return the Design of settings written down: {factor: places of a Choice, numbers of a
        Range, or draws of Noise in [0, 1)}.
        """
        names = [factor.name for factor in self.variation.factors]
        if set(settings) != set(names):
            raise BadPlan(f"settings of {sorted(settings)}, want {names}")
        return Design({name: np.asarray(settings[name]) for name in names})

    def scores(self, design, among=None):
        """Return (float array (n, units), {reason: how many variants failed by it}).

        among: units whose scores are wanted, default all; where the scores of units do not rest on
        each other only theirs are aggregated. A unit that is not wanted or is screened out, and
        every unit of a variant that failed, is nan.
        """
        out = np.full((len(design), len(self.units)), np.nan)
        failed = {}
        fixed = None if self._rest_on_data else self._weights(design)
        for rows in self._alike(design, self._parting):
            part = design.taking(rows)
            try:
                state, step = self._state(part), self._step(self._aggregate, part)
                weights = self._weights(part) if fixed is None else fixed[rows]
                index = self._index(state, step, weights, among)
            except CannotCompute as reason:
                failed[str(reason)] = failed.get(str(reason), 0) + len(rows)
            else:
                out[rows] = self._spread(state.table.units, index)
        return out, failed

    def stream(self, design, chunk=CHUNK, among=None):
        """Yield (scores, failed) of the variants in parts, as `scores` gives them."""
        for start in range(0, len(design), chunk):
            yield self.scores(design.taking(slice(start, start + chunk)), among)

    @property
    def _parting(self):
        """Return the factors by which variants are parted: those of weights only where these rest
        on data; else they are columns of numbers in one computation.
        """
        weighs = set() if self._rest_on_data else {step.id for step in self._weighs}
        return [one for one in self._plain if step_of(one) not in weighs]

    def _alike(self, design, factors):
        """Yield the rows of a design that have the same settings of some factors."""
        code = np.zeros(len(design), dtype=np.int64)
        for factor in factors:
            values, place = np.unique(design.settings[factor.name], return_inverse=True)
            code = np.unique(code * len(values) + place, return_inverse=True)[1]
        order = np.argsort(code, kind="stable")
        if order.size:
            yield from np.split(order, np.flatnonzero(np.diff(code[order])) + 1)

    def _settings(self, part, steps):
        return tuple(
            float(part.settings[one.name][0]) for step in steps for one in self._of[step.id]
        )

    def _step(self, step, part):
        """Return a step with the settings of the first variant of a part."""
        factors = self._of[step.id]
        if not factors:
            return step
        settings = self._settings(part, [step])
        values = [(one, one.value(setting)) for one, setting in zip(factors, settings, strict=True)]
        name = step.id, settings
        return self._small.get(name, lambda: self.variation.step_with(values, step.id))

    def _state(self, part, upto=None):
        """Return the State after so many steps that make the table, default all before the weights;
        every stage that did occur before is taken up.
        """
        state = self._start
        for at, step in enumerate(self._steps[:upto], start=1):
            name = at, self._settings(part, self._steps[:at])
            before = state
            make = partial(self._applied, step, part, before)
            state = self._stages.get(name, make)
        return state

    def _applied(self, step, part, state):
        """Return the State after a step, without its notes: nobody asks for them here."""
        return replace(self._step(step, part).apply(state), notes={})

    @cached_property
    def _rest_on_data(self):
        """Return whether weights are other ones for other tables."""
        return any(
            self.variation.step_with([(factor, value)], step.id).rests_on_data
            for step in self._weighs
            for factor, value in [(one, end) for one in self._of[step.id] for end in ends(one)]
        ) or any(step.rests_on_data for step in self._weighs)

    def _weights(self, part):
        """Return float array (n, scored)."""
        factors = [one for step in self._weighs for one in self._of[step.id]]
        weights = np.empty((len(part), len(self.frame.codes)))
        for rows in self._alike(part, factors):
            weights[rows] = self._weighed(part.taking(rows[:1]))
        for noise in self._noises:
            places, shares = noise.places(self.frame)
            weights[:, places] *= 1 + shares * (2 * part.settings[noise.name] - 1)
        return weights

    def _weighed(self, part):
        """Return float array (scored,) of the weights of one variant."""
        if self._rest_on_data:
            return self._through(part, lambda step: self._state(part, self._tables_before[step.id]))
        name = "weights", self._settings(part, self._weighs)
        return self._small.get(name, lambda: self._through(part, lambda step: self._start))

    def _through(self, part, state_before):
        weights = self.frame.weights
        for step in self._weighs:
            state = replace(state_before(step), weights=weights)
            weights = self._step(step, part).apply(state).weights
        return weights

    def _index(self, state, step, weights, among):
        """Return float array (n, units of the table) of scores, nan where none is wanted."""
        units = state.table.units
        wanted = set(units if among is None or step.compares_units else among)
        rows = [at for at, unit in enumerate(units) if unit in wanted]
        columns = state.table.values.T[:, rows]  # at once: one by one takes as long as the means
        place = state.table.place
        leaves = {code: columns[place[code]][None] for code in self.frame.indicators}
        found = step.scores(self.frame, leaves, weights)[self.code]
        if len(rows) == len(units):
            return found
        index = np.full((len(found), len(units)), np.nan)
        index[:, rows] = found
        return index

    def _spread(self, units, index):
        """Return the index over all units, nan for those that are not in the table."""
        if units == self.units:
            return index
        out = np.full((len(index), len(self.units)), np.nan)
        here = {unit: at for at, unit in enumerate(self.units)}
        out[:, [here[unit] for unit in units]] = index
        return out
