"""Why seats cannot be filled: the smallest set of files that stand in each other's way."""

from dataclasses import dataclass

import numpy as np

from cauhien_engine.panel.flow import largest_flow


@dataclass(frozen=True)
class Shortage:
    """Files that want more seats than all who may review them can take.

    papers, reviewers: int tuples; the reviewers are all who may review one of these papers.
    wanted: seats that the papers want. possible: how many can be filled, less than wanted.
    Without any one of the papers, the rest of them can be served.
    """

    papers: tuple[int, ...]
    reviewers: tuple[int, ...]
    wanted: int
    possible: int


def shortage_of(edges, demand, capacity):
    """Return the Shortage of an instance that does not fit, or None if it fits.

    demand: int array (papers,). capacity: int array (reviewers,).
    Source: the least cut beside a largest flow (Ford and Fulkerson 1956); Hall's condition fails
    for its files. Papers that it can do without are struck one by one.

    >>> from cauhien_engine.panel.edges import all_edges, instance
    >>> one = instance(np.ones((3, 1)), [[True], [True], [False]], [1, 1, 0], 1)
    >>> shortage_of(all_edges(one), one.demand, one.capacity)
    Shortage(papers=(0, 1), reviewers=(0,), wanted=2, possible=1)
    """
    flow, chosen = largest_flow(edges, demand, capacity)
    if flow == demand.sum():
        return None
    served = np.bincount(edges.paper[chosen], minlength=edges.papers)
    cuts = [_cut(edges, chosen, paper) for paper in np.flatnonzero(served < demand)[:200]]
    papers = _struck(edges, min(cuts, key=len), demand, capacity)
    inside = np.isin(edges.paper, papers)
    possible = _possible(edges, papers, demand, capacity)
    names = tuple(int(one) for one in np.unique(edges.reviewer[inside]))
    return Shortage(tuple(papers), names, int(demand[papers].sum()), possible)


def _cut(edges, chosen, paper):
    """Return the papers whose seats could be taken for this one: reached in the residual graph."""
    papers = np.zeros(edges.papers, dtype=bool)
    papers[paper] = True
    while True:
        reviewers = np.zeros(edges.reviewers, dtype=bool)
        reviewers[edges.reviewer[papers[edges.paper] & ~chosen]] = True
        more = papers.copy()
        more[edges.paper[chosen & reviewers[edges.reviewer]]] = True
        if (more == papers).all():
            return np.flatnonzero(papers)
        papers = more


def _struck(edges, papers, demand, capacity):
    """Return the papers without those that the shortage does not need, a list of int."""
    kept = [int(one) for one in papers]
    for paper in kept[:]:
        rest = [one for one in kept if one != paper]
        if rest and _possible(edges, rest, demand, capacity) < demand[rest].sum():
            kept = rest
    return kept


def _possible(edges, papers, demand, capacity):
    wanted = np.zeros_like(demand)
    wanted[papers] = demand[papers]
    return largest_flow(edges.kept(np.isin(edges.paper, papers)), wanted, capacity)[0]
