"""How sure a rank is."""

from itertools import pairwise

import numpy as np
import pytest

from cauhien_engine.composite.ensemble import Ensemble
from cauhien_engine.composite.factors import Choice, Noise
from cauhien_engine.composite.ranking import ranks_of, whole_ranks
from cauhien_engine.composite.standing import standings
from tests.cauhien_engine.composite.things import PLAN, SCALES, UNITS, a_frame, a_panel


@pytest.fixture(scope="module")
def ensemble():
    scale = Choice("scale", "normalise", SCALES[:2])
    return Ensemble(a_frame(), a_panel(), PLAN.vary(scale, Noise("noise", {1: 0.4, 2: 0.4})))


@pytest.fixture(scope="module")
def design(ensemble):
    return ensemble.sample(501, np.random.default_rng(1))


def test_tallies_say_what_the_ranks_themselves_say(ensemble, design):
    ranks = ranks_of(ensemble.scores(design)[0])
    found = standings(ensemble, design, pairs=True)

    assert found.mean == pytest.approx(ranks.mean(axis=0))
    shares = [0.05, 0.5, 0.9]
    assert found.quantiles(shares) == pytest.approx(np.quantile(ranks, shares, axis=0).T)
    assert found.within(2) == pytest.approx((ranks <= 2).mean(axis=0))
    assert found.beats("a", "b") == (ranks[:, 0] < ranks[:, 1]).mean()
    assert found.beats("b", "a") + found.beats("a", "b") <= 1


def test_units_may_be_ranked_among_some_only(ensemble, design):
    found = standings(ensemble, design, among=("d", "e", "f"), pairs=("e", "f"))
    ranks = ranks_of(ensemble.scores(design)[0][:, 3:])

    assert found.within(1) == pytest.approx((ranks == 1).mean(axis=0))
    assert found.beats("e", "f") == (ranks[:, 1] < ranks[:, 2]).mean()
    assert sorted(found.nominal) == [1, 2, 3]


def test_tie_groups_hold_those_whom_their_first_does_not_surely_beat(ensemble, design):
    found = standings(ensemble, design, pairs=True)
    groups = found.tie_groups(0.9)

    assert sorted(unit for group in groups for unit in group) == list(UNITS)
    for first, *others in groups:
        assert all(found.beats(first, other) < 0.9 for other in others)
    for one, other in pairwise(groups):
        assert found.beats(one[0], other[0]) >= 0.9


def test_equal_scores_share_the_best_rank_and_unknown_ones_have_none():
    scores = np.array([[3.0, np.nan, 3.0, 5.0, -1.0], [np.nan] * 5])

    assert whole_ranks(scores).tolist() == [[2, 0, 2, 1, 4], [0] * 5]
