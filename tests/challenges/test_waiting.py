"""What waits for whom on "My work", as the problems say it."""

import pytest

from cauhien.accounts.models import User
from cauhien.accounts.states import Role
from cauhien.challenges import actions, queries
from cauhien.challenges.queries.waiting import to_sign
from cauhien.core.items import items_for
from tests.factories import TODAY, a_challenge, a_grant, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(now):
    draft = a_challenge()
    return actions.send_for_sign_off(challenge=draft, by=draft.officer, at=now)


@pytest.fixture
def head(sent):
    return a_user(Role.HEAD, office=sent.office)


def waiting(user, now):
    """Return [(code, page)] of what waits for a user."""
    found = items_for(today(user), now)
    return [(item.code, item.url.rstrip("/").split("/")[-1]) for item in found]


def today(user):
    """Return the user as they come in today: their grants are read anew."""
    user = User.objects.get(pk=user.pk)
    user.day = TODAY
    return user


def sign(challenge, head, now):
    sha256 = queries.frozen_text(challenge).sha256
    return actions.sign_off(challenge=challenge, by=head, at=now, sha256=sha256)


def test_a_text_that_was_sent_waits_for_the_head_of_its_office_alone(sent, head, now):
    other_head, coordinator = a_user(Role.HEAD), a_user(Role.COORDINATOR)

    assert waiting(head, now) == [(sent.code, "sign")]
    assert waiting(sent.officer, now) == []
    assert waiting(other_head, now) == waiting(coordinator, now) == []


def test_it_waits_since_it_was_sent(sent, head, now):
    (item,) = items_for(head, now)

    assert (item.since, item.due, item.title) == (now, None, sent.title_vi)


def test_a_head_who_sent_a_text_does_not_wait_for_themself(now):
    draft = a_challenge()
    a_grant(draft.officer, Role.HEAD, office=draft.office)
    actions.send_for_sign_off(challenge=draft, by=draft.officer, at=now)

    assert waiting(draft.officer, now) == []


def test_a_signed_problem_waits_for_the_coordinator(sent, head, now):
    coordinator = a_user(Role.COORDINATOR)

    sign(sent, head, now)

    assert waiting(head, now) == []
    assert waiting(coordinator, now) == [(sent.code, "triage")]


def test_a_returned_draft_waits_for_its_officer_until_it_is_sent_again(sent, head, now):
    actions.return_challenge(challenge=sent, by=head, at=now, reason="Chưa có số đo.")
    colleague = a_user(Role.OFFICER, office=sent.office)
    assert waiting(sent.officer, now) == [(sent.code, "edit")]
    assert waiting(colleague, now) == []

    actions.send_for_sign_off(challenge=sent, by=today(sent.officer), at=now)

    assert waiting(sent.officer, now) == []


def test_a_draft_that_was_never_sent_waits_for_nobody(now):
    draft = a_challenge()

    assert waiting(draft.officer, now) == []


def test_who_is_no_head_any_more_has_nothing_to_sign(sent, now):
    former = a_user(Role.HEAD, office=sent.office, ends_on=TODAY.replace(day=1))

    assert (waiting(former, now), list(to_sign(former))) == ([], [])
