"""Who sits where, as a working table that exchanges change."""

from copy import copy

import numpy as np


class Seating:
    """Who sits where, with the sums that an exchange changes.

    problem: Instance. chosen: bool array (papers, reviewers), a working table.
    seats: int array (papers, most seats of a file), -1 where a file has fewer.
    spare: int array (reviewers,), room left. sums: float array (papers,), scores of the seats.
    """

    def __init__(self, problem, chosen):
        self.scores = problem.scores
        self.demand = problem.demand
        self.chosen = chosen.copy()
        self.spare = problem.capacity - chosen.sum(axis=0)
        self.sums = np.where(chosen, problem.scores, 0.0).sum(axis=1, dtype=np.float64)
        self.seats = _seats(chosen, int(problem.demand.max(initial=0)))

    def copy(self):
        """Return a Seating of its own that an exchange leaves as it is here."""
        other = copy(self)
        for name in ("chosen", "spare", "sums", "seats"):
            setattr(other, name, getattr(self, name).copy())
        return other

    def value(self):
        """Return float array (papers,): the mean score of each file's seats, inf without seats."""
        return np.divide(
            self.sums, self.demand, out=np.full(len(self.sums), np.inf), where=self.demand > 0
        )

    def worst(self):
        """Return the value of the file that is served worst, inf where no seat is wanted."""
        return float(self.value().min(initial=np.inf))

    def total(self):
        """Return the sum of all scores."""
        return float(self.sums.sum())

    def give(self, paper, old, new):
        """Let a reviewer of a paper be replaced by another."""
        self.chosen[paper, old], self.chosen[paper, new] = False, True
        self.seats[paper, self.seats[paper] == old] = new
        self.spare[old] += 1
        self.spare[new] -= 1
        self.sums[paper] += float(self.scores[paper, new]) - float(self.scores[paper, old])


def _seats(chosen, most):
    seats = np.full((len(chosen), most), -1, dtype=np.int64)
    paper, reviewer = np.nonzero(chosen)
    first = np.searchsorted(paper, np.arange(len(chosen)))
    seats[paper, np.arange(len(paper)) - first[paper]] = reviewer
    return seats
