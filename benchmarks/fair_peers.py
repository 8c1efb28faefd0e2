"""Own versions of methods that assign reviewers, from their papers: to stand beside ours.

They are not the programs of those who proposed them, and may be faster or slower than those.
Each takes (scores, allowed, demand, capacity) and returns a table of seats (papers, reviewers).
"""

import numpy as np

from cauhien_engine.panel.edges import all_edges, instance
from cauhien_engine.panel.flow import NoFlow, best_flow


def total_alone(scores, allowed, demand, capacity):
    """Seat for the largest total over every pair: Charlin and Zemel, The Toronto Paper Matching
    System (2013); MinMax of openreview-matcher without minimum loads.
    """
    problem = instance(scores, allowed, demand, capacity)
    return _filled(np.zeros(scores.shape, dtype=bool), problem)


def in_turns(scores, allowed, demand, capacity):
    """Let the files take turns, each turn the pair of highest score first; what does not fit is
    seated for the largest total: after Payan and Zick, I Will Have Order! (2022).
    """
    problem, chosen = instance(scores, allowed, demand, capacity), np.zeros(scores.shape, bool)
    room = capacity.copy()
    for _ in range(int(demand.max())):
        want = np.where(allowed & ~chosen & (room > 0), scores, -np.inf)
        waiting = chosen.sum(axis=1) < demand
        while waiting.any():
            best = np.where(waiting, want.max(axis=1), -np.inf)
            paper = int(best.argmax())
            reviewer = int(want[paper].argmax())
            waiting[paper] = False
            if np.isfinite(best[paper]):
                chosen[paper, reviewer] = True
                room[reviewer] -= 1
                if not room[reviewer]:
                    want[:, reviewer] = -np.inf
    try:
        return _filled(chosen, problem)
    except NoFlow:
        return total_alone(scores, allowed, demand, capacity)


def fair_flow(scores, allowed, demand, capacity, steps=10):
    """Seat for the largest total, then move reviewers from files above a target to files that
    stand more than the highest score below it, the target sought by halves: after Kobren, Saha
    and McCallum, Paper Matching with Local Fairness Constraints (2019).
    """
    problem = instance(scores, allowed, demand, capacity)
    best = total_alone(scores, allowed, demand, capacity)
    low, high = 0.0, float(np.where(best, scores, 0).sum(axis=1).max())
    for _ in range(steps):
        target = (low + high) / 2
        found = _towards(best.copy(), problem, target)
        worst = np.where(found, scores, 0).sum(axis=1).min()
        if worst > np.where(best, scores, 0).sum(axis=1).min():
            best = found
        low, high = (target, high) if worst >= target - scores.max() else (low, target)
    return best


def _towards(chosen, problem, target, rounds=20):
    """Return seats moved towards a target until nothing moves any more."""
    before = -1.0
    for _ in range(rounds):
        sums = np.where(chosen, problem.scores, 0).sum(axis=1)
        poor, rich = sums < target - problem.scores.max(), sums > target
        if not poor.any() or not rich.any() or sums.sum() == before:
            break
        before = float(sums.sum())
        _moved(chosen, problem, np.flatnonzero(poor), np.flatnonzero(rich))
    return chosen


def _moved(chosen, problem, poor, rich):
    """Let each poor file exchange its weakest reviewer for one of a rich file, then fill up."""
    old = chosen.copy()
    for paper in poor:
        out = np.where(chosen[paper], problem.scores[paper], np.inf).argmin()
        theirs = chosen[rich].any(axis=0) & problem.allowed[paper] & ~chosen[paper]
        new = int(np.where(theirs, problem.scores[paper], -np.inf).argmax())
        if theirs.any() and problem.scores[paper, new] > problem.scores[paper, out]:
            giver = rich[chosen[rich, new].argmax()]
            chosen[giver, new] = chosen[paper, out] = False
            chosen[paper, new] = True
    try:
        chosen[:] = _filled(chosen, problem)
    except NoFlow:
        chosen[:] = old


def _filled(chosen, problem):
    """Return seats with the missing ones filled for the largest total."""
    rest = instance(
        problem.scores,
        problem.allowed & ~chosen,
        problem.demand - chosen.sum(axis=1),
        problem.capacity - chosen.sum(axis=0),
    )
    edges = all_edges(rest)
    mask = best_flow(edges, edges.score, rest.demand, rest.capacity)
    full = chosen.copy()
    full[edges.paper[mask], edges.reviewer[mask]] = True
    return full


METHODS = {"FairFlow": fair_flow, "FairSequence": in_turns, "MinMaxSolver": total_alone}
