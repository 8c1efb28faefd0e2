"""What each element counts in the end: effective weights, and the index without it."""

from dataclasses import dataclass

import numpy as np

from cauhien_engine.composite.aggregate import Aggregate
from cauhien_engine.composite.correlate import correlations
from cauhien_engine.composite.errors import BadPlan
from cauhien_engine.composite.ranking import ranks_of


def effective_weights(frame, weights=None):
    """Return {code: share of the index} of all that is scored: its share beside its siblings times
    that of its parent. weights: float array over frame.codes, default those of the frame.

    >>> from cauhien_engine.composite.frame import Frame, Node
    >>> frame = Frame((Node("a", parent="t", weight=3.0), Node("b", parent="t"),
    ...                Node("t", kind="Aggregate", level=2)))
    >>> effective_weights(frame)
    {'t': 1.0, 'a': 0.75, 'b': 0.25}
    """
    weights = frame.weights if weights is None else weights
    shares = {frame.top: 1.0}
    for code in reversed(frame.aggregates):
        children = frame.children[code]
        own = np.array([weights[frame.place[child]] for child in children])
        for child, share in zip(children, own / own.sum(), strict=True):
            shares[child] = float(share) * shares[code]
    return shares


def influences(result):
    """Return {code: (share by weight, correlation with the index)} of all below the top.

    A share says what was meant, a correlation what came of it: where they part, the weights do not
    do what they say. Source: Paruolo, Saisana and Saltelli (2013), Ratings and rankings.
    """
    frame, table = result.frame, result.table
    shares = effective_weights(frame, result.weights)
    codes = [code for code in frame.codes if code != frame.top]
    found = correlations(table.columns(codes), result.index[:, None])[:, 0]
    return {code: (shares[code], float(r)) for code, r in zip(codes, found, strict=True)}


@dataclass(frozen=True, eq=False)
class Removals:
    """The index without each element in turn.

    elements: codes. scores, ranks: float arrays (elements, units). nominal: ranks with all,
    (units,). shifts: {code: mean absolute change of rank}.
    """

    units: tuple[str, ...]
    elements: tuple[str, ...]
    nominal: np.ndarray
    scores: np.ndarray
    ranks: np.ndarray
    shifts: dict[str, float]


def removals(result, level, code=None):
    """Return the Removals of each element of a level: its weight becomes zero.

    code: of the aggregate whose ranks are compared, default the index. One year at a time.
    """
    frame, plan = result.frame, result.plan
    step = plan.steps[-1]
    if not isinstance(step, Aggregate) or not 1 <= level < frame.height:
        raise BadPlan(f"level {level} has nothing above it to be removed from")
    elements = frame.at_level(level)
    weights = np.repeat(result.weights[None], len(elements) + 1, axis=0)
    for at, element in enumerate(elements, start=1):
        weights[at, frame.place[element]] = 0.0
    leaves = {one: result.table.column(one)[None] for one in frame.indicators}
    scores = step.scores(frame, leaves, weights)[code or frame.top]
    scores = np.broadcast_to(scores, (len(weights), scores.shape[1]))
    ranks = ranks_of(scores)
    shifts = np.nanmean(np.abs(ranks[1:] - ranks[0]), axis=1)
    told = dict(zip(elements, shifts.tolist(), strict=True))
    return Removals(result.table.units, elements, ranks[0], scores[1:], ranks[1:], told)
