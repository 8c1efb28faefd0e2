"""What the scores of a council say of its files, and what they do not."""

from cauhien.review.bridge.scores import Standing, standings_of

NEAR = {
    "a": {"m1": 80, "m2": 70, "m3": 75},
    "b": {"m1": 78, "m2": 74, "m3": 70},
    "c": {"m1": 30, "m2": 25, "m3": 28},
}


def test_files_are_ranked_by_the_raw_mean_and_near_ones_are_not_told_apart():
    found = standings_of(NEAR, limit=40, seed=1)

    assert [(found[file].mean, found[file].place) for file in "abc"] == [
        (75.0, 1),
        (74.0, 2),
        (27.67, 3),
    ]
    assert [found[file].alike for file in "abc"] == [("b",), ("a",), ()]
    assert [found[file].ranks for file in "abc"] == [(1, 2), (1, 2), (3, 3)]


def test_severity_is_told_only_where_members_scored_different_files():
    uneven = {"a": {"m1": 90, "m2": 60}, "b": {"m1": 80, "m2": 50}, "c": {"m2": 70}}

    assert standings_of(NEAR, limit=40, seed=1)["a"].adjusted is None
    assert standings_of(uneven, limit=40, seed=1)["c"].adjusted > 70


def test_scores_over_the_limit_disagree_and_an_interval_stays_within_the_scale():
    found = standings_of({"a": {"m1": 100, "m2": 52}}, limit=40, seed=1)["a"]

    assert (found.disagrees, found.spread, found.interval) == (True, 48.0, (0.0, 100.0))


def test_of_a_file_that_nobody_scored_nothing_is_said():
    found = standings_of({"a": {"m1": 80, "m2": 90}, "b": {}}, limit=40, seed=1)

    assert (found["b"], found["a"].given) == (Standing(), 2)
    assert standings_of({"a": {}}, limit=40, seed=1) == {"a": Standing()}


def test_the_same_seed_gives_the_same_answer():
    assert standings_of(NEAR, limit=40, seed=7) == standings_of(NEAR, limit=40, seed=7)
