"""Step 6: what each child counts beside its siblings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from cauhien_engine.composite.aggregate import Aggregate
from cauhien_engine.composite.errors import BadPlan, CannotCompute
from cauhien_engine.composite.optimise import optimal_shares
from cauhien_engine.composite.principal import components
from cauhien_engine.composite.step import Step, among

DATA_METHODS = ("pca", "balanced", "informative")


@dataclass(frozen=True)
class Weigh(Step):
    """Set the weights.

    method: "given" (of the frame), "equal", "pca", "balanced" or "informative". weights: {code:
    weight}, put over the result of the method. levels: those that "equal" and "pca" change, all
    (for "pca" the first) by default. loadings, of "pca": "squared" (not negative, sum 1 beside
    siblings) or "signed" (the first component as it is). "balanced": shares not negative, sum 1,
    with which the correlations of a level with the index are as `targets` (default equal);
    "informative": with which their sum is largest. level: of these two. rank: correlations of
    ranks instead of values. mean: how the tree is aggregated for weights that rest on data, options
    of Aggregate.
    Notes: `weights` {code: weight}; `obtained` {code: correlation} where they were optimised.
    """

    method: str = "given"
    weights: Mapping[str, float] = field(default_factory=dict)
    levels: Sequence[int] | None = None
    loadings: str = "squared"
    level: int = 2
    targets: Mapping[str, float] = field(default_factory=dict)
    rank: bool = False
    mean: Mapping = field(default_factory=dict)

    kind = "weigh"

    def check(self):
        """Raise BadPlan for a method that is not known or a weight under zero."""
        among(self, "method", ("given", "equal", *DATA_METHODS))
        among(self, "loadings", ("squared", "signed"))
        wrong = sorted(code for code, weight in self.weights.items() if not 0 <= weight < np.inf)
        if wrong:
            raise BadPlan(f"{self.id}.weights: {', '.join(wrong)}: a weight is a number from 0 up")

    @property
    def rests_on_data(self):
        """Return whether other values give other weights."""
        return self.method in DATA_METHODS

    def apply(self, state):
        """Return the State with its weights; the table stays."""
        weights, obtained = self._found(state)
        place = state.frame.place
        unknown = sorted(set(self.weights) - set(place))
        if unknown:
            raise BadPlan(f"{self.id}.weights: no {', '.join(unknown)} in the frame")
        for code, weight in self.weights.items():
            weights[place[code]] = weight
        told = dict(zip(state.frame.codes, weights.tolist(), strict=True))
        return replace(state, weights=weights, notes={"weights": told, "obtained": obtained})

    def _found(self, state):
        weights = state.weights.copy()
        if self.method == "equal":
            for level in self.levels or range(1, state.frame.height + 1):
                weights[[state.frame.place[code] for code in state.frame.at_level(level)]] = 1.0
        elif self.method == "pca":
            for level in self.levels or (1,):
                self._by_pca(state, weights, level)
        elif self.rests_on_data:
            return self._optimised(state, weights)
        return weights, {}

    def _by_pca(self, state, weights, level):
        """Write the loadings of each parent's children into the weights."""
        frame = state.frame
        table = self._aggregated(state, weights, level)
        for parent in frame.aggregates:
            children = [code for code in frame.children[parent] if frame[code].level == level]
            if children:
                first = components(np.stack([table[code] for code in children], axis=1))[1][:, 0]
                shares = first if self.loadings == "signed" else first**2
                weights[[frame.place[code] for code in children]] = shares

    def _optimised(self, state, weights):
        frame = state.frame
        codes = frame.at_level(self.level)
        if self.level >= frame.height or not codes:
            raise BadPlan(f"{self.id}.level: {self.level} has no index above it")
        base = self._aggregated(state, weights, frame.height)
        places = [frame.place[code] for code in codes]
        step = Aggregate(**self.mean)

        leaves = {code: base[code][None] for code in frame.codes if frame[code].level <= self.level}

        def index_of(shares):
            tried = weights.copy()
            tried[places] = shares
            return step.scores(frame, leaves, tried[None])[frame.top][0]

        parts = np.stack([base[code] for code in codes], axis=1)
        targets = None
        if self.method == "balanced":
            targets = np.array([self.targets.get(code, 1.0) for code in codes])
        shares, obtained = optimal_shares(index_of, parts, targets, rank=self.rank)
        weights[places] = shares
        return weights, dict(zip(codes, obtained.tolist(), strict=True))

    def _aggregated(self, state, weights, upto):
        """Return {code: float array (units,)} up to a level, with the weights so far."""
        if len(set(state.table.years)) > 1:
            raise CannotCompute(f"{self.id}: weights that rest on data need one year")
        leaves = {code: state.table.column(code)[None] for code in state.frame.indicators}
        scores = Aggregate(**self.mean).scores(state.frame, leaves, weights[None], upto)
        return {code: values[0] for code, values in scores.items()}
