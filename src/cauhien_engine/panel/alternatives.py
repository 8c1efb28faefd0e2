"""Beside each file's seats: who came next, who was barred, and why not."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np


class WhyNot(StrEnum):
    """BARRED: a hard conflict, or not available. FULL: sits on as many files as allowed.
    WEAKER: has room, and no seat of the file is filled by somebody worse. SPARED: has room and
    is better than somebody seated, who would then have to leave a file that needs them more.
    """

    BARRED = "barred"
    FULL = "full"
    WEAKER = "weaker"
    SPARED = "spared"


@dataclass(frozen=True)
class Alternative:
    """Somebody not seated on a file. sits_on: the files that fill this person's load."""

    paper: int
    reviewer: int
    score: float
    why: WhyNot
    sits_on: tuple[int, ...]


def alternatives(problem, seats, most=3):
    """Return the best not seated of each file, best first, a list of Alternative per file.

    problem: Instance. seats: int array (k, 2) of (paper, reviewer). most: how many per file.

    >>> from cauhien_engine.panel.edges import instance
    >>> one = instance(np.array([[0.9, 0.8, 0.7]]), [[False, True, True]], 1, 1)
    >>> [(a.reviewer, a.why.value) for a in alternatives(one, np.array([[0, 1]]))[0]]
    [(0, 'barred'), (2, 'weaker')]
    """
    papers, reviewers = problem.scores.shape
    sits = [tuple(seats[seats[:, 1] == one, 0].tolist()) for one in range(reviewers)]
    own = [seats[seats[:, 0] == paper, 1] for paper in range(papers)]
    return [_of_paper(problem, paper, own[paper], sits, most) for paper in range(papers)]


def _of_paper(problem, paper, own, sits, most):
    scores = np.nan_to_num(problem.scores[paper].astype(float), nan=-np.inf)
    least = scores[own].min(initial=np.inf)
    scores[own] = -np.inf
    best = np.argsort(-scores, kind="stable")[:most]
    return [
        Alternative(
            paper, int(one), float(scores[one]), _why(problem, paper, one, sits, least), sits[one]
        )
        for one in best
        if np.isfinite(scores[one])
    ]


def _why(problem, paper, one, sits, least):
    if not problem.allowed[paper, one]:
        return WhyNot.BARRED
    if len(sits[one]) >= problem.capacity[one]:
        return WhyNot.FULL
    return WhyNot.WEAKER if problem.scores[paper, one] <= least else WhyNot.SPARED
