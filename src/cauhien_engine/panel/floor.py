"""The largest floor: every seat of every file is filled by somebody at least this good."""

import numpy as np

from cauhien_engine.panel.flow import largest_flow


def largest_floor(edges, demand, capacity):
    """Return the largest score so that all seats can be filled by edges of no lower score.

    demand: int array (papers,). capacity: int array (reviewers,). None where the seats do not
    fit at all (`shortage` says why); inf where no seat is wanted. Another reviewer, or a higher
    score, never lowers it.
    Source: the bottleneck assignment by search in the sorted scores (Garfinkel 1971), each step
    a largest flow.

    >>> from cauhien_engine.panel.edges import all_edges, instance
    >>> one = instance(np.array([[0.9, 0.6], [0.8, 0.1]]), None, 1, 1)
    >>> largest_floor(all_edges(one), one.demand, one.capacity)
    0.6
    """
    wanted = int(demand.sum())
    if not wanted:
        return np.inf
    if largest_flow(edges, demand, capacity)[0] < wanted:
        return None
    steps = np.unique(edges.score)
    steps = steps[: np.searchsorted(steps, ceiling(edges, demand), side="right")]
    at = _last(lambda step: _fits(edges, steps[step], demand, capacity), len(steps))
    return float(steps[at])


def ceiling(edges, demand):
    """Return a floor that no assignment passes: the least, over files, of their last seat's score
    if every file were alone. inf where no file wants a seat; needs enough edges for each file.
    """
    order = np.lexsort((-edges.score, edges.paper))
    first = np.searchsorted(edges.paper[order], np.flatnonzero(demand))
    last = first + demand[demand > 0] - 1
    return float(edges.score[order][last].min(initial=np.inf))


def _fits(edges, floor, demand, capacity):
    kept = edges.kept(edges.score >= floor)
    return largest_flow(kept, demand, capacity)[0] == int(demand.sum())


def _last(fits, count):
    """Return the last step that fits, of steps of which the first does: from above, for mostly
    the ceiling or a step not far below it fits, and few edges are above it.
    """
    stride, low, high = 1, 0, count  # low fits, high does not
    while high - low > 1 and count - stride > low:
        if fits(count - stride):
            low = count - stride
            break
        high, stride = count - stride, stride * 4
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low
