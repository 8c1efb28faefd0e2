"""Who sees a problem: by its address, in the list and its numbers, in the search, in the log."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from cauhien.accounts.states import Role
from cauhien.challenges import actions, queries
from cauhien.challenges.states import State
from cauhien.core import search
from tests.factories import NOW, a_challenge, a_user, an_office

pytestmark = pytest.mark.django_db

EVERYBODY = {
    "visitor",
    "officer",
    "head",
    "stranger",
    "coordinator",
    "secretary",
    "decision-maker",
    "auditor",
    "expert",
    "enterprise",
    "gone",
}
OFFICE = {"officer", "head"}
SEES = {
    State.CATALOGUED: EVERYBODY,
    State.DRAFT: OFFICE,
    State.AWAITING_SIGN_OFF: OFFICE,
    State.TRIAGE: OFFICE | {"coordinator", "secretary", "auditor"},
    State.DEFINED: OFFICE | {"coordinator", "secretary", "auditor", "decision-maker"},
    State.OPEN: EVERYBODY,
    State.CLOSED: OFFICE,  # withdrawn before anything was public
}


@pytest.fixture
def case():
    """Return an office and who looks on: its people, other roles, a stranger, a visitor."""
    office = an_office()
    return office, {
        "visitor": AnonymousUser(),
        "officer": a_user(Role.OFFICER, office=office),
        "head": a_user(Role.HEAD, office=office),
        "stranger": a_user(Role.OFFICER),
        "coordinator": a_user(Role.COORDINATOR),
        "secretary": a_user(Role.SECRETARY),
        "decision-maker": a_user(Role.DECISION_MAKER),
        "auditor": a_user(Role.AUDITOR),
        "expert": a_user(Role.EXPERT),
        "enterprise": a_user(Role.ENTERPRISE),
        "gone": a_user(Role.OFFICER, office=office, ends_on="2026-11-23"),
    }


def a_case(state, office):
    challenge = a_challenge(state, office=office, is_public=state == State.OPEN)
    actions.index_in_search([challenge], at=NOW)
    return challenge


def client_of(client, user):
    client.logout()
    if user.is_authenticated:
        client.force_login(user)
    return client


@pytest.mark.parametrize("state", SEES)
def test_a_problem_answers_only_to_those_who_may_see_it(client, case, state):
    office, people = case
    challenge = a_case(state, office)

    for page in ("detail", "log"):
        address = reverse(f"challenges:{page}", args=[challenge.code])
        answers = {
            name: client_of(client, user).get(address).status_code for name, user in people.items()
        }
        assert answers == {name: 200 if name in SEES[state] else 404 for name in EVERYBODY}


@pytest.fixture
def one_in_each_state(case):
    """Return who looks on, and a problem in each state, all of one office."""
    office, people = case
    return people, {state: a_case(state, office) for state in SEES}


def by_state(challenges, codes):
    """Return the states of those of the challenges that are among some codes."""
    return {state for state, challenge in challenges.items() if challenge.code in codes}


def seen_by(name):
    return {state for state, names in SEES.items() if name in names}


def test_the_list_and_its_number_hold_it_only_for_those(client, one_in_each_state):
    people, challenges = one_in_each_state

    for name, user in people.items():
        page = client_of(client, user).get(reverse("challenges:list"))
        html = page.content.decode()
        shown = {state for state, one in challenges.items() if one.title_vi in html}
        assert (name, shown, page.context["page"].paginator.count) == (
            name,
            seen_by(name),
            len(seen_by(name)),
        )


def test_the_search_finds_and_counts_it_only_for_those(one_in_each_state):
    people, challenges = one_in_each_state

    for name, user in people.items():
        found = search.find("un tac", user=user)
        states = by_state(challenges, {entry.code for entry in found})
        assert (name, states, found.count()) == (name, seen_by(name), len(seen_by(name)))


def test_it_is_named_as_similar_only_to_those(one_in_each_state):
    people, challenges = one_in_each_state

    for name, user in people.items():
        alike = queries.similar_challenges("Ùn tắc giao thông", "", user=user, most=len(SEES))
        assert (name, by_state(challenges, {one.code for one in alike})) == (name, seen_by(name))


def test_the_public_reads_public_acts_and_the_office_all(case, now):
    office, people = case
    draft = a_challenge(office=office, officer=people["officer"])
    actions.send_for_sign_off(challenge=draft, by=people["officer"], at=now)

    assert [entry.line.act for entry in queries.log_for(people["head"], draft)] == ["send"]
    assert queries.log_for(people["visitor"], draft) == []


def test_an_entry_that_is_the_same_as_another_leads_there(client):
    kept = a_challenge(State.CATALOGUED)
    same = a_challenge(State.CATALOGUED, same_as=kept)

    answer = client.get(reverse("challenges:detail", args=[same.code]))

    assert answer.headers["Location"] == reverse("challenges:detail", args=[kept.code])
    assert same not in queries.challenges_for(AnonymousUser())
