"""Exchanges of seats that lift the file that is served worst."""

from copy import copy

import numpy as np

LOOKED_AT = 100  # partners of an exchange, those first who bring most


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
    into = np.where(seating.chosen[paper] | ~seating.allowed[paper], -np.inf, seating.scores[paper])
    held = seating.seats[paper, : seating.demand[paper]]
    found = [_from_room(seating, paper, held, into, target)]
    partners = _partners(seating, into, seating.scores[paper, held].min())
    if len(partners[0]):
        room = _best_with_room(seating, partners[0])
        found += [_from_file(seating, (paper, int(out)), partners, room, target) for out in held]
    now = seating.sums[paper] / seating.demand[paper]
    (best, _), steps = max(found, key=lambda one: one[0])
    return steps if best > now + least_gain else []


def _from_room(seating, paper, held, into, target):
    """Return ((value of the paper, gain in total), steps) with the best reviewer with room."""
    out = int(held[np.argmin(seating.scores[paper, held])])
    open_to = np.where(seating.spare > 0, into, -np.inf)
    new = int(np.argmax(open_to))
    gain = float(open_to[new] - seating.scores[paper, out])
    value = (seating.sums[paper] + gain) / seating.demand[paper]
    return (min(float(value), target), gain), [(paper, out, new)]


def _from_file(seating, seat, partners, room, target):
    """Return ((value of the worse, gain in total), steps) with a reviewer of another paper.

    seat: (paper, who leaves it). partners: (papers, reviewers, what each would bring).
    room: (scores, reviewers), the best with room for each partner.
    """
    (paper, out), (others, theirs, brings) = seat, partners
    back = np.where(
        seating.chosen[others, out] | ~seating.allowed[others, out],
        -np.inf,
        seating.scores[others, out],
    )
    refill = np.maximum(room[0], back)
    mine = brings - seating.scores[paper, out]
    cost = refill - seating.scores[others, theirs]
    worse = np.minimum(
        (seating.sums[paper] + mine) / seating.demand[paper],
        (seating.sums[others] + cost) / seating.demand[others],
    )
    worse = np.minimum(worse, target)
    at = int(np.lexsort((mine + cost, worse))[-1])
    new, by = int(theirs[at]), out if back[at] >= room[0][at] else int(room[1][at])
    steps = [(int(others[at]), new, by), (paper, out, new)]
    return (float(worse[at]), float(mine[at] + cost[at])), steps


def _partners(seating, into, least):
    """Return (papers, reviewers, scores) of the seats whose reviewer would bring more than least,
    most first.
    """
    brings = np.where(seating.seats >= 0, into[seating.seats], -np.inf)
    others, column = np.nonzero(brings > least)
    told = brings[others, column]
    best = np.argsort(-told, kind="stable")[:LOOKED_AT]
    others = others[best]
    return others, seating.seats[others, column[best]], told[best]


def _best_with_room(seating, others):
    """Return (score, reviewer) of the best with room for each paper, -inf where there is none."""
    room = np.flatnonzero(seating.spare > 0)
    if not len(room):
        return np.full(len(others), -np.inf), np.full(len(others), -1)
    table = seating.open_scores(others, room)
    best = table.argmax(axis=1)
    return table[np.arange(len(others)), best], room[best]


def _seats(chosen, most):
    seats = np.full((len(chosen), most), -1, dtype=np.int64)
    paper, reviewer = np.nonzero(chosen)
    first = np.searchsorted(paper, np.arange(len(chosen)))
    seats[paper, np.arange(len(paper)) - first[paper]] = reviewer
    return seats
