"""Answers by a template become points: exactly, with what is missing, and never by guessing."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from cauhien.enterprises.states.expressions import BadFormula, CannotCompute, Unknown, evaluate
from cauhien.enterprises.states.scoring import faults_of, score
from tests.enterprises.things import all_answers, template

CIRCULAR, SOFTWARE = "tt17-2019", "software-1"
DATA = Path(__file__).parents[2] / "data"


def points_of(key, answers, name=CIRCULAR):
    found = score(template(name), answers)
    return next(one.points for one in found.criteria if one.key == key)


def test_a_formula_knows_numbers_and_comparisons_and_nothing_else():
    assert evaluate("(a + 2) / b * 100 >= 25", {"a": Fraction(1), "b": Fraction(12)}) is True
    for bad in ("__import__('os')", "a.b", "a[0]", "'x'", "a ** 9", "lambda: 1", "1 <"):
        with pytest.raises(BadFormula):
            evaluate(bad, {"a": Fraction(1)})
    with pytest.raises(Unknown):
        evaluate("a", {})
    with pytest.raises(CannotCompute):
        evaluate("1 / a", {"a": Fraction(0)})


def test_the_templates_that_ship_are_sound_and_whole():
    lines = (DATA / "capability-templates.jsonl").read_text("utf-8").splitlines()
    circular, software = (json.loads(line) for line in lines)

    assert [faults_of(circular), faults_of(software)] == [[], []]
    assert [one["most"] for one in circular["groups"]] == [30, 20, 19, 17, 14]
    assert (len(circular["criteria"]), len(software["criteria"])) == (26, 19)
    assert (circular["legal_document"], software["legal_document"]) == (
        "Thông tư 17/2019/TT-BKHCN",
        "",
    )


def test_what_is_wrong_with_a_template_is_named():
    broken = json.loads(json.dumps(template(SOFTWARE)))
    broken["groups"][0]["most"] = 21
    broken["criteria"][7]["parts"][0]["value"] = "uptime / days"

    assert faults_of(broken) == ["group P: parts give 20, the group 21", "Q4: no figure days"]


@pytest.mark.parametrize(
    ("revenue", "training", "points"),
    [("1000", "20", 3), ("1000", "19.99", 2), ("1000", "5", 1), ("1000", "4.9999", 0)],
)
def test_a_value_on_the_limit_of_a_band_belongs_to_it(revenue, training, points):
    answers = {"basis-1-revenue3": revenue, "O1-1-training3": training}

    assert points_of("O1", answers) == points


@pytest.mark.parametrize(
    ("capital", "workers", "staff", "points"),
    [
        ("50", "100", "5", 4),
        ("150", "300", "14", 3),
        ("150", "300", "15", 4),
        ("2000", "4000", "39", 2),
    ],
)
def test_the_bands_of_research_staff_follow_the_size_of_the_enterprise(
    capital, workers, staff, points
):
    size = {"basis-1-capital": capital, "basis-1-workers": workers}

    assert points_of("R3", size | {"R3-1-rd_staff": staff}) == points


def test_what_is_not_answered_or_divides_by_nothing_has_no_points():
    assert points_of("O1", {"O1-1-training3": "5"}) is None
    assert points_of("O1", {"basis-1-revenue3": "0", "O1-1-training3": "5"}) is None
    assert points_of("T1", {"T1-1": "4"}) is None  # without a reason
    assert points_of("T1", {"T1-1": "4", "T1-1-reason": "Annex II"}) == 4
    assert points_of("O2", {"O2-1": ["0", "1", "2", "3", "4", "5"]}) == 5
    assert points_of("O2", {"O2-1": ["none"]}) == 0
    assert points_of("T7", {"T7-1": "none"}) == 0


@pytest.mark.parametrize(
    ("share", "total", "level"),
    [("none", 0, "Lạc hậu"), ("best", 100, "Tiên tiến")],
)
def test_the_level_follows_total_and_coefficient(share, total, level):
    found = score(template(CIRCULAR), all_answers(CIRCULAR, share))

    assert (found.total, found.level["vi"], found.is_whole) == (total, level, True)


def test_a_score_that_the_rule_leaves_out_has_no_level():
    """No group may be empty: with one at nothing the coefficient is nothing."""
    answers = all_answers(CIRCULAR, "best") | all_answers(CIRCULAR, "none", groups="I")

    found = score(template(CIRCULAR), answers)

    assert (found.total, found.coefficient, found.level) == (86, 0.0, None)


def test_the_template_for_software_has_neither_coefficient_nor_level():
    found = score(template(SOFTWARE), all_answers(SOFTWARE))

    assert (found.total, found.coefficient, found.level) == (100, None, None)


def test_what_of_the_circular_could_not_be_read_is_asked_of_the_assessor_with_a_reason():
    stated = {
        one["key"]
        for one in template(CIRCULAR)["criteria"]
        if any(part["kind"] == "stated" for part in one["parts"])
    }

    assert stated == {"T1", "T2", "T3", "T4", "T5", "T6", "E1"}
    found = score(template(CIRCULAR), all_answers(CIRCULAR))
    assert {one.key for one in found.criteria if one.is_stated} == stated


@pytest.mark.parametrize("weak", ["T7", "E2", "O2", "R1", "I1"])
def test_each_group_weighs_in_the_coefficient_as_its_points_do(weak):
    """No worked example of Annex III is at hand: this holds the formula, not its truth."""
    nothing = all_answers(CIRCULAR, "none", groups=weak[0])
    lost = {name: one for name, one in nothing.items() if name.startswith(f"{weak}-")}

    found = score(template(CIRCULAR), all_answers(CIRCULAR) | lost)

    reached, most = next((earned, of) for key, earned, of in found.groups if key == weak[0])
    assert 0 < reached < most
    assert found.coefficient == pytest.approx(float(reached / most) ** (most / 100))
