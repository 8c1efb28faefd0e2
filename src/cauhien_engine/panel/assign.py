"""Reviewers for files: a floor for every seat, the largest total above it, the worst file lifted.

Source: the floor and the total are exact (`floor`, `flow`); lifting follows the aim of leximin
(Kobren, Saha and McCallum, Paper Matching with Local Fairness Constraints, 2019, have the same
aim by other means) by chains of exchanges (`chains`). Measured beside their FairFlow in
benchmarks/assignment.py.
"""

from dataclasses import dataclass

import numpy as np

from cauhien_engine.panel.chains import CLOSE, Chains
from cauhien_engine.panel.edges import all_edges, best_edges, instance, with_seats
from cauhien_engine.panel.floor import largest_floor
from cauhien_engine.panel.flow import best_flow
from cauhien_engine.panel.seating import Seating
from cauhien_engine.panel.shortage import Shortage, shortage_of

REGAINED = 0.0005  # share of the total that seeking it anew wins back at most, as measured


class CannotServe(Exception):
    """The seats do not fit. `shortage` names the files that stand in each other's way."""

    def __init__(self, shortage):
        super().__init__(shortage)
        self.shortage: Shortage = shortage


@dataclass(frozen=True)
class Settings:
    """The numbers of an assignment in one place, to be stored with it.

    per_paper, per_reviewer: how many pairs of each are weighed, best first. near: how many
    reviewers of each paper a chain of exchanges goes through. halvings: how often a target for
    the worst file is halved. rounds: how often the total is sought anew at a target.
    least_total: share of the largest total that must be kept; an assignment below is not taken,
    however well it serves the worst file.
    """

    per_paper: int = 150
    per_reviewer: int = 20
    near: int = 45
    halvings: int = 6
    rounds: int = 2
    least_total: float = 0.998


@dataclass(frozen=True)
class Assignment:
    """Who reviews what, and how good it is.

    seats: int array (k, 2) of (paper, reviewer), in order. floor: the score that every seat can
    be given at least. total: the sum of scores. largest_total: what no assignment passes, without
    a floor. means: float array (papers,), mean score of each file's seats, nan without seats.
    loads: int array (reviewers,), how many files each reviewer has.
    """

    seats: np.ndarray
    floor: float
    total: float
    largest_total: float
    means: np.ndarray
    loads: np.ndarray

    @property
    def gap(self):
        """The share of the largest total that was given up for the worst files."""
        return 1 - self.total / self.largest_total if self.largest_total > 0 else 0.0


def assign(scores, allowed, demand, capacity, *, rng, settings=None):
    """Return the Assignment that serves the worst file best, then the worst tenth, then all.

    scores: float array (papers, reviewers), higher is better; nan bars the pair. allowed: bool
    array of that shape (no hard conflict, available, speaks the language), or None. demand: seats
    of each file, capacity: most files of each reviewer, an int array or one number. rng: numpy
    Generator that draws the order in which equals are met, so that no place in a list is an
    advantage; the same seed gives the same seats. Raises CannotServe, BadInstance.

    >>> scores = np.array([[0.9, 0.8], [0.7, 0.1]])
    >>> assign(scores, None, 1, 1, rng=np.random.default_rng(1)).seats.tolist()
    [[0, 1], [1, 0]]
    """
    settings = settings or Settings()
    problem = instance(scores, allowed, demand, capacity)
    order = [rng.permutation(count) for count in problem.scores.shape]
    mixed = _ordered(problem, order)
    edges, floor = _edges_with_floor(mixed, settings)
    if floor is None:
        raise CannotServe(shortage_of(all_edges(problem), problem.demand, problem.capacity))
    best, largest = _best(mixed, edges, floor, settings)
    paper, reviewer = np.nonzero(best.chosen)
    seats = np.column_stack([order[0][paper], order[1][reviewer]])
    return _told(problem, seats[np.lexsort(seats.T[::-1])], floor, largest)


def _ordered(problem, order):
    papers, reviewers = order
    where = np.ix_(papers, reviewers)
    return instance(
        problem.scores[where],
        problem.allowed[where],
        problem.demand[papers],
        problem.capacity[reviewers],
    )


def _edges_with_floor(problem, settings):
    """Return (edges, floor): the best edges, or all where the seats fit only then, if at all."""
    edges = best_edges(problem, settings.per_paper, settings.per_reviewer)
    floor = largest_floor(edges, problem.demand, problem.capacity)
    if floor is None:
        edges = all_edges(problem)
        floor = largest_floor(edges, problem.demand, problem.capacity)
    return edges, floor


def _best(problem, edges, floor, settings):
    """Return (the best Seating found, the largest total)."""
    largest = best_flow(edges, edges.score, problem.demand, problem.capacity)
    limit = float(edges.score[largest].sum())
    least = limit - (1 - settings.least_total) * abs(limit) - CLOSE
    base = _seating(problem, edges, largest)
    above = edges.kept(edges.score >= floor)
    inside = best_flow(above, above.score, problem.demand, problem.capacity)
    reached = [base, _seating(problem, above, inside), *_lifted(problem, base, least, settings)]
    return max((one for one in reached if one.total() >= least), key=_worth), limit


def _lifted(problem, base, least, settings):
    """Yield Seatings of large enough a total, the worst file higher from one to the next.

    The target is sought by halves between where the largest total leaves the worst file and where
    it would stand if every file had the reviewers to itself. A target is tried from the best so
    far and, where that is in the way, from the largest total.
    """
    if not problem.demand.any():
        return
    chains = Chains(problem, settings.near)
    edges = best_edges(problem, settings.near, 0)
    low, high, ways = base.worst(), chains.alone(), [base]
    for _ in range(settings.halvings):
        if not high - low > CLOSE:
            break
        target = (low + high) / 2
        one = _at_target(problem, chains, edges, (ways, target, least), settings)
        if one is None:
            high = target
        else:
            low, ways = target, [one, base]
            yield one


def _at_target(problem, chains, edges, aim, settings):
    """Return a Seating of the least total or more in which no file is below the target, or None."""
    ways, target, least = aim
    within_reach = least - REGAINED * abs(least)
    for way in ways:
        one = way.copy()
        if not chains.lift(one, target, within_reach):
            continue
        if one.total() < least:
            one = _regained(problem, edges, one, target, settings.rounds)
        if one.total() >= least:
            return one
    return None


def _regained(problem, edges, best, target, rounds):
    """Return a Seating of larger total that still leaves no file below the target.

    The largest total is sought anew while the files that it would leave below keep their seats
    of best; those that then fall below keep theirs too, and so on.
    """
    edges = with_seats(edges, problem, best.chosen)  # an exchange takes any pair that is allowed
    fixed = np.zeros(edges.papers, dtype=bool)
    held = best.chosen[edges.paper, edges.reviewer]
    for _ in range(rounds):
        kept = edges.kept(~fixed[edges.paper] | held)
        mask = best_flow(kept, kept.score, problem.demand, problem.capacity)
        one = _seating(problem, kept, mask)
        below = one.value() < target - CLOSE
        if not below.any():
            return one if one.total() > best.total() else best
        fixed |= below
    return best


def _seating(problem, edges, mask):
    chosen = np.zeros(problem.scores.shape, dtype=bool)
    chosen[edges.paper[mask], edges.reviewer[mask]] = True
    return Seating(problem, chosen)


def _worth(seating):
    """Return (worst file, total, worst tenth), rounded so that equals are told as equal."""
    value = np.sort(seating.value()[seating.demand > 0])
    tenth = value[: max(len(value) // 10, 1)]
    worst, mean = (float(tenth[0]), float(tenth.mean())) if len(value) else (0.0, 0.0)
    return round(worst, 9), round(seating.total(), 9), round(mean, 9)


def _told(problem, seats, floor, largest):
    papers, reviewers = problem.scores.shape
    scores = problem.scores[seats[:, 0], seats[:, 1]].astype(np.float64)
    counts = np.bincount(seats[:, 0], minlength=papers)
    sums = np.bincount(seats[:, 0], weights=scores, minlength=papers)
    means = np.divide(sums, counts, out=np.full(papers, np.nan), where=counts > 0)
    loads = np.bincount(seats[:, 1], minlength=reviewers)
    return Assignment(seats, floor, float(scores.sum()), largest, means, loads)
