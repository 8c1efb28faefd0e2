"""Step 5: every indicator in its direction on a scale that all share."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from cauhien_engine.composite.errors import BadPlan, CannotCompute
from cauhien_engine.composite.scales import SCALES, TIES, must_be_known, turned
from cauhien_engine.composite.step import Step, among, by_year

FROM_FRAME = {
    "minmax": {"low": "minmax_lower", "high": "minmax_upper"},
    "scaled": {"low": "scaled_lower", "high": "scaled_upper", "factor": "scale_factor"},
    "zscore": {"mean": "zscore_mean", "sd": "zscore_sd"},
    "dist2targ": {"cap": "dist2targ_cap_max"},
    "goalposts": {"low": "goalpost_lower", "high": "goalpost_upper", "scale": "goalpost_scale",
                  "cut": "goalpost_trunc2posts"},
}  # fmt: skip
TAKES = {
    "minmax": ("low", "high"), "scaled": ("low", "high", "factor"), "zscore": ("mean", "sd"),
    "dist2max": (), "dist2ref": ("unit", "cap"), "dist2targ": ("target", "cap"), "fracmax": (),
    "prank": ("ties",), "rank": ("ties",), "borda": ("ties",),
    "goalposts": ("low", "high", "scale", "cut"), "vector": (), "none": (),
}  # fmt: skip


@dataclass(frozen=True)
class Normalise(Step):
    """Multiply by the direction, then scale.

    method: "minmax", "scaled", "zscore", "dist2max", "dist2ref", "dist2targ", "fracmax", "prank",
    "rank", "borda", "goalposts", "vector" or "none". low, high: of "minmax" the ends of the new
    scale; of "scaled" and "goalposts" the ends of the old one, in the indicator's own unit whatever
    its direction, low < high. factor, scale: what the high end becomes. mean, sd: of "zscore".
    unit: of reference. target: in the indicator's own unit, None for the frame's. cap, cut: nothing
    beyond the target, the goalposts. ties: of ranks: "min", "max", "average", "first", "last".
    from_frame: take what each indicator has in the frame (minmax_lower, goalpost_upper …).
    directions: {indicator: 1 or -1} beside those of the frame. overrides: {indicator: options as
    above, with a method}. pooled: one scale over all years, so that years may be compared.

    Notes: `undefined`, the codes of columns that have no scale (all values equal): they become nan.
    """

    method: str = "minmax"
    low: float | None = None
    high: float | None = None
    factor: float | None = None
    mean: float | None = None
    sd: float | None = None
    unit: str | None = None
    target: float | None = None
    cap: bool | None = None
    scale: float | None = None
    cut: bool | None = None
    ties: str | None = None
    from_frame: bool = False
    directions: Mapping[str, int] = field(default_factory=dict)
    overrides: Mapping[str, Mapping] = field(default_factory=dict)
    pooled: bool = False

    kind = "normalise"

    def check(self):
        """Raise BadPlan for a method, or an option that the method does not take."""
        among(self, "method", tuple(SCALES))
        if self.ties is not None:
            among(self, "ties", TIES)
        if self.sd is not None and self.sd <= 0:
            raise BadPlan(f"{self.id}.sd: must be over 0")
        if set(self.directions.values()) - {1, -1}:
            raise BadPlan(f"{self.id}.directions: 1 or -1")
        for code in self.overrides:
            self.of(code)

    def of(self, code):
        """Return the step as it is for one indicator: an override starts from the defaults."""
        if code not in self.overrides:
            return self
        options = self.overrides[code]
        if {"overrides", "pooled", "directions"} & set(options):
            raise BadPlan(f"{self.id}.overrides: {code} takes a method and its options")
        return Normalise(id=self.id).changed(options)

    def apply(self, state):
        """Return the State with every indicator on its scale."""
        table, frame = state.table, state.frame
        unknown = sorted({*self.overrides, *self.directions} - set(frame.indicators))
        if unknown:
            raise BadPlan(f"{self.id}: no indicator {', '.join(unknown)}")
        signs = np.array([self.directions.get(code, frame[code].direction) for code in table.codes])
        directed = table.values * signs
        out = np.empty_like(directed)
        for columns, method, options in self._alike(state, signs):
            for rows in by_year(table, directed, pooled=self.pooled):
                cells = np.ix_(rows, columns)
                out[cells] = SCALES[method](directed[cells], **_in(options, rows, columns, table))
        lost = np.isnan(out).all(axis=0) & ~np.isnan(directed).all(axis=0)
        return state.then(out, undefined=tuple(table.codes[at] for at in np.flatnonzero(lost)))

    def _alike(self, state, signs):
        """Yield (columns, method, options) of the columns that are scaled alike."""
        if not (self.overrides or self.from_frame or self.method in {"dist2targ", "goalposts"}):
            for sign in np.unique(signs):  # what an ensemble does by the thousand
                columns = np.flatnonzero(signs == sign).tolist()
                node = state.frame[state.table.codes[columns[0]]]
                yield columns, self.method, self.options_for(node, int(sign))
            return
        alike = {}
        for at, code in enumerate(state.table.codes):
            step = self.of(code)
            options = step.options_for(state.frame[code], int(signs[at]))
            name = step.method, tuple(options.items())
            alike.setdefault(name, (step.method, options, []))[2].append(at)
        for method, options, columns in alike.values():
            yield columns, method, options

    def options_for(self, node, sign):
        """Return {option: value} that the method takes for an indicator, in its direction."""
        wanted = TAKES[self.method]
        given = {name: getattr(self, name) for name in wanted if getattr(self, name) is not None}
        if self.from_frame:
            given |= self._of_frame(node)
        if self.method == "dist2targ":
            target = given.get("target", node.target)
            given["target"] = sign * must_be_known(target, f"the target of {node.code}")
        if self.method in {"scaled", "goalposts"} and {"low", "high"} & set(given):
            low = must_be_known(given.get("low"), f"low of {node.code}")
            high = must_be_known(given.get("high"), f"high of {node.code}")
            given["low"], given["high"] = turned(low, high, sign)
        if self.method == "goalposts" and "low" not in given:
            raise CannotCompute(f"{self.id}: goalposts of {node.code} are not given")
        return given

    def _of_frame(self, node):
        names = FROM_FRAME.get(self.method)
        if names is None:
            raise BadPlan(f"{self.id}: {self.method} takes nothing from the frame")
        missing = sorted(set(names.values()) - set(node.parameters) - {"dist2targ_cap_max"})
        if missing:
            raise BadPlan(f"{self.id}: {node.code} has no {', '.join(missing)} in the frame")
        return {name: node.parameters[column] for name, column in names.items()
                if column in node.parameters}  # fmt: skip


def _in(options, rows, columns, table):
    """Return the options with the unit of reference as its place among the rows."""
    if "unit" not in options:
        return options
    here = [at for at, row in enumerate(rows) if table.units[row] == options["unit"]]
    if not here:
        raise CannotCompute(f"the unit of reference {options['unit']!r} is not in the table")
    return {name: value for name, value in options.items() if name != "unit"} | {"row": here[0]}
