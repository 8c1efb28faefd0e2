"""What stands behind an index: columns, relations, influence, profiles, versions, trends."""

import math

import numpy as np
import pytest

from cauhien_engine.composite.aggregate import Aggregate
from cauhien_engine.composite.comparing import causes, compare
from cauhien_engine.composite.computing import compute
from cauhien_engine.composite.correlate import correlations, p_values
from cauhien_engine.composite.describing import descriptions
from cauhien_engine.composite.influence import effective_weights, influences, removals
from cauhien_engine.composite.normalise import Normalise
from cauhien_engine.composite.plan import Plan
from cauhien_engine.composite.profiles import Sift, extremes, summary
from cauhien_engine.composite.relations import (
    components_of,
    correlation_flags,
    cronbach,
    denominator_pairs,
    level_pairs,
)
from cauhien_engine.composite.trends import Window, growth, slope, trends
from tests.cauhien_engine.composite.things import UNITS, a_frame, a_panel

PLAN = Plan((Normalise(), Aggregate()))


@pytest.fixture(scope="module")
def result():
    return compute(a_frame(), a_panel(), PLAN)


def test_a_column_is_described_and_flagged():
    panel = a_panel(a_papers=math.nan, b_papers=math.nan, c_papers=0, d_papers=0, e_papers=0)
    one = next(d for d in descriptions(panel.table((2024,))) if d.code == "papers")

    assert (one.known, one.nonzero, one.unique, one.same) == (4, 1, 2, 3)
    assert (one.data_share, one.few_data, one.many_zeros, one.few_values) == (
        4 / 6,
        False,
        True,
        True,
    )


def test_correlations_use_the_rows_that_each_pair_has():
    x = np.array([[1.0, 5.0], [2.0, 3.0], [3.0, np.nan], [4.0, 1.0], [9.0, 1.5]])

    both = x[[0, 1, 3, 4]]
    assert correlations(x)[0, 1] == pytest.approx(np.corrcoef(both.T)[0, 1])
    assert correlations(x, method="spearman")[0, 1] == pytest.approx(-0.8)
    assert correlations(x, method="kendall")[0, 1] == pytest.approx(-2 / 3)
    assert 0 < p_values(x)[0, 1] < 1


def test_relations_go_along_the_tree(result):
    pairs = level_pairs(a_frame(), result.table, (1, 2))

    assert [(one.one, one.other) for one in pairs] == [
        ("students", "people"), ("idle", "people"), ("patents", "science"), ("papers", "science"),
    ]  # fmt: skip
    flags = correlation_flags(a_frame(), result.table, limit=-1.0)
    assert [(home, one.one) for home, one in flags] == [
        ("people", "students"),
        ("science", "patents"),
    ]


def test_an_indicator_that_grows_with_size_is_found():
    raw = a_panel().table((2024,))
    found = denominator_pairs(a_frame(), a_panel(), raw, limit=0.8)

    assert [(one.one, one.other) for one in found] == [("students", "population")]


def test_equal_columns_are_wholly_consistent_and_one_component_explains_them(result):
    table = result.table
    same = table.with_values(np.repeat(table.values[:, :1], len(table.codes), axis=1))

    assert cronbach(same, ("patents", "papers")) == pytest.approx(1)
    (people, _) = components_of(a_frame(), same, 1)
    assert people.shares == pytest.approx([1, 0])


def test_effective_weights_of_the_indicators_sum_to_one(result):
    shares = effective_weights(a_frame())

    assert shares["patents"] == pytest.approx(1 / 3)
    assert sum(shares[code] for code in a_frame().indicators) == pytest.approx(1)
    assert influences(result)["patents"][0] == shares["patents"]


def test_the_index_without_an_element_is_what_a_weight_of_zero_gives(result):
    found = removals(result, 1)
    without = compute(a_frame(papers={"weight": 0.0}), a_panel(), PLAN)

    assert found.scores[3] == pytest.approx(without.index)
    assert found.elements == a_frame().indicators
    assert found.shifts["papers"] == np.abs(found.ranks[3] - found.nominal).mean()


def test_a_unit_has_strengths_and_weaknesses_in_the_direction_of_each_indicator(result):
    found = extremes(result, "e", count=1, sift=Sift(leave_last=False))

    assert [(one.code, one.rank, one.pillar) for one in found.strengths] == [("idle", 1, "people")]
    assert [one.code for one in found.weaknesses] == ["patents"]
    within = extremes(result, "e", count=4, sift=Sift(group="region", leave_last=False))
    assert max(one.rank for one in within.weaknesses) <= 3
    assert [one.code for one in summary(result, "e")] == ["index", "people", "science"]


def test_versions_side_by_side_hold_the_units_of_both(result):
    smaller = compute(a_frame(), a_panel(**{f"a_{code}": math.nan for code in
                      ("students", "idle", "patents", "papers", "population")}), PLAN)  # fmt: skip
    found = compare({"old": result, "new": smaller})

    assert found.units == UNITS
    assert math.isnan(found.ranks[1, 0])
    assert found.shifts[0].tolist() == [0] * 6
    assert found.correlation[0] == pytest.approx(1)


def test_a_change_of_rank_is_told_step_by_step(result):
    plan = Plan((Normalise(method="borda"), Aggregate()))
    after = compute(a_frame(papers={"weight": 9.0}), a_panel(a_papers=95), plan)

    told = causes(result, after, "a")

    assert [one.what for one in told] == ["before", "data", "frame", "plan"]
    assert told[0].rank == result.ranks().of("a")["index"]
    assert told[-1].score == after.table.of("a")["index"]


def test_trends_of_a_series():
    assert growth([2020, 2021, 2022], [100.0, math.nan, 121.0]) == pytest.approx(0.1)
    assert math.isnan(growth([2020], [1.0]))
    assert slope([1, 2, 3, 4], [1.0, 3.0, 5.0, 7.0])[0] == 2.0
    by_name = {(one.code, one.unit): one for one in trends(a_panel(), frame=a_frame())}
    assert by_name["patents", "a"].value == pytest.approx(1 / 0.8 - 1)
    assert by_name["idle", "a"].value == pytest.approx(-(1 / 1.1 - 1))


def test_a_trend_looks_at_the_points_of_its_window_only():
    panel = a_panel()
    values = np.stack([panel.values[0] * (1 + at) for at in range(4)])
    values[1] = math.nan
    long = type(panel)(panel.units, panel.codes, (2020, 2021, 2022, 2023), values)
    only = {"codes": ["papers"], "units": ["a"]}

    assert trends(long, Window(latest=2), **only)[0].value == pytest.approx(4 / 3 - 1)
    (gap,) = trends(long, Window(years=(2020, 2021)), **only)
    assert (math.isnan(gap.value), gap.data_share) == (True, 0.5)
    (line,) = trends(long, Window(years=(2020, 2021), filled=True), **only)
    assert line.value == pytest.approx(1.0)
