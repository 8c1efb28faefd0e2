"""What no assignment can pass, and what one more seat of a reviewer would be worth."""

from dataclasses import dataclass

import numpy as np
import scipy
from scipy.sparse import coo_array, hstack, vstack


@dataclass(frozen=True)
class Bounds:
    """total: no sum of scores is larger. worst: no file's mean can be held above it for all.
    prices: float array (reviewers,), what one more file by each would add to the largest total.
    """

    total: float
    worst: float
    prices: np.ndarray


def bounds_of(edges, demand, capacity, *, kept=None):
    """Return the Bounds by two linear programmes in which a seat may be shared out in parts.

    demand: int array (papers,). capacity: int array (reviewers,). kept: the share of the largest
    total that an assignment must keep, if any; `worst` then bounds those alone. The first bound is
    reached by a flow; the second need not be reached by whole seats. Takes a second for some ten
    thousand edges, minutes for some hundred thousand. The seats must fit.
    Source: HiGHS (Huangfu and Hall 2018), as in scipy.

    >>> from cauhien_engine.panel.edges import all_edges, instance
    >>> one = instance(np.array([[1.0, 0.5], [1.0, 0.2]]), None, 1, 1)
    >>> found = bounds_of(all_edges(one), one.demand, one.capacity)
    >>> found.total, found.worst.__round__(6), found.prices.round(6).tolist()
    (1.5, 0.692308, [0.5, 0.0])
    """
    rows, columns = (incidence(edges, axis) for axis in ("paper", "reviewer"))
    limits = {"A_ub": columns, "b_ub": capacity, "A_eq": rows, "b_eq": demand}
    total = scipy.optimize.linprog(-edges.score, bounds=(0, 1), method="highs", **limits)
    largest = -total.fun
    least = largest - (1 - kept) * abs(largest) if kept is not None else None
    worst = _worst(edges, demand, capacity, least)
    return Bounds(largest, worst, -total.ineqlin.marginals)


def _worst(edges, demand, capacity, least):
    """Return the largest t so that each paper's score can reach demand t, in parts, where the
    scores of all sum to the least total, if one is given.
    """
    wanted = np.flatnonzero(demand)
    served = coo_array(
        (-edges.score, (edges.paper, np.arange(len(edges)))), (edges.papers, len(edges))
    ).tocsr()[wanted]
    target = coo_array(demand[wanted].astype(float)[:, None])
    limit = hstack([incidence(edges, "reviewer"), coo_array((edges.reviewers, 1))])
    limit = vstack([limit, hstack([served, target])])
    most = np.concatenate([capacity, np.zeros(len(wanted))])
    if least is not None:
        limit = vstack([limit, np.append(-edges.score, 0.0)[None, :]])
        most = np.append(most, -least)
    equal = hstack([incidence(edges, "paper"), coo_array((edges.papers, 1))])
    found = scipy.optimize.linprog(
        np.append(np.zeros(len(edges)), -1.0),
        A_ub=limit,
        b_ub=most,
        A_eq=equal,
        b_eq=demand,
        bounds=[(0, 1)] * len(edges) + [(None, None)],
        method="highs",
    )
    return -found.fun


def incidence(edges, axis):
    count = edges.papers if axis == "paper" else edges.reviewers
    ones = np.ones(len(edges))
    return coo_array((ones, (getattr(edges, axis), np.arange(len(edges)))), (count, len(edges)))
