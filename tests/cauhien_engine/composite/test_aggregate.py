"""From indicators to the index."""

import math

import numpy as np
import pytest

from cauhien_engine.composite.aggregate import Aggregate
from cauhien_engine.composite.computing import compute
from cauhien_engine.composite.errors import BadPlan, CannotCompute
from cauhien_engine.composite.means import outranking
from cauhien_engine.composite.normalise import Normalise
from cauhien_engine.composite.plan import Plan
from tests.cauhien_engine.composite.things import a_frame, a_panel, column

GAP = math.nan


def index(panel=None, frame=None, low=1.0, **options):
    plan = Plan((Normalise(low=low, high=100), Aggregate(**options)))
    return compute(frame or a_frame(), panel or a_panel(), plan)


def test_weights_count_within_a_pillar_and_pillars_equally():
    result = index()
    d = result.table.of("d")

    assert d["science"] == pytest.approx((2 * d["patents"] + d["papers"]) / 3)
    assert d["index"] == pytest.approx((d["science"] + d["people"]) / 2)


@pytest.mark.parametrize(
    ("method", "power", "mean"),
    [
        ("geometric", None, lambda x, y: math.sqrt(x * y)),
        ("harmonic", None, lambda x, y: 2 / (1 / x + 1 / y)),
        ("power", 2.0, lambda x, y: math.sqrt((x * x + y * y) / 2)),
        ("power", -1.0, lambda x, y: 2 / (1 / x + 1 / y)),
    ],
)
def test_each_mean_by_hand(method, power, mean):
    f = index(method=method, power=power).table.of("f")

    assert f["index"] == pytest.approx(mean(f["people"], f["science"]))


def test_levels_may_have_methods_of_their_own():
    mixed = index(method=["arithmetic", "geometric"]).table.of("b")

    assert mixed["people"] == pytest.approx((mixed["students"] + mixed["idle"]) / 2)
    assert mixed["index"] == pytest.approx(math.sqrt(mixed["people"] * mixed["science"]))


@pytest.mark.parametrize("method", ["arithmetic", "geometric", "harmonic", "power"])
def test_a_missing_child_leaves_its_weight_to_the_others(method):
    c = index(a_panel(c_papers=GAP), method=method, power=3.0).table.of("c")

    assert c["science"] == pytest.approx(c["patents"])


def test_too_few_children_give_no_score():
    panel = a_panel(c_papers=GAP)

    assert math.isnan(index(panel, least_data=[0.6, 0.4]).table.of("c")["science"])
    assert not math.isnan(index(panel, least_data=[0.6, 0.4]).table.of("c")["index"])
    assert math.isnan(index(panel, least_data=0.6).table.of("c")["index"])


def test_equal_weights_may_be_taken_on_one_level_only():
    d = index(equal=[True, False]).table.of("d")

    assert d["science"] == pytest.approx((d["patents"] + d["papers"]) / 2)


def test_copeland_counts_wins_less_losses_inside_the_tree():
    result = index(method=["arithmetic", "copeland"])
    people, science = result.table.column("people"), result.table.column("science")

    better = np.sign(people[:, None] - people) + np.sign(science[:, None] - science)
    assert column(result, "index") == np.sign(better).sum(axis=1).tolist()


def test_outranking_with_a_gap_is_symmetric():
    scores = np.array([[1.0, GAP], [0.0, 5.0], [2.0, 7.0]])
    share = outranking(scores, np.array([1.0, 3.0]))

    assert share[0, 1] == 1.0
    assert np.nansum(share + share.T - 1) == pytest.approx(0)


@pytest.mark.parametrize("method", ["geometric", "harmonic"])
def test_a_score_of_zero_is_refused_where_the_mean_has_no_place_for_it(method):
    with pytest.raises(CannotCompute, match="zero"):
        index(low=0.0, method=method)


def test_a_list_of_the_wrong_length_is_refused():
    with pytest.raises(BadPlan, match="want one or 2 values, got 3"):
        index(method=["arithmetic"] * 3)


def test_the_index_of_several_years_ranks_each_year():
    result = compute(a_frame(), a_panel(), Plan((Normalise(pooled=True), Aggregate())))
    ranks = result.ranks()

    assert (
        sorted(ranks.column("index")[:6]) == sorted(ranks.column("index")[6:]) == [1, 2, 3, 4, 5, 6]
    )


def test_ranks_within_a_group_begin_anew():
    ranks = index().ranks("region").column("index")

    assert sorted(ranks[:3]) == sorted(ranks[3:]) == [1, 2, 3]
