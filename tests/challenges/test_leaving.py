"""An office takes back what it sent, or withdraws a problem: by page, with a reason."""

import pytest
from django.urls import reverse

from cauhien.accounts.states import Role
from cauhien.challenges import actions, queries
from cauhien.challenges.queries import challenges_for
from cauhien.challenges.states import Outcome, State
from tests.factories import a_challenge, a_user, acts, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return a_user(Role.OFFICER)


@pytest.fixture
def sent(officer, now):
    draft = a_challenge(officer=officer)
    return actions.send_for_sign_off(challenge=draft, by=officer, at=now)


@pytest.fixture
def head(sent):
    return a_user(Role.HEAD, office=sent.office)


def sign(challenge, head, now):
    sha256 = queries.frozen_text(challenge).sha256
    return actions.sign_off(challenge=challenge, by=head, at=now, sha256=sha256)


def address(name, challenge):
    return reverse(f"challenges:{name}", args=[challenge.code])


def test_the_officer_takes_back_what_was_sent_with_a_reason(client, officer, sent):
    sign_in(client, officer)
    assert address("take_back", sent) in client.get(address("detail", sent)).content.decode()

    refused = client.post(address("take_back", sent), {"reason": " "})
    taken = client.post(address("take_back", sent), {"reason": "Số đo cũ"})

    sent.refresh_from_db()
    assert (refused.status_code, taken.headers["Location"]) == (422, address("detail", sent))
    assert (sent.state, acts(sent)) == (State.DRAFT, ["send", "take_back"])


def test_after_signing_too_and_the_signature_counts_no_more(client, officer, sent, head, now):
    sign(sent, head, now)
    sign_in(client, officer)

    client.post(address("take_back", sent), {"reason": "Số đo cũ"})
    actions.send_for_sign_off(challenge=sent, by=officer, at=now)

    sent.refresh_from_db()
    assert (sent.state, queries.frozen_text(sent).signed_at) == (State.AWAITING_SIGN_OFF, None)


@pytest.mark.parametrize("page", ["take_back", "withdraw"])
def test_nobody_else_takes_it_away(client, officer, sent, head, now, page):
    sign(sent, head, now)
    allowed = {"take_back": officer, "withdraw": head}[page]
    others = {
        403: [one for one in (officer, head, a_user(Role.COORDINATOR)) if one != allowed],
        404: [a_user(Role.HEAD), a_user(Role.DECISION_MAKER)],
    }

    for status, users in others.items():
        for user in users:
            sign_in(client, user)
            assert client.post(address(page, sent), {"reason": "x"}).status_code == status
    sent.refresh_from_db()
    assert sent.state == State.TRIAGE


def test_the_head_withdraws_with_a_fresh_second_factor_alone(client, sent, head):
    sign_in(client, head, seconds_ago=400)
    asked = client.post(address("withdraw", sent), {"reason": "Đã giải xong"})
    sign_in(client, head)
    client.post(address("withdraw", sent), {"reason": "Đã giải xong"})

    sent.refresh_from_db()
    assert asked.headers["Location"].startswith("/account/2fa/reauthenticate/")
    assert (sent.state, sent.outcome) == (State.CLOSED, Outcome.WITHDRAWN)
    page = client.get(address("detail", sent)).content.decode()
    assert all(said in page for said in ("Đã giải xong", "Đã rút"))


def test_what_was_withdrawn_before_it_was_public_stays_with_its_office(sent, head, now):
    coordinator = a_user(Role.COORDINATOR)
    sign(sent, head, now)

    actions.withdraw_challenge(challenge=sent, by=head, at=now, reason="Đã giải xong")

    assert challenges_for(head).get() == sent
    assert not challenges_for(coordinator).exists()


def test_a_published_one_that_is_withdrawn_stays_public_with_the_reason(client, head, now):
    published = a_challenge(State.OPEN, office=head.grants.first().office, is_public=True)

    actions.withdraw_challenge(challenge=published, by=head, at=now, reason="Đã giải xong")

    page = client.get(address("detail", published)).content.decode()
    assert "Đã giải xong" in page
