"""Who is told of a step of a problem: whom the table names, and nobody who may not know."""

import pytest
from django.utils.translation import override

from cauhien.accounts.states import Role
from cauhien.challenges import actions, queries
from cauhien.challenges.models import Follower
from cauhien.challenges.states import State
from cauhien.notices.documents import words_of
from cauhien.notices.models import Notice
from tests.factories import a_challenge, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    officer = a_user(Role.OFFICER)
    office = officer.grants.first().office
    return officer, a_user(Role.HEAD, office=office), a_user(Role.COORDINATOR)


def told():
    """Return {account: [act, …]} of all notices, the oldest first."""
    found = {}
    for notice in Notice.objects.order_by("id").select_related("recipient"):
        found.setdefault(notice.recipient, []).append(notice.parameters["act"])
    return found


def test_the_head_hears_of_a_text_and_the_officer_of_its_return(people, now):
    officer, head, _coordinator = people
    a_user(Role.HEAD)
    draft = a_challenge(officer=officer)

    actions.send_for_sign_off(challenge=draft, by=officer, at=now)
    actions.return_challenge(challenge=draft, by=head, at=now, reason="Thiếu số đo")

    assert told() == {head: ["send"], officer: ["return"]}


def test_a_coordinator_who_saw_it_learns_that_it_was_taken_back_but_not_where(people, now):
    officer, head, coordinator = people
    draft = a_challenge(officer=officer)
    actions.send_for_sign_off(challenge=draft, by=officer, at=now)
    sha256 = queries.frozen_text(draft).sha256
    actions.sign_off(challenge=draft, by=head, at=now, sha256=sha256)

    actions.take_back(challenge=draft, by=officer, at=now, reason="Số đo cũ")

    assert told()[coordinator] == ["sign", "take_back"]
    last = Notice.objects.filter(recipient=coordinator).order_by("id").last()
    assert (last.subject_code, last.parameters["title"]) == ("", draft.title_vi)


def test_a_coordinator_hears_nothing_of_what_never_left_its_office(people, now):
    officer, head, _coordinator = people
    draft = a_challenge(officer=officer)

    actions.withdraw_challenge(challenge=draft, by=head, at=now, reason="Không cần nữa")

    assert told() == {officer: ["withdraw"]}


def test_followers_hear_of_what_is_public_once_though_they_are_named_twice(people, now):
    officer, head, coordinator = people
    visitor, problem = a_user(), a_challenge(State.OPEN, officer=officer, is_public=True)
    for user in (visitor, coordinator, head):
        Follower.objects.create(challenge=problem, user=user, since_at=now)

    actions.withdraw_challenge(challenge=problem, by=head, at=now, reason="Đã giải xong")

    assert told() == {one: ["withdraw"] for one in (officer, coordinator, visitor)}


def test_a_notice_says_the_step_in_words_with_its_reason(people, now):
    officer, head, _coordinator = people
    draft = a_challenge(officer=officer, title_en="Less congestion")
    actions.send_for_sign_off(challenge=draft, by=officer, at=now)
    actions.return_challenge(challenge=draft, by=head, at=now, reason="Thiếu số đo")

    notice = Notice.objects.get(recipient=officer)
    said = {}
    for language in ("vi", "en"):
        with override(language):
            said[language] = words_of(notice, draft)

    assert said["vi"].title == f"{draft.title_vi}: trả lại đơn vị"
    assert said["en"].title == "Less congestion: returned to the office"
    assert said["vi"].text == "Lý do: Thiếu số đo"
