import numpy as np
import pytest

from cauhien_engine.panel.scores import (
    bootstrap,
    distinct,
    intervals,
    outlying,
    standings,
)
from cauhien_engine.panel.severity import NotComparable, adjusted, model_of


def rng(seed=3):
    return np.random.default_rng(seed)


def table(worth, severity, noise, seed):
    drawn = rng(seed).normal(0, noise, (len(worth), len(severity)))
    return np.asarray(worth)[:, None] + np.asarray(severity)[None, :] + drawn


def told(scores, limit=20):
    return standings(scores, limit=limit, rng=rng())


def test_files_are_ranked_by_the_raw_mean_and_equals_share_a_place():
    scores = np.array([[80.0, 82.0], [90.0, 90.0], [82.0, 80.0]])

    assert [(one.mean, one.place) for one in told(scores)] == [(81, 2), (90, 1), (81, 2)]


def test_severity_is_silent_where_all_members_scored_all_files():
    assert [one.adjusted for one in told(table([70, 80], [0, 5, -5], 1, 1))] == [None, None]


def test_severity_moves_no_claim_where_all_members_scored_all_files():
    scores = table([60, 70, 72], [0] * 7, 2, 1)
    moved = scores + np.arange(7) * 10

    # What the members have in common moves the mean; which file is better it does not touch.
    assert [one.ranks for one in told(scores)] == [one.ranks for one in told(moved)]


def test_a_file_of_severe_members_is_lifted_where_seats_differ():
    scores = table([70, 70, 70, 70], [0, 0, -15, -15], 0.5, 2)
    scores[0, 2:] = np.nan
    scores[1, :2] = np.nan

    first, second, *_ = told(scores)

    assert first.mean - second.mean > 12
    assert abs(first.adjusted - second.adjusted) < 2


def test_what_is_far_apart_has_its_rank_and_what_is_near_is_not_distinguishable():
    standing = told(table([90, 60, 61, 30], [0] * 7, 3, 4))

    assert [one.ranks for one in standing] == [(1, 1), (2, 3), (2, 3), (4, 4)]
    assert [one.alike for one in standing] == [(), (2,), (1,), ()]


def test_files_far_apart_are_told_apart_though_one_between_them_may_be_either():
    standing = told(table([85, 63, 45], [0] * 7, 16, 4))

    assert [one.ranks for one in standing] == [(1, 2), (1, 3), (2, 3)]
    assert [one.alike for one in standing] == [(1,), (0, 2), (1,)]


def test_all_claims_on_ranks_hold_together_as_often_as_asked():
    worth, wrong = np.array([70, 70, 72, 74, 74, 80]), 0
    for seed in range(60):
        better = distinct(table(worth, [0, 3, -3, 6, 1, -2, 0], 5, seed), rng=rng(seed), draws=400)
        wrong += bool((better & (worth[:, None] <= worth[None, :])).any())

    assert wrong / 60 <= 0.10  # at most 0.05 in the long run


def test_an_interval_holds_the_worth_of_a_file_as_often_as_asked():
    held = []
    for seed in range(80):
        low, high = intervals(table([70, 75, 80], [0] * 6, 5, seed))
        held += [(low <= [70, 75, 80]) & (high >= [70, 75, 80])]

    assert 0.91 <= np.mean(held) <= 0.99


def test_disagreement_is_flagged_by_the_limit_of_the_procedure():
    scores = np.array([[80.0, 60.0, 70.0], [80.0, 81.0, 79.0]])

    assert [(one.spread, one.disagrees) for one in told(scores)] == [(20, False), (2, False)]
    assert [one.disagrees for one in told(scores, limit=15)] == [True, False]


def test_nothing_is_claimed_where_the_table_falls_apart():
    scores = np.array([[80.0, 82.0, np.nan, np.nan], [np.nan, np.nan, 60.0, 61.0]])

    with pytest.raises(NotComparable):
        model_of(scores)
    assert adjusted(scores) is None
    assert [(one.ranks, one.adjusted) for one in told(scores)] == [((1, 2), None)] * 2


def test_one_member_alone_leaves_every_rank_open():
    standing = told(np.array([[90.0], [50.0]]))

    assert [one.ranks for one in standing] == [(1, 2), (1, 2)]
    assert np.isnan(standing[0].interval).all()


def test_a_file_without_scores_has_no_mean():
    standing = told(np.array([[np.nan, np.nan], [70.0, 72.0]]))

    assert np.isnan(standing[0].mean)
    assert (standing[1].mean, standing[1].place) == (71.0, 1)


def test_members_of_one_opinion_are_no_error():
    assert [one.ranks for one in told(np.array([[80.0] * 3, [70.0] * 3]))] == [(1, 1), (2, 2)]


def test_the_same_seed_gives_the_same_standing():
    scores = table([70, 72, 74], [0, 2, 4], 3, 5)

    assert told(scores) == told(scores)
    assert [one.tolist() for one in bootstrap(scores, rng=rng())] == [
        one.tolist() for one in bootstrap(scores, rng=rng())
    ]


def test_a_ballot_far_from_the_mean_is_named():
    assert outlying(np.array([[80.0, 82.0, 50.0, np.nan]]), 0.2).tolist() == [
        [False, False, True, False]
    ]


def test_a_single_file_has_the_interval_of_its_own_scores():
    (alone,) = told(np.array([[70.0, 80.0, 90.0]]))

    assert alone.interval == pytest.approx((55.16, 104.84), abs=0.01)
    assert alone.ranks == (1, 1)
