"""From the public pages of an open call, each finds their way to a file for it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from cauhien.accounts.states import Role
from cauhien.challenges.actions.initiative.sending import withdraw_initiative
from cauhien.challenges.states import State
from tests.factories import a_call, a_user, an_initiative

pytestmark = pytest.mark.django_db
PAGES = ["challenges:detail", "challenges:call"]


@pytest.fixture
def call():
    return a_call(closes_at=now() + timedelta(days=7))


def offered(client, call):
    """Return the ways that both pages offer, which are the same, as the names of addresses."""
    code = call.challenge.code
    ways = {
        "start": f'href="{reverse("challenges:initiative_start", args=[code])}"',
        "own": 'href="/initiatives/',
        "firm": f'href="{reverse("accounts:firm")}"',
        "sign up": f'href="{reverse("account_signup")}?next=/challenges/{code}/',
    }
    pages = [client.get(reverse(page, args=[code])).content.decode() for page in PAGES]
    found = [[way for way, link in ways.items() if link in _main(page)] for page in pages]
    assert found[0] == found[1]
    return found[0]


def _main(page):
    return page.split("<main")[1].split("</main>")[0]


def test_who_is_not_signed_in_is_shown_how_to(client, call):
    assert offered(client, call) == ["sign up"]


@pytest.mark.parametrize("role", [Role.ENTERPRISE, Role.EXPERT])
def test_a_firm_or_an_expert_begins_one_and_then_finds_it_there(client, call, role):
    user = a_user(role)
    client.force_login(user)
    before = offered(client, call)
    draft = an_initiative(call, lead=user, at=now())
    after = offered(client, call)
    withdraw_initiative(initiative=draft, by=user, at=now(), reason="Làm lại.")

    assert (before, after, offered(client, call)) == (["start"], ["own"], ["start"])


def test_who_has_no_role_yet_is_shown_how_a_firm_gets_one(client, call):
    client.force_login(a_user())

    assert offered(client, call) == ["firm"]


@pytest.mark.parametrize("role", [Role.OFFICER, Role.COORDINATOR, Role.AUDITOR])
def test_staff_are_offered_nothing(client, call, role):
    client.force_login(a_user(role))

    assert offered(client, call) == []


def test_nothing_is_offered_once_the_time_of_closing_has_passed(client):
    for state in (State.OPEN, State.SCREENING):
        closed = a_call(state, closes_at=now() - timedelta(minutes=1))
        assert offered(client, closed) == []
