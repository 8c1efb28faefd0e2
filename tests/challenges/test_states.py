"""The table of transitions: every step allowed to its actor and to nobody else."""

import pytest

from cauhien.accounts.states import Role
from cauhien.challenges import rules
from cauhien.challenges.states import NEEDED, TRANSITIONS, WRITTEN, Act, Actor, State, transition
from tests.factories import a_challenge, a_user, an_office

pytestmark = pytest.mark.django_db

PEOPLE = {
    "officer": Actor.OWN_OFFICER,
    "head": Actor.OWN_HEAD,
    "coordinator": Actor.COORDINATOR,
    "stranger's officer": None,
    "stranger's head": None,
    "secretary": None,
    "decision-maker": None,
    "expert": None,
    "enterprise": None,
    "auditor": None,
    "nobody": None,
}


@pytest.fixture
def people():
    office = an_office()
    return office, {
        "officer": a_user(Role.OFFICER, office=office),
        "head": a_user(Role.HEAD, office=office),
        "coordinator": a_user(Role.COORDINATOR),
        "stranger's officer": a_user(Role.OFFICER),
        "stranger's head": a_user(Role.HEAD),
        "secretary": a_user(Role.SECRETARY),
        "decision-maker": a_user(Role.DECISION_MAKER),
        "expert": a_user(Role.EXPERT),
        "enterprise": a_user(Role.ENTERPRISE),
        "auditor": a_user(Role.AUDITOR),
        "nobody": a_user(),
    }


@pytest.mark.parametrize("row", [row for row in TRANSITIONS if row.source and not row.copies])
def test_a_step_is_open_to_its_actor_and_to_nobody_else(people, row):
    office, known = people
    challenge = a_challenge(row.source, office=office, officer=known["officer"])

    may = {name for name, user in known.items() if rules.may_move(user, challenge, row.target)}

    assert may == {name for name, actor in PEOPLE.items() if actor == row.actor}


def test_there_is_no_step_but_those_of_the_table():
    ways = {(row.source, row.target) for row in TRANSITIONS}

    assert ways == {
        (None, State.CATALOGUED),
        (None, State.DRAFT),
        (State.CATALOGUED, State.DRAFT),
        (State.DRAFT, State.AWAITING_SIGN_OFF),
        (State.AWAITING_SIGN_OFF, State.TRIAGE),
        (State.AWAITING_SIGN_OFF, State.DRAFT),
        (State.TRIAGE, State.DRAFT),
    }
    assert transition(State.DRAFT, State.TRIAGE) is None


def test_a_role_that_has_ended_moves_nothing():
    office = an_office()
    gone = a_user(Role.OFFICER, office=office, ends_on="2026-11-23")
    draft = a_challenge(office=office)

    assert not rules.may_send(gone, draft)


def test_every_act_of_the_table_has_a_word_in_the_log():
    assert {row.act for row in TRANSITIONS} <= set(Act)


def test_what_signing_needs_is_what_people_write():
    assert set(NEEDED) <= set(WRITTEN)
