"""Seats as a flow from files to reviewers: how many fit, who cannot be served, what is best."""

import numpy as np

from cauhien_engine.panel.solvers import max_flow, min_cost_flow

UNIT = 1_000_000  # scores are weighed to the sixth decimal: a flow is exact in whole numbers


class NoFlow(Exception):
    """The seats do not fit; `shortage` says which files stand in each other's way."""


def largest_flow(edges, demand, capacity):
    """Return (how many seats can be filled, bool array (m,) of the edges that fill them).

    demand: int array (papers,). capacity: int array (reviewers,). Each edge seats once.
    Source: Goldberg and Tarjan (1988), push-relabel, as in OR-Tools.

    >>> from cauhien_engine.panel.edges import all_edges, instance
    >>> one = instance(np.ones((2, 1)), None, 1, 1)
    >>> largest_flow(all_edges(one), one.demand, one.capacity)[0]
    1
    """
    solver = max_flow().SimpleMaxFlow()
    heads, tails, capacities = _arcs(edges, demand, capacity)
    arcs = solver.add_arcs_with_capacity(heads, tails, capacities)
    source, sink = edges.papers + edges.reviewers, edges.papers + edges.reviewers + 1
    if solver.solve(source, sink) != solver.OPTIMAL:
        raise NoFlow("the numbers are too large for a flow")
    chosen = solver.flows(arcs[: len(edges)]) > 0
    return int(solver.optimal_flow()), chosen


def best_flow(edges, gain, demand, capacity):
    """Return a bool array (m,): the edges that fill every seat with the largest sum of gain.

    gain: float array (m,), weighed to a millionth of its largest value.
    Raises NoFlow where the seats do not fit.
    Source: Goldberg (1997), cost scaling, as in OR-Tools.

    >>> from cauhien_engine.panel.edges import all_edges, instance
    >>> one = instance(np.array([[3.0, 2.0], [3.0, 0.0]]), None, 1, 1)
    >>> best_flow(all_edges(one), all_edges(one).score, one.demand, one.capacity)
    array([False,  True,  True, False])
    """
    solver = min_cost_flow().SimpleMinCostFlow()
    sink = edges.papers + edges.reviewers
    scale = UNIT / max(float(np.abs(gain).max(initial=0.0)), 1e-300)
    costs = np.rint(-gain * scale).astype(np.int64)
    ends = np.arange(edges.papers, sink, dtype=np.int32)
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        np.concatenate([edges.paper, ends]),
        np.concatenate([edges.reviewer + edges.papers, np.full_like(ends, sink)]),
        np.concatenate([np.ones(len(edges), dtype=np.int64), capacity]),
        np.concatenate([costs, np.zeros(len(ends), dtype=np.int64)]),
    )
    supplies = np.concatenate([demand, np.zeros(edges.reviewers, np.int64), [-demand.sum()]])
    solver.set_nodes_supplies(np.arange(sink + 1, dtype=np.int32), supplies)
    if solver.solve() != solver.OPTIMAL:
        raise NoFlow("not every seat can be filled")
    return solver.flows(arcs[: len(edges)]) > 0


def _arcs(edges, demand, capacity):
    papers, reviewers = edges.papers, edges.reviewers
    first = np.arange(papers, dtype=np.int32)
    last = np.arange(papers, papers + reviewers, dtype=np.int32)
    source, sink = np.int32(papers + reviewers), np.int32(papers + reviewers + 1)
    heads = np.concatenate([edges.paper, np.full(papers, source), last])
    tails = np.concatenate([edges.reviewer + np.int32(papers), first, np.full(reviewers, sink)])
    return heads, tails, np.concatenate([np.ones(len(edges), np.int64), demand, capacity])
