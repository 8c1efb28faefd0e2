"""Chains of exchanges that lift the file that is served worst at the least cost in total.

A chain gives a file another reviewer. Who had that one takes a third in his place, and so on,
until one has room or is the one whom the first file let go. It is the augmenting path of a
flow of least cost, with one condition more: nobody on the way falls below the target.
"""

from dataclasses import dataclass

import numpy as np

from cauhien_engine.panel.edges import best_of_each

NOTHING = -np.inf
CLOSE = 1e-9  # two values are told apart from here on


@dataclass(frozen=True)
class _Link:
    """One more link of every chain: the pairs it may go through, and by which each end was reached.

    files, given: int arrays (pairs,), a file and whom it gives up.
    by: int array (starts, reviewers), the pair by which each end was reached, -1 where it was
    reached before.
    """

    files: np.ndarray
    given: np.ndarray
    by: np.ndarray


class Chains:
    """Looks for chains in an Instance.

    near_each: how many of the best reviewers a file may take in the middle of a chain; the first
    file may take anybody. most_links: how many files a chain goes through after the first.
    """

    def __init__(self, problem, near_each, most_links=4):
        count = min(max(near_each, int(problem.demand.max(initial=0))), problem.scores.shape[1])
        self.problem = problem
        self.most_links = most_links
        self.open = problem.allowed & (problem.capacity > 0)
        self.near = best_of_each(problem.scores, self.open, count)
        at = np.arange(len(self.near))[:, None], self.near
        self.worth = np.where(self.open[at], problem.scores[at], NOTHING).astype(np.float64)

    def alone(self):
        """Return what the worst file would stand at if every file had the reviewers to itself."""
        wanted = np.flatnonzero(self.problem.demand)
        seats = self.problem.demand[wanted]
        best = np.sort(self.worth[wanted], axis=1)[:, ::-1].cumsum(axis=1)
        return float((best[np.arange(len(wanted)), seats - 1] / seats).min(initial=np.inf))

    def lift(self, seating, target, least=NOTHING, most=1000):
        """Lift one file after another, the worst first, until all stand at the target.

        Changes seating; returns whether all stand there with a total of at least the least. No
        file sinks below the target, nor one that is below it any further.
        """
        for _ in range(most):
            if seating.total() < least:
                return False
            value = seating.value()
            paper = int(np.argmin(value))
            if value[paper] >= target - CLOSE:
                return True
            steps = self.best(seating, paper, target)
            if not steps:
                return False
            for step in steps:
                seating.give(*step)
        return False

    def best(self, seating, paper, target):
        """Return the chain by which a paper reaches a target and all together lose least.

        As steps (paper, old reviewer, new reviewer), none where there is no such chain. Where one
        chain does not bring all that is missing, one that brings half or a quarter of it is taken.
        """
        scores, held = self.problem.scores[paper], seating.seats[paper, : seating.demand[paper]]
        into = np.where(seating.chosen[paper] | ~self.open[paper], NOTHING, scores)
        gains = (into[None, :] - scores[held][:, None]).astype(np.float64)
        missing = target * len(held) - seating.sums[paper]
        for part in (1.0, 0.5, 0.25):
            enough = gains >= missing * part - CLOSE
            if enough.any():
                steps = self._from(seating, (paper, held), np.where(enough, gains, NOTHING), target)
                if steps:
                    return steps
        return []

    def _from(self, seating, first, gain, target):
        """Return the steps of the best chain of those that begin with given gains.

        gain: float array (starts, reviewers): a chain starts with one of the first file's
        reviewers who leaves and ends at somebody whom it needs now. Chains that stand below one
        that is finished are given up.
        """
        paper, held = first
        # What each file may lose; the first has one place in a chain.
        slack = np.maximum(seating.sums - target * seating.demand, 0.0)
        slack[paper] = NOTHING
        room = np.repeat(seating.spare[None, :] > 0, len(held), axis=0)
        room[np.arange(len(held)), held] = True
        new, links, most, best = gain > NOTHING, [], NOTHING, []
        for _ in range(self.most_links + 1):
            done = np.where(new & room, gain, NOTHING)
            end = np.unravel_index(int(done.argmax()), done.shape)
            if done[end] > most + CLOSE and (steps := _steps(first, end, links)):
                most, best = float(done[end]), steps
            ahead = np.where(new, gain, NOTHING).max(axis=0)
            asked = np.flatnonzero(ahead > most)
            # What a step may cost, too, before its chain is behind the one that is finished.
            ahead[asked] -= most
            gain, link = _further(gain, most, self._pairs(seating, slack, ahead, asked))
            links.append(link)
            new = link.by >= 0
            if not new.any():
                break
        return best

    def _pairs(self, seating, slack, ahead, asked):
        """Return (files, whom they give up, whom they take, the change in total)."""
        files, given = _holders(seating, asked)
        least = seating.scores[files, given] - np.minimum(slack[files], ahead[given]) - CLOSE
        pair, column = np.nonzero(self.worth[files] >= least[:, None])
        files, given = files[pair], given[pair]
        taken = self.near[files, column]
        free = ~seating.chosen[files, taken]
        files, given, taken, column = files[free], given[free], taken[free], column[free]
        return files, given, taken, self.worth[files, column] - seating.scores[files, given]


def _further(gain, most, pairs):
    """Return (the gains with one link more, the _Link)."""
    files, given, taken, change = pairs
    reached = gain[:, given] + change
    start, pair = np.nonzero(reached > np.maximum(gain[:, taken], most) + CLOSE)
    reached = reached[start, pair]
    order = np.argsort(reached, kind="stable")  # the largest is written last
    start, pair = start[order], pair[order]
    gain, by = gain.copy(), np.full(gain.shape, -1)
    gain[start, taken[pair]], by[start, taken[pair]] = reached[order], pair
    return gain, _Link(files, given, by)


def _steps(first, end, links):
    """Return the steps of the chain that ends there, last first; none if a file comes twice."""
    paper, held = first
    start, end = int(end[0]), int(end[1])
    steps = []
    for link in reversed(links):
        pair = link.by[start, end]
        if pair >= 0:
            steps.append((int(link.files[pair]), int(link.given[pair]), end))
            end = int(link.given[pair])
    steps.append((paper, int(held[start]), end))
    return steps if len({step[0] for step in steps}) == len(steps) else []


def _holders(seating, wanted):
    """Return (files, reviewers): who has each of the wanted reviewers now."""
    asked = np.zeros(len(seating.spare) + 1, dtype=bool)  # the last stands for a seat that is none
    asked[wanted] = True
    files, place = np.nonzero(asked[seating.seats])
    return files, seating.seats[files, place]
