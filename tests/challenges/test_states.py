"""The table of transitions: every step allowed to its actor and to nobody else."""

import pytest

from cauhien.accounts.states import Role
from cauhien.challenges import rules
from cauhien.challenges.actions.steps import CannotMove, advance
from cauhien.challenges.states import (
    NEEDED,
    TRANSITIONS,
    WRITTEN,
    Act,
    Actor,
    Outcome,
    State,
    transition,
)
from tests.factories import a_challenge, a_user, acts, an_office

pytestmark = pytest.mark.django_db

PEOPLE = {
    "officer": {Actor.OWN_OFFICER},
    "head": {Actor.OWN_HEAD},
    "coordinator": {Actor.COORDINATOR, Actor.COUNCIL},
    "secretary": {Actor.COUNCIL},
    "decision-maker": {Actor.DECISION_MAKER},
}


def way_of(row):
    return (row.act, row.source, row.target, row.outcome)


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


@pytest.mark.parametrize("way", sorted({way_of(row) for row in TRANSITIONS if row.source}))
def test_a_step_is_open_to_its_actors_and_to_nobody_else(people, way):
    office, known = people
    act, source, target, outcome = way
    actors = {row.actor for row in TRANSITIONS if way_of(row) == way}
    challenge = a_challenge(source, office=office, officer=known["officer"])

    may = {
        name
        for name, user in known.items()
        if rules.may_move(user, challenge, target, outcome=outcome, act=act)
    }

    if actors != {Actor.OFFICE_STAFF}:
        assert may == {name for name, roles in PEOPLE.items() if roles & actors}


def test_what_the_table_does_not_have_nobody_does(people):
    office, known = people
    ways = {(row.source, row.target, row.outcome) for row in TRANSITIONS}
    wanted = [(to, "") for to in State] + [(State.CLOSED, outcome) for outcome in Outcome]
    for source in State:
        challenge = a_challenge(source, office=office, officer=known["officer"])
        for target, outcome in wanted:
            if (source, target, outcome) not in ways:
                may = [
                    name
                    for name, user in known.items()
                    if rules.may_move(user, challenge, target, outcome=outcome)
                ]
                assert (source, target, outcome, may) == (source, target, outcome, [])


def test_a_step_without_what_its_row_asks_for_is_refused_and_changes_nothing(people, now):
    office, known = people
    actors = {
        Actor.OWN_OFFICER: "officer",
        Actor.OWN_HEAD: "head",
        Actor.COORDINATOR: "coordinator",
    }
    actors |= {Actor.COUNCIL: "secretary", Actor.DECISION_MAKER: "decision-maker"}
    asking = [row for row in TRANSITIONS if row.actor in actors and (row.guards or row.proof)]
    # Who has sent it, and when the call closes, is looked at first: test_sign_off, test_calls.
    rows = [row for row in asking if row.act not in {Act.SIGN, Act.PUBLISH}]
    for row in rows:
        challenge = a_challenge(row.source, office=office, officer=known["officer"])
        by, said = known[actors[row.actor]], {"outcome": row.outcome, "act": row.act}

        with pytest.raises(CannotMove):
            advance(challenge=challenge, to=row.target, by=by, at=now, **said)

        challenge.refresh_from_db()
        assert (row.act, challenge.state, acts(challenge)) == (row.act, row.source, [])
    assert len(rows) > 30


def test_hidden_steps_lead_to_no_page_and_public_ones_do():
    told = {row.act for row in TRANSITIONS if row.public}

    assert told.isdisjoint({Act.SEND, Act.SIGN, Act.RETURN, Act.DEFINE, Act.RECOMMEND})
    assert told >= {Act.PUBLISH, Act.EXTEND, Act.CLOSE, Act.DECIDE, Act.BEGIN_PILOT, Act.ACCEPT}


def test_every_state_but_the_last_has_a_way_on_and_is_reached():
    left = {row.source for row in TRANSITIONS if not row.copies}
    reached = {row.target for row in TRANSITIONS}

    assert reached == set(State)
    assert left == {None, *State} - {State.CATALOGUED, State.CLOSED}
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
