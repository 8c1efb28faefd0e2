import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cauhien_engine.panel.alternatives import WhyNot, alternatives
from cauhien_engine.panel.assign import CannotServe, Settings, assign
from cauhien_engine.panel.bounds import bounds_of
from cauhien_engine.panel.edges import BadInstance, all_edges, best_edges, instance
from cauhien_engine.panel.floor import largest_floor
from cauhien_engine.panel.flow import largest_flow


def rng():
    return np.random.default_rng(7)


@st.composite
def instances(draw):
    papers, reviewers = draw(st.integers(1, 7)), draw(st.integers(2, 9))
    seed = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    scores = seed.integers(0, 20, (papers, reviewers)) / 20
    allowed = seed.random((papers, reviewers)) < 0.8
    return instance(scores, allowed, seed.integers(0, 3, papers), seed.integers(0, 4, reviewers))


def fits(problem):
    flow, _ = largest_flow(all_edges(problem), problem.demand, problem.capacity)
    return flow == problem.demand.sum()


def seated(problem, seed=7, **chosen):
    return assign(
        problem.scores,
        problem.allowed,
        problem.demand,
        problem.capacity,
        rng=np.random.default_rng(seed),
        settings=Settings(**chosen),
    )


@settings(max_examples=40)
@given(instances())
def test_no_conflict_is_seated_and_every_load_is_kept(problem):
    if not fits(problem):
        with pytest.raises(CannotServe):
            seated(problem)
        return

    found = seated(problem)

    paper, reviewer = found.seats.T
    assert problem.allowed[paper, reviewer].all()
    assert len({*map(tuple, found.seats.tolist())}) == len(found.seats)
    assert np.bincount(paper, minlength=len(problem.demand)).tolist() == problem.demand.tolist()
    assert (found.loads <= problem.capacity).all()
    assert found.loads.sum() == problem.demand.sum()


@settings(max_examples=30)
@given(instances())
def test_few_pairs_weighed_never_unseat_anybody(problem):
    if fits(problem):
        found = seated(problem, near=1, per_paper=2, per_reviewer=1)
        assert found.loads.sum() == problem.demand.sum()


@settings(max_examples=30)
@given(instances(), st.integers(0, 1000))
def test_the_same_seed_gives_the_same_seats(problem, seed):
    if fits(problem):
        assert seated(problem, seed).seats.tolist() == seated(problem, seed).seats.tolist()


@settings(max_examples=30)
@given(instances())
def test_another_reviewer_never_lowers_the_floor(problem):
    before = largest_floor(all_edges(problem), problem.demand, problem.capacity)
    better = instance(
        np.column_stack([problem.scores, np.ones(len(problem.demand))]),
        np.column_stack([problem.allowed, np.ones(len(problem.demand), dtype=bool)]),
        problem.demand,
        np.append(problem.capacity, 2),
    )

    after = largest_floor(all_edges(better), better.demand, better.capacity)

    assert before is None or after >= before


@settings(max_examples=30)
@given(instances())
def test_nothing_passes_its_bound_and_the_floor_holds_for_the_worst_file(problem):
    if not fits(problem) or not problem.demand.sum():
        return
    found = seated(problem, least_total=0.0)

    bounds = bounds_of(all_edges(problem), problem.demand, problem.capacity)

    assert found.largest_total == pytest.approx(bounds.total, abs=1e-4)
    assert found.total <= bounds.total + 1e-6
    assert found.floor - 1e-9 <= np.nanmin(found.means) <= bounds.worst + 1e-6


@settings(max_examples=20)
@given(instances())
def test_what_must_keep_the_largest_total_has_a_bound_of_its_own(problem):
    if not fits(problem) or not problem.demand.sum():
        return
    found = seated(problem, least_total=1.0)

    kept = bounds_of(all_edges(problem), problem.demand, problem.capacity, kept=1 - 1e-6)

    assert np.nanmin(found.means) <= kept.worst + 1e-4


@settings(max_examples=40)
@given(instances())
def test_a_shortage_is_real_and_can_do_without_none_of_its_files(problem):
    if fits(problem):
        return
    with pytest.raises(CannotServe) as refusal:
        seated(problem)

    short = refusal.value.shortage

    assert short.possible < short.wanted == problem.demand[list(short.papers)].sum()
    for paper in short.papers:
        demand = np.zeros_like(problem.demand)
        rest = [one for one in short.papers if one != paper]
        demand[rest] = problem.demand[rest]
        assert fits(instance(problem.scores, problem.allowed, demand, problem.capacity))


def test_the_worst_file_is_lifted_where_the_largest_total_would_leave_it_behind():
    # The largest total, 1.7, gives the second file 0.1; the other way round it has 0.7.
    scores = np.array([[0.9, 0.8], [0.7, 0.6]])
    scores[1, 1] = 0.1

    found = assign(scores, None, 1, 1, rng=rng(), settings=Settings(least_total=0.5))

    assert found.seats.tolist() == [[0, 1], [1, 0]]


def test_the_worst_file_is_lifted_through_a_chain_of_files_of_which_none_falls_below_it():
    # Only the third file can do with the last reviewer: 0.3 + 0.9 + 0.9 against 0.5 + 0.8 + 0.7.
    scores = np.array([[0.3, 0.5, 0.0, 0.0], [0.0, 0.9, 0.8, 0.0], [0.0, 0.0, 0.9, 0.7]])

    kept = assign(scores, scores > 0, 1, 1, rng=rng(), settings=Settings(least_total=1.0))
    lifted = assign(scores, scores > 0, 1, 1, rng=rng(), settings=Settings(least_total=0.9))

    assert lifted.seats.tolist() == [[0, 1], [1, 2], [2, 3]]
    assert lifted.means.min() > kept.means.min()


def test_a_score_that_nobody_knows_seats_nobody():
    found = assign(np.array([[np.nan, 0.1]]), None, 1, 1, rng=rng())

    assert found.seats.tolist() == [[0, 1]]


def test_no_seat_wanted_is_no_seat_given():
    found = assign(np.ones((2, 2)), None, 0, 1, rng=rng())

    assert (found.seats.shape, found.total, found.gap) == ((0, 2), 0.0, 0.0)


def test_scores_below_zero_are_weighed_as_they_are():
    scores = np.array([[-1.0, -2.0], [-1.0, -5.0]])

    assert assign(scores, None, 1, 1, rng=rng()).seats.tolist() == [[0, 1], [1, 0]]


def test_what_does_not_fit_together_is_refused():
    for bad in ((np.ones(3), 1, 1), (np.ones((2, 2)), -1, 1), (np.full((2, 2), np.inf), 1, 1)):
        with pytest.raises(BadInstance):
            instance(bad[0], None, *bad[1:])


def test_where_the_best_pairs_do_not_fit_all_pairs_are_weighed():
    # Everybody's best is the first reviewer, who has room for one file.
    scores = np.array([[0.9, 0.2, 0.1], [0.9, 0.1, 0.2], [0.9, 0.3, 0.2]])

    found = assign(scores, None, 1, 1, rng=rng(), settings=Settings(per_paper=1, per_reviewer=0))

    assert len(found.seats) == 3


def test_the_best_edges_are_the_best_of_each_file_and_of_each_reviewer():
    problem = instance(np.array([[0.9, 0.8, 0.1], [0.2, 0.3, 0.4]]), None, 1, 1)

    kept = best_edges(problem, per_paper=1, per_reviewer=1)

    pairs = list(zip(kept.paper.tolist(), kept.reviewer.tolist(), strict=True))
    assert pairs == [(0, 0), (0, 1), (1, 2)]


def test_who_came_next_is_named_with_the_reason():
    scores = np.array([[0.9, 0.8, 0.7, 0.6], [0.9, 0.2, 0.1, 0.1]])
    allowed = np.array([[True, False, True, True], [True] * 4])
    problem = instance(scores, allowed, 1, 1)

    first, _ = alternatives(problem, np.array([[0, 2], [1, 0]]))

    assert [(one.reviewer, one.why, one.sits_on) for one in first] == [
        (0, WhyNot.FULL, (1,)),
        (1, WhyNot.BARRED, ()),
        (3, WhyNot.WEAKER, ()),
    ]
