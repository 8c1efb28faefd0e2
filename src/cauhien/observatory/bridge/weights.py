"""What people gave in a round of weights -> how far apart they are, and one weight each."""

from dataclasses import dataclass

import numpy as np

from cauhien.observatory.states import Pooling, RoundState
from cauhien_engine.composite.judging import from_points

TOTAL = 100  # points that everybody gives out
FEWEST = 3  # answers: of fewer, a mean or a spread would tell what one person said


@dataclass(frozen=True)
class Spread:
    """What people gave to one part, in points: the least, middle, mean and most."""

    low: float
    middle: float
    mean: float
    high: float


def spread_of(held, answers):
    """Return {code: Spread} of a closed round, None while it is open or where few answered."""
    if held.state == RoundState.OPEN or len(answers) < FEWEST:
        return None
    given = {code: [one[code] for one in answers] for code in answers[0]}
    return {
        code: Spread(min(all_), float(np.median(all_)), float(np.mean(all_)), max(all_))
        for code, all_ in given.items()
    }


def weights_of(answers, how):
    """Return {code: weight}, together 100. how: Pooling.MEAN or MEDIAN."""
    codes = list(answers[0])
    points = [[one[code] for code in codes] for one in answers]
    shares = from_points(codes, points, median=how == Pooling.MEDIAN).weights
    return {code: round(TOTAL * share, 2) for code, share in shares.items()}
