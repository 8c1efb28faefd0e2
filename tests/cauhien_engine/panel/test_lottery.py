"""A lottery seats everybody rightly and gives no pair more than its cap."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from cauhien_engine.panel.lottery import CapTooLow, draw, lottery


@settings(max_examples=60)
@given(some.integers(0, 10_000), some.floats(0.3, 1.0))
def test_every_draw_keeps_seats_and_loads(seed, cap):
    rng = np.random.default_rng(seed)
    papers, reviewers = rng.integers(1, 8), rng.integers(8, 16)
    demand, capacity = 2, 3
    found = lottery(rng.random((papers, reviewers)), None, demand, capacity, cap=cap)

    drawn = draw(found, rng)

    assert np.bincount(drawn[:, 0], minlength=papers).tolist() == [demand] * papers
    assert np.bincount(drawn[:, 1]).max() <= capacity
    assert found.chances.max() <= cap + 1e-9


def test_pairs_come_as_often_as_their_chance():
    rng = np.random.default_rng(3)
    found = lottery(rng.random((4, 7)), None, 2, 2, cap=0.5)

    drawn = [draw(found, rng) for _ in range(3000)]

    seen = {tuple(pair): 0 for pair in found.pairs.tolist()}
    for pairs in drawn:
        for pair in pairs.tolist():
            seen[tuple(pair)] += 1
    assert np.abs(np.array([*seen.values()]) / 3000 - found.chances).max() < 0.04


def test_a_barred_pair_is_never_drawn():
    allowed = np.ones((3, 6), dtype=bool)
    allowed[:, 0] = False

    found = lottery(np.eye(3, 6), allowed, 1, 1, cap=0.5)

    assert 0 not in found.pairs[:, 1]


def test_too_low_a_cap_is_refused_and_a_cap_costs_no_gain():
    scores = np.random.default_rng(5).random((3, 4))

    with pytest.raises(CapTooLow):
        lottery(scores, None, 2, 3, cap=0.4)

    assert lottery(scores, None, 2, 3, cap=0.6).total <= lottery(scores, None, 2, 3, cap=1).total
