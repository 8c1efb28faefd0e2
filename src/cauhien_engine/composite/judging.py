"""Weights from people: points that each hands out, and comparisons two by two."""

from dataclasses import dataclass

import numpy as np

from cauhien_engine.composite.errors import BadPlan

# Mean consistency index of random comparisons of so many things (Saaty 1980), from 3 on.
CHANCE = (0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49)


@dataclass(frozen=True)
class Judgement:
    """Weights of people, for `weigh.weights`.

    weights: {code: share}, sum 1. spread: {code: standard deviation of the shares of the people},
    empty for one. consistency: of comparisons, 0 where they agree with each other, over 0.1 where
    they had better be asked again; None for points.
    """

    weights: dict[str, float]
    spread: dict[str, float]
    consistency: float | None = None


def from_points(codes, points, *, median=False):
    """Return the Judgement of points handed out. points: float array (people, codes), none under 0.

    Each person counts alike, however many points were handed out. median: of the shares, brought
    back to a sum of 1, instead of their mean; the mean stays where every median is zero.
    Source: budget allocation, Handbook on Constructing Composite Indicators (2008), section 6.

    >>> from_points(("a", "b"), [[60, 40], [1, 1]]).weights
    {'a': 0.55, 'b': 0.45}
    """
    points = np.asarray(points, dtype=float)
    if points.ndim != 2 or (points < 0).any() or (points.sum(axis=1) <= 0).any():
        raise BadPlan("points are numbers from 0 up, and everybody hands out some")
    shares = points / points.sum(axis=1, keepdims=True)
    spread = shares.std(axis=0, ddof=1) if len(shares) > 1 else []
    middle = np.median(shares, axis=0) if median else np.zeros(len(codes))
    pooled = middle / middle.sum() if middle.any() else shares.mean(axis=0)
    return Judgement(_named(codes, pooled), _named(codes, spread))


def from_comparisons(codes, tables):
    """Return the Judgement of comparisons. tables: float array (people, codes, codes): how many
    times as important the row is as the column (9 most), the mirror cell being one over it.

    Of several people the geometric mean of each cell is taken; the weights are its principal
    eigenvector. Source: Saaty (1980), The Analytic Hierarchy Process; Aczel and Saaty (1983).

    >>> told = from_comparisons(("a", "b", "c"), [[[1, 2, 4], [0.5, 1, 2], [0.25, 0.5, 1]]])
    >>> {code: round(weight, 4) for code, weight in told.weights.items()}
    {'a': 0.5714, 'b': 0.2857, 'c': 0.1429}
    """
    tables = np.asarray(tables, dtype=float)
    if tables.ndim != 3 or (tables <= 0).any():
        raise BadPlan("comparisons are numbers over 0")
    if not np.allclose(tables * tables.transpose(0, 2, 1), 1):
        raise BadPlan("a comparison and its mirror are one over the other")
    each = np.stack([_principal(table)[1] for table in tables])
    largest, shares = _principal(np.exp(np.log(tables).mean(axis=0)))
    spread = each.std(axis=0, ddof=1) if len(each) > 1 else []
    return Judgement(
        _named(codes, shares), _named(codes, spread), _consistency(largest, len(codes))
    )


def at_odds(codes, table):
    """Return (a, b, times): the comparison that agrees least with the others of the same person,
    and how many times as important as b those make a (1 or more).

    table: float array (codes, codes), three or more, as in `from_comparisons`. The others tell of
    a and b by the geometric mean of the ways over each third code.

    >>> at_odds(("a", "b", "c"), [[1, 2, 1 / 4], [1 / 2, 1, 2], [4, 1 / 2, 1]])[:2]
    ('b', 'a')
    """
    said = np.log(np.asarray(table, dtype=float))
    sums = said.sum(axis=1)
    others = (sums[:, None] - sums - 2 * said) / (len(codes) - 2)
    row, column = np.unravel_index(int(np.argmax(np.triu(np.abs(said - others), 1))), said.shape)
    if others[row, column] < 0:
        row, column = column, row
    return codes[row], codes[column], float(np.exp(others[row, column]))


def _principal(table):
    """Return (the largest eigenvalue, its vector as shares)."""
    values, vectors = np.linalg.eig(table)
    first = int(np.argmax(values.real))
    vector = np.abs(vectors[:, first].real)
    return float(values[first].real), vector / vector.sum()


def _consistency(largest, count):
    if count < 3:
        return 0.0
    by_chance = CHANCE[min(count - 3, len(CHANCE) - 1)]
    return max(0.0, (largest - count) / (count - 1) / by_chance)


def _named(codes, numbers):
    return dict(zip(codes, map(float, numbers), strict=True)) if len(numbers) else {}
