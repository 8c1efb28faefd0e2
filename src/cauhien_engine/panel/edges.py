"""Which pairs of a file and a reviewer are weighed at all."""

from dataclasses import dataclass

import numpy as np

ROWS = 128  # of a table are looked at at once, so that little of it is copied


class BadInstance(ValueError):
    """Shapes that do not fit together, a number that is none, or a load below nothing."""


@dataclass(frozen=True)
class Edges:
    """Pairs that may be seated, in the order of (paper, reviewer).

    paper, reviewer: int32 arrays (m,). score: float64 array (m,). papers, reviewers: how many
    there are in all, with pairs or without.
    """

    paper: np.ndarray
    reviewer: np.ndarray
    score: np.ndarray
    papers: int
    reviewers: int

    def __len__(self):
        return len(self.paper)

    def kept(self, mask):
        """Return the Edges where mask, a bool array (m,), is true."""
        chosen = (self.paper[mask], self.reviewer[mask], self.score[mask])
        return Edges(*chosen, self.papers, self.reviewers)


@dataclass(frozen=True)
class Instance:
    """Scores and loads, checked. Build it with `instance`.

    scores: float array (papers, reviewers), higher is better. allowed: bool array of that shape.
    demand: int64 array (papers,), seats of each file. capacity: int64 array (reviewers,).
    """

    scores: np.ndarray
    allowed: np.ndarray
    demand: np.ndarray
    capacity: np.ndarray


def instance(scores, allowed, demand, capacity):
    """Return an Instance of what was given; one number stands for the same load everywhere.

    A score that is not a number bars its pair: what nobody measured is no reason to seat.
    Raises BadInstance where shapes differ, a score is infinite or a load is negative.

    >>> instance(np.eye(2), None, 1, 1).demand
    array([1, 1])
    """
    scores = np.asarray(scores)
    if scores.ndim != 2:
        raise BadInstance(f"want a table of scores, got shape {scores.shape}")
    known = ~np.isnan(scores)
    allowed = known if allowed is None else known & np.asarray(allowed, dtype=bool)
    if np.isinf(scores).any():
        raise BadInstance("a score is infinite")
    loads = [
        _loads(load, count, name)
        for load, count, name in zip(
            (demand, capacity), scores.shape, ("demand", "capacity"), strict=True
        )
    ]
    return Instance(scores, allowed, *loads)


def _loads(load, count, name):
    loads = np.broadcast_to(np.asarray(load, dtype=np.int64), count).copy()
    if (loads < 0).any():
        raise BadInstance(f"{name}: a load is negative")
    return loads


def all_edges(problem):
    """Return the Edges of every pair of the instance that may be seated."""
    paper, reviewer = np.nonzero(problem.allowed & (problem.capacity > 0))
    return _edges(problem, paper, reviewer)


def best_edges(problem, per_paper=150, per_reviewer=20):
    """Return the Edges of the best reviewers of each paper and the best papers of each reviewer.

    Everything where there are no more than that. Measured in benchmarks/assignment.py: with 150
    of 3,000 nothing is lost, and a flow over them is ten times faster.

    >>> best_edges(instance(np.array([[3.0, 1.0, 2.0]]), None, 1, 1), 1, 0).reviewer
    array([0], dtype=int32)
    """
    papers, reviewers = problem.scores.shape
    if per_paper >= reviewers or per_reviewer >= papers:
        return all_edges(problem)
    kept = np.zeros((papers, reviewers), dtype=bool)
    np.put_along_axis(kept, best_of_each(problem.scores, problem.allowed, per_paper), True, axis=1)
    if per_reviewer:
        best = best_of_each(problem.scores.T, problem.allowed.T, per_reviewer)
        np.put_along_axis(kept.T, best, True, axis=1)
    kept &= problem.allowed & (problem.capacity > 0)
    return _edges(problem, *np.nonzero(kept))


def best_of_each(scores, allowed, count):
    """Return int array (rows, count): the places of the highest allowed scores of each row.

    scores, allowed: arrays (rows, columns) with at least count columns; in no order.
    """
    found = np.empty((len(scores), count), dtype=np.int64)
    for at in range(0, len(scores), ROWS):
        rows = slice(at, at + ROWS)
        costs = np.where(allowed[rows], -scores[rows], np.inf)
        found[rows] = np.argpartition(costs, count - 1, axis=1)[:, :count]
    return found


def with_seats(edges, problem, chosen):
    """Return the Edges with those added at which a bool array (papers, reviewers) is true."""
    missing = chosen.copy()
    missing[edges.paper, edges.reviewer] = False
    more = _edges(problem, *np.nonzero(missing))
    return Edges(
        paper=np.concatenate([edges.paper, more.paper]),
        reviewer=np.concatenate([edges.reviewer, more.reviewer]),
        score=np.concatenate([edges.score, more.score]),
        papers=edges.papers,
        reviewers=edges.reviewers,
    )


def _edges(problem, paper, reviewer):
    score = problem.scores[paper, reviewer].astype(np.float64)
    return Edges(paper.astype(np.int32), reviewer.astype(np.int32), score, *problem.scores.shape)
