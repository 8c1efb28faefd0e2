"""How well an index holds together: what an auditor of the method asks first."""

from collections import Counter
from typing import NamedTuple

import numpy as np

from cauhien.observatory.bridge.variants import EDGES
from cauhien_engine.composite.errors import CannotCompute
from cauhien_engine.composite.influence import influences, removals
from cauhien_engine.composite.relations import correlation_flags, cronbach

ALIKE, CONTRARY = 0.92, 0.0  # siblings above count twice, siblings below work against each other


class Part(NamedTuple):
    """One pillar or indicator. nominal: share of the index by weight; effective: its share of the
    squared correlations of its level with the index; alpha: Cronbach's, None for an indicator;
    removed: mean change of rank without it.
    """

    code: str
    level: int
    nominal: float
    correlation: float
    effective: float
    alpha: float | None
    removed: float


class Audit(NamedTuple):
    """pillars, indicators: Parts by what they count. alike, contrary: pairs of codes with their
    correlation. changed: {code: how many values were treated or filled}.
    """

    pillars: list[Part]
    indicators: list[Part]
    alike: list[tuple[str, str, float]]
    contrary: list[tuple[str, str, float]]
    changed: dict[str, int]


def audit_of(result):
    """Return the Audit of a Result."""
    frame, table = result.frame, result.table
    of_level = {level: _parts(result, level) for level in (1, frame.height - 1)}
    found = {
        low: [
            (pair.one, pair.other, pair.correlation)
            for _home, pair in correlation_flags(frame, table, limit=limit, low=low)
        ]
        for low, limit in ((False, ALIKE), (True, CONTRARY))
    }
    return Audit(of_level[frame.height - 1], of_level[1], found[False], found[True],
                 _changed(result))  # fmt: skip


def spread(standing):
    """Return how many places the ranks of a unit are apart in 90 % of the variants, on average."""
    low, _middle, high = standing.quantiles(EDGES).T
    return float(np.nanmean(high - low))


def _parts(result, level):
    told, shifts = influences(result), removals(result, level).shifts
    codes = result.frame.at_level(level)
    squares = {code: told[code][1] ** 2 for code in codes if told[code][1] == told[code][1]}
    whole = sum(squares.values()) or 1.0
    parts = []
    for code in codes:
        nominal, correlation = told[code]
        effective = squares.get(code, 0.0) / whole
        alpha, shift = _alpha(result, code), shifts[code]
        parts.append(Part(code, level, nominal, correlation, effective, alpha, shift))
    return sorted(parts, key=lambda part: -part.effective)


def _alpha(result, code):
    children = result.frame.children.get(code, ())
    try:
        return cronbach(result.table, children) if children else None
    except CannotCompute:
        return None


def _changed(result):
    """Return {code: values that were treated or filled}, of those where any was."""
    counts = Counter()
    for stage in result.stages.values():
        if stage.kind == "treat":
            changed = stage.notes["marks"] != ""
        elif stage.kind == "impute":
            changed = stage.notes["filled"]
        else:
            continue
        for code, column in zip(stage.table.codes, changed.T, strict=True):
            counts[code] += int(column.sum())
    return {code: count for code, count in counts.items() if count}
