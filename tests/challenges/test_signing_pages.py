"""The head's page with the frozen text, and the page on which a problem is returned."""

import pytest
from django.urls import reverse

from cauhien.accounts.states import Role
from cauhien.challenges import actions, queries
from cauhien.challenges.states import State
from tests.factories import a_challenge, a_user, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(now):
    draft = a_challenge()
    actions.send_for_sign_off(challenge=draft, by=draft.officer, at=now)
    return draft


@pytest.fixture
def head(client, sent):
    head = a_user(Role.HEAD, office=sent.office)
    return sign_in(client, head)


def address(name, challenge):
    return reverse(f"challenges:{name}", args=[challenge.code])


def test_the_head_reads_the_frozen_text_with_its_hash(client, head, sent):
    page = client.get(address("sign", sent)).content.decode()

    frozen = queries.frozen_text(sent)
    assert all(said in page for said in (frozen.sha256, sent.title_vi, sent.measured_by))


def test_signing_leads_back_to_the_case(client, head, sent):
    sha256 = queries.frozen_text(sent).sha256

    answer = client.post(address("sign", sent), {"sha256": sha256})

    sent.refresh_from_db()
    assert (answer.headers["Location"], sent.state) == (address("detail", sent), State.TRIAGE)


def test_another_hash_is_refused_in_words(client, head, sent):
    answer = client.post(address("sign", sent), {"sha256": "0" * 64})

    sent.refresh_from_db()
    assert (answer.status_code, sent.state) == (422, State.AWAITING_SIGN_OFF)


def test_an_old_second_factor_does_not_sign(client, sent):
    sign_in(client, a_user(Role.HEAD, office=sent.office), seconds_ago=400)

    answer = client.post(address("sign", sent), {"sha256": queries.frozen_text(sent).sha256})

    sent.refresh_from_db()
    assert answer.headers["Location"].startswith("/account/2fa/reauthenticate/")
    assert sent.state == State.AWAITING_SIGN_OFF


def test_looking_signs_nothing_and_the_officer_may_not_even_look(client, head, sent):
    client.get(address("sign", sent))
    sign_in(client, sent.officer)

    assert client.get(address("sign", sent)).status_code == 403
    sent.refresh_from_db()
    assert sent.state == State.AWAITING_SIGN_OFF


def test_without_a_reason_it_is_not_returned(client, head, sent):
    refused = client.post(address("return", sent), {"reason": " "})
    taken = client.post(address("return", sent), {"reason": "Thiếu nguồn kinh phí"})

    assert (refused.status_code, taken.status_code) == (422, 302)
    client.force_login(sent.officer)
    assert "Thiếu nguồn kinh phí" in client.get(address("edit", sent)).content.decode()


def test_a_stranger_does_not_learn_that_it_exists(client, sent):
    sign_in(client, a_user(Role.HEAD))

    assert client.get(address("sign", sent)).status_code == 404
    assert client.post(address("return", sent), {"reason": "x"}).status_code == 404


def test_the_public_is_led_to_sign_in(client, sent):
    assert client.get(address("sign", sent)).headers["Location"].startswith("/account/login/")


def test_both_people_read_the_same_log(client, head, sent):
    for person in (head, sent.officer):
        client.force_login(person)
        page = client.get(address("log", sent)).content.decode()
        assert str(sent.officer) in page
