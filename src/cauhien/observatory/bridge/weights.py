"""What people gave in a round of weights -> how far apart they are, and one weight each."""

from dataclasses import dataclass

import numpy as np

from cauhien.observatory.states import Pooling, RoundState
from cauhien_engine.composite.judging import at_odds, from_comparisons, from_points

TOTAL = 100  # points that everybody gives out
LARGEST_RATIO = 0.1  # Saaty: comparisons over it had better be looked at again
MOST_COMPARED = 9  # parts: 36 comparisons
FEWEST = 3  # answers: of fewer, a mean or a spread would tell what one person said


@dataclass(frozen=True)
class Spread:
    """What people gave to one part, in points: the least, middle, mean and most."""

    low: float
    middle: float
    mean: float
    high: float


def spread_of(held, answers):
    """Return {code: Spread} of a closed round, None while it is open or where few answered.

    answers: WeightAnswers.
    """
    if held.state == RoundState.OPEN or len(answers) < FEWEST:
        return None
    given = {code: [one.points[code] for one in answers] for code in answers[0].points}
    return {
        code: Spread(min(all_), float(np.median(all_)), float(np.mean(all_)), max(all_))
        for code, all_ in given.items()
    }


def weights_of(answers, how):
    """Return {code: weight}, together 100. how: Pooling.MEAN or MEDIAN.

    answers: WeightAnswers. The mean of comparisons is that of Aczel and Saaty, cell by cell.
    """
    if how == Pooling.MEAN and answers[0].pairs:
        shares = compared([one.pairs for one in answers]).weights
    else:
        codes = list(answers[0].points)
        points = [[one.points[code] for code in codes] for one in answers]
        shares = from_points(codes, points, median=how == Pooling.MEDIAN).weights
    return {code: round(TOTAL * share, 2) for code, share in shares.items()}


def compared(pairs):
    """Return the engine's Judgement of comparisons. pairs: of each person, {"A:B": times}: 3 where
    A is three times as important as B, -3 where B is, 1 where they are alike.
    """
    codes = _codes(pairs[0])
    return from_comparisons(codes, [_table(codes, one) for one in pairs])


def consistency_of(answers):
    """Return the ratio of all comparisons of WeightAnswers together, None where there are none."""
    pairs = [one.pairs for one in answers if one.pairs]
    return compared(pairs).consistency if pairs else None


def furthest(pairs):
    """Return (a, b, times) of one person's comparison that agrees least with their others."""
    codes = _codes(pairs)
    return at_odds(codes, _table(codes, pairs))


def _codes(pairs):
    return list(dict.fromkeys(code for pair in pairs for code in pair.split(":")))


def _table(codes, pairs):
    table = np.ones((len(codes), len(codes)))
    for pair, times in pairs.items():
        row, column = map(codes.index, pair.split(":"))
        table[row, column] = times if times > 0 else -1 / times
        table[column, row] = 1 / table[row, column]
    return table
