"""A plan as a text, and what it makes."""

import json

import pytest

from cauhien_engine.composite.computing import compute
from cauhien_engine.composite.errors import BadPlan
from cauhien_engine.composite.plan import KINDS, Plan
from tests.cauhien_engine.composite.things import RICH, a_frame, a_panel


def test_a_plan_written_as_json_is_read_back_and_makes_the_same_bytes():
    again = Plan.from_json(RICH.to_json())

    assert again == RICH
    assert again.key == RICH.key
    one, other = compute(a_frame(), a_panel(), RICH), compute(a_frame(), a_panel(), again)
    assert one.key == other.key
    assert one.table.values.tobytes() == other.table.values.tobytes()


def test_every_kind_of_step_can_be_written_with_its_defaults():
    short = json.dumps([{"do": kind} for kind in KINDS])

    assert [step.id for step in Plan.from_json(short).steps] == list(KINDS)


def test_every_stage_is_kept():
    result = compute(a_frame(), a_panel(), RICH)

    assert list(result.stages) == ["raw", *(step.id for step in RICH.steps)]
    assert result["raw"].table.of("b")["students"] == 60
    assert result["denominate"].table.of("b")["students"] == pytest.approx(0.003)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[{"do": "guess"}]', "no step does 'guess'"),
        ('[{"do": "treat", "options": {"mots": 3}}]', "no option mots"),
        ('[{"do": "impute"}, {"do": "impute"}]', "two steps are called impute"),
        ('[{"do": "aggregate"}, {"do": "normalise"}]', "aggregation is the last"),
    ],
)
def test_a_plan_that_is_not_understood_is_refused(text, reason):
    with pytest.raises(BadPlan, match=reason):
        Plan.from_json(text)


def test_another_value_another_option_or_another_year_has_another_key():
    keys = {
        compute(a_frame(), a_panel(), RICH).key,
        compute(a_frame(), a_panel(a_papers=51), RICH).key,
        compute(a_frame(), a_panel(), RICH.with_options("screen", least_data=0.8)).key,
        compute(a_frame(), a_panel(), RICH, years=(2023,)).key,
    }

    assert len(keys) == 4


def test_one_year_of_a_result_has_its_rows_and_what_is_noted_of_them():
    plan = RICH.with_options("impute", method="latest", group="")
    result = compute(a_frame(), a_panel(b_papers=float("nan")), plan)
    last = result.of(2024)

    assert set(last.table.years) == {2024}
    assert last["impute"].notes["filled"].shape == last["impute"].table.values.shape
    assert last["impute"].notes["filled"].sum() == result["impute"].notes["filled"].sum() == 1
