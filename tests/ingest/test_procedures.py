"""Procedures of calls and rules for councils come from files, with what they rest on."""

import json

import pytest
from django.conf import settings
from django.core.management import call_command

from cauhien.challenges.models import CouncilRules, Procedure
from cauhien.challenges.states.procedure import Clock, Purpose, Validity
from cauhien_engine.panel.profiles import profile_of, rules_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def shipped():
    call_command("load_procedures", verbosity=0)
    return {one.code: one for one in Procedure.objects.all()}


def test_two_procedures_ship_each_with_a_legal_basis_and_its_source(shipped):
    assert [(one.sealed, one.council_min, one.council_max) for one in shipped.values()] == [
        (True, 7, 9),
        (False, 3, 5),
    ]
    assert all(one.legal_basis_vi and one.status_note_vi and one.source for one in shipped.values())
    clocks = [one.clocks | one.definition.get("clocks", {}) for one in shipped.values()]
    assert {clock for one in clocks for clock in one} == set(Clock)


def test_a_procedure_carries_the_rules_for_councils_that_the_engine_reads(shipped):
    for procedure in shipped.values():
        profile = profile_of(procedure.rules)
        assert profile.sizes == tuple(range(procedure.council_min, procedure.council_max + 1))
        assert rules_of(procedure.rules)


def test_the_commissioned_task_alone_is_defined_by_a_council_with_its_own_rules(shipped):
    definition = shipped["commissioned-task"].definition

    assert shipped["open-call"].definition == {}
    assert profile_of(definition["rules"]).sizes == tuple(
        range(definition["council_min"], definition["council_max"] + 1)
    )
    assert (definition["quorum"]["share"], definition["carried"]) == ("2/3", "3/4")
    assert "06/2023/TT-BKHCN" in definition["legal_basis_vi"]


def test_every_rule_for_councils_is_read_in_words_that_are_known(shipped):
    rules = CouncilRules.objects.all()

    assert (len(rules), [one.code for one in rules if not one.is_runnable]) == (
        29,
        ["CR-026", "CR-028"],
    )
    assert {one.validity for one in rules} <= set(Validity)
    assert {word for one in rules for word in one.used_for.split(", ")} <= set(Purpose)


def test_loading_again_changes_nothing_and_newer_rules_reach_the_procedure(
    shipped, take_in, written
):
    call_command("load_procedures", verbosity=0)
    lines = (settings.DATA / "council-rules.jsonl").read_text("utf-8").splitlines()
    first = json.loads(lines[0]) | {"size_max": 11}

    take_in("council-rules", written("newer.jsonl", first))

    assert Procedure.objects.count() == 2
    assert Procedure.objects.get(code="commissioned-task").rules["size_max"] == 11
