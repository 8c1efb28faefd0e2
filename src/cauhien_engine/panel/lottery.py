"""Reviewers drawn by lot: no pair is more likely than a cap, so that nobody can arrange for one.

A team that hopes for a certain reviewer, or a reviewer who asks for a certain file, then fails
with at least one minus the cap, whatever they say of themselves. The price is told: the share of
the largest total that the cap costs.
"""

from dataclasses import dataclass

import numpy as np
import scipy

from cauhien_engine.panel.bounds import incidence
from cauhien_engine.panel.edges import all_edges, best_edges, instance

NEARLY = 1e-9
INFEASIBLE = 2  # as linprog says it


class CapTooLow(Exception):
    """With so low a cap the seats do not fit: raise it, or widen the circle of reviewers."""


@dataclass(frozen=True)
class Lottery:
    """Pairs and how likely each is.

    pairs: int array (k, 2) of (paper, reviewer). chances: float array (k,), shares in (0, cap].
    total: the sum of scores to be expected. uncapped: the largest total without a cap.
    """

    pairs: np.ndarray
    chances: np.ndarray
    total: float
    uncapped: float


def lottery(scores, allowed, demand, capacity, *, cap, per_paper=150):
    """Return the Lottery of largest expected total in which no pair's chance is above a cap.

    scores, allowed, demand, capacity: as in `assign`. cap: share in (0, 1]. per_paper: pairs of
    each file that are weighed, all where the seats do not fit otherwise. Raises CapTooLow,
    BadInstance.
    Source: Jecmen, Zhang, Liu, Shah, Conitzer and Fang, Mitigating Manipulation in Peer Review
    via Randomized Reviewer Assignments (2020).

    >>> found = lottery(np.array([[1.0, 0.5]]), None, 1, 1, cap=0.6)
    >>> found.pairs.tolist(), found.chances.round(6).tolist(), round(found.total, 6)
    ([[0, 0], [0, 1]], [0.6, 0.4], 0.8)
    """
    if not 0 < cap <= 1:
        raise ValueError(f"a cap is a share above 0 and up to 1, not {cap}")
    problem = instance(scores, allowed, demand, capacity)
    edges = best_edges(problem, per_paper, per_paper)
    shares = _shares(edges, problem, cap)
    if shares is None:
        edges = all_edges(problem)
        shares = _shares(edges, problem, cap)
    if shares is None:
        raise CapTooLow(f"a cap of {cap} leaves too few reviewers for the seats")
    uncapped = shares if cap == 1 else _shares(edges, problem, 1.0)
    drawn = shares > NEARLY
    return Lottery(
        np.column_stack([edges.paper, edges.reviewer])[drawn],
        shares[drawn],
        float(edges.score @ shares),
        float(edges.score @ uncapped),
    )


def draw(chances, rng):
    """Return the pairs drawn, int array (k, 2): each with its chance, each load one of its two
    nearest whole numbers, so that every file has its seats and no reviewer too many.

    chances: a Lottery. rng: numpy Generator; the same seed draws the same.
    Source: Gandhi, Khuller, Parthasarathy and Srinivasan, Dependent rounding (2006).

    >>> found = lottery(np.array([[1.0, 0.5]]), None, 1, 1, cap=0.6)
    >>> draw(found, np.random.default_rng(2)).tolist()
    [[0, 0]]
    """
    shares = chances.chances.copy()
    papers = chances.pairs[:, 0].max(initial=-1) + 1
    ends = chances.pairs + np.array([0, papers])
    beside = {}
    for edge in np.flatnonzero(_is_open(shares)):
        for node in ends[edge]:
            beside.setdefault(int(node), set()).add(int(edge))
    while any(beside.values()):
        trail = _trail(ends, beside)
        _shift(shares, trail[::2], trail[1::2], rng)
        for edge in trail:
            if not _is_open(shares[edge]):
                shares[edge] = round(shares[edge])
                for node in ends[edge]:
                    beside[int(node)].discard(edge)
    return chances.pairs[shares > 0.5]


def _shares(edges, problem, cap):
    found = scipy.optimize.linprog(
        -edges.score,
        A_eq=incidence(edges, "paper"),
        b_eq=problem.demand,
        A_ub=incidence(edges, "reviewer"),
        b_ub=problem.capacity,
        bounds=(0, cap),
        method="highs",
    )
    return None if found.status == INFEASIBLE else np.clip(found.x, 0, cap)


def _is_open(share):
    return (share > NEARLY) & (share < 1 - NEARLY)


def _trail(ends, beside):
    """Return the edges of a cycle, or of a path that cannot be made longer, one after another."""
    start = next((node for node, open_ in beside.items() if len(open_) == 1), None)
    if start is None:
        start = next(node for node, open_ in beside.items() if open_)
    node, edges, seen = start, [], {start: 0}
    while onward := sorted(beside[node] - set(edges[-1:])):
        edges.append(onward[0])
        node = int(ends[onward[0]].sum()) - node
        if node in seen:
            return edges[seen[node] :]
        seen[node] = len(edges)
    return edges


def _shift(shares, up, down, rng):
    """Move weight between every other edge of a trail, one way or the other, by a fair chance."""
    rise = min(np.min(1 - shares[up]), np.min(shares[down], initial=np.inf))
    fall = min(np.min(shares[up]), np.min(1 - shares[down], initial=np.inf))
    step = rise if rng.random() < fall / (rise + fall) else -fall
    shares[up] += step
    shares[down] -= step
