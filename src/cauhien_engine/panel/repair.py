"""Exchanges of seats that lift the file that is served worst."""

from copy import copy

import numpy as np

LOOKED_AT = 300  # partners of an exchange, those first who bring most


class Seating:
    """Who sits where, with the sums that an exchange changes.

    problem: Instance. chosen: bool array (papers, reviewers). A working table: `lift` changes it.
    seats: int array (papers, most seats of a file), -1 where a file has fewer.
    """

    def __init__(self, problem, chosen):
        self.scores, self.allowed = problem.scores, problem.allowed
        self.chosen = chosen.copy()
        self.demand = problem.demand
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

    def open_scores(self, papers, reviewers):
        """Return the scores of reviewers for papers, -inf where they may not or already sit."""
        where = np.ix_(papers, reviewers)
        shut = self.chosen[where] | ~self.allowed[where]
        return np.where(shut, -np.inf, self.scores[where])

    def give(self, paper, old, new):
        """Let a reviewer of a paper be replaced by another."""
        self.chosen[paper, old], self.chosen[paper, new] = False, True
        self.seats[paper, self.seats[paper] == old] = new
        self.spare[old] += 1
        self.spare[new] -= 1
        self.sums[paper] += float(self.scores[paper, new]) - float(self.scores[paper, old])


def lift(seating, target=np.inf, most=1000, least_gain=1e-9):
    """Lift the file that is served worst, one exchange at a time, until it stands at the target.

    Stops where no exchange helps the worst file; returns the value at which it stands then.
    An exchange gives the worst file another reviewer: one with room, or one of another file,
    which takes the first file's reviewer or the best one with room. Neither is left at or below
    where the first stood; of the exchanges that serve the worse of both best (up to the target)
    the one is taken that costs least in total.
    """
    for _ in range(most):
        value = seating.value()
        paper = int(np.argmin(value))
        if value[paper] >= target - least_gain:
            break
        steps = best_exchange(seating, paper, target, least_gain)
        if not steps:
            break
        for step in steps:
            seating.give(*step)
    return float(seating.value().min(initial=np.inf))


def best_exchange(seating, paper, target=np.inf, least_gain=1e-9):
    """Return the exchange that serves a paper and its partner best, as steps (paper, old, new).

    No steps where no exchange leaves both better than the paper is now.
    """
    everybody = np.arange(len(seating.spare))
    into = seating.open_scores([paper], everybody)[0]
    held = [int(one) for one in seating.seats[paper] if one >= 0]
    found = [
        kind(seating, paper, out, into, target) for out in held for kind in (_from_room, _from_file)
    ]
    now = seating.sums[paper] / seating.demand[paper]
    (best, _), steps = max(found, key=lambda one: one[0])
    return steps if best > now + least_gain else []


def _from_room(seating, paper, out, into, target):
    """Return ((value of the paper, gain in total), steps) with the best reviewer with room."""
    open_to = np.where(seating.spare > 0, into, -np.inf)
    new = int(np.argmax(open_to))
    gain = float(open_to[new] - seating.scores[paper, out])
    value = (seating.sums[paper] + gain) / seating.demand[paper]
    return (min(float(value), target), gain), [(paper, out, new)]


def _from_file(seating, paper, out, into, target):
    """Return ((value of the worse, gain in total), steps) with a reviewer of another paper."""
    others, theirs = _partners(seating, into, float(seating.scores[paper, out]))
    if not len(others):
        return (-np.inf, -np.inf), []
    refill, by = _refill(seating, others, out)
    mine = into[theirs] - seating.scores[paper, out]
    cost = refill - seating.scores[others, theirs]
    worse = np.minimum(
        (seating.sums[paper] + mine) / seating.demand[paper],
        (seating.sums[others] + cost) / seating.demand[others],
    )
    worse = np.minimum(worse, target)
    at = int(np.lexsort((mine + cost, worse))[-1])
    other, new, back = int(others[at]), int(theirs[at]), int(by[at])
    return (float(worse[at]), float(mine[at] + cost[at])), [(other, new, back), (paper, out, new)]


def _partners(seating, into, least):
    """Return (papers, reviewers) of the seats whose reviewer would bring more than least."""
    brings = np.where(seating.seats >= 0, into[seating.seats], -np.inf)
    others, column = np.nonzero(brings > least)
    best = np.argsort(-brings[others, column], kind="stable")[:LOOKED_AT]
    return others[best], seating.seats[others[best], column[best]]


def _refill(seating, others, out):
    """Return (score, reviewer) that each of the others takes: the one let go or one with room."""
    room = np.flatnonzero(seating.spare > 0)
    names = np.append(room, out)
    table = seating.open_scores(others, names)
    best = table.argmax(axis=1)
    return table[np.arange(len(others)), best], names[best]


def _seats(chosen, most):
    seats = np.full((len(chosen), most), -1, dtype=np.int64)
    paper, reviewer = np.nonzero(chosen)
    first = np.searchsorted(paper, np.arange(len(chosen)))
    seats[paper, np.arange(len(paper)) - first[paper]] = reviewer
    return seats
