"""Anybody puts a problem before the city, which answers by a date."""

import re

import pytest
from django.urls import reverse

from cauhien.accounts.states import Role
from cauhien.challenges import actions
from cauhien.challenges.models import Challenge, Suggestion
from cauhien.challenges.states import State, SuggestionState
from cauhien.core.items import items_for
from cauhien.notices.models import Notice
from tests.factories import a_challenge, a_user, acts, an_office, sign_in

pytestmark = pytest.mark.django_db
TEXT = {
    "title_vi": "Ùn tắc giao thông trước cổng trường",
    "description_vi": "Mỗi sáng xe dừng kín cổng trường, học sinh phải đi xuống lòng đường.",
    "then": "send",
}


@pytest.fixture
def suggestion(now):
    return sent(by=None, now=now)


@pytest.fixture
def coordinator(client):
    return sign_in(client, a_user(Role.COORDINATOR))


def sent(*, by, now, code="k7d2mq9x"):
    said = {"title": "Ùn tắc trước cổng trường", "text": "Mỗi sáng xe dừng kín cổng trường."}
    return actions.send_suggestion(draft_code=code, written=said, similar=[], by=by, at=now)


def page_of(client, suggestion):
    return client.get(reverse("challenges:suggestion", args=[suggestion.code])).content.decode()


def answered(client, suggestion, **said):
    address = reverse("challenges:suggestion_answer", args=[suggestion.code])
    answer = client.post(address, said)
    suggestion.refresh_from_db()
    return answer


def test_what_is_similar_is_shown_before_anything_is_sent(client, now):
    known = a_challenge(State.CATALOGUED, title_vi="Giảm ùn tắc giao thông giờ tan trường")
    actions.index_in_search([known], at=now)

    first = client.post(reverse("challenges:suggest"), TEXT)
    page = first.content.decode()
    nothing_yet = Suggestion.objects.count()
    code = re.search(r'name="code" value="(\w+)"', page)[1]
    again = TEXT | {"code": code, "compared": f"challenge:{known.code}"}
    for _press in range(2):
        client.post(reverse("challenges:suggest"), again)

    kept = Suggestion.objects.get()
    assert (nothing_yet, kept.similar, kept.sent_by) == (0, [known.code], None)
    assert all(said in page for said in (TEXT["description_vi"], "<mark>"))


def test_the_answer_is_owed_within_fifteen_working_days_and_waits_for_the_coordinator(
    suggestion, coordinator, now
):
    (item,) = items_for(coordinator, now)

    assert (item.code, item.due) == (suggestion.code, suggestion.due_at)
    assert suggestion.due_at.isoformat() == "2026-12-15T23:59:59+07:00"


def test_before_it_is_published_a_visitor_reads_its_state_and_not_its_text(client, suggestion):
    page = page_of(client, suggestion)

    assert "đã nhận" in page
    assert "cổng trường" not in page
    assert "cổng trường" not in client.get(reverse("challenges:suggestions")).content.decode()


def test_once_published_everybody_reads_it_and_nobody_who_sent_it(client, coordinator, now):
    sender = a_user(name="Người Dân Đề Xuất")
    suggestion = sent(by=sender, now=now)

    answered(client, suggestion, then="publish")
    client.logout()

    pages = page_of(client, suggestion) + client.get("/suggestions/").content.decode()
    assert suggestion.state == SuggestionState.UNDER_REVIEW
    assert "cổng trường" in pages
    assert "Người Dân Đề Xuất" not in pages


def test_an_office_takes_it_up_as_a_draft_that_knows_its_earlier_date(client, suggestion, now):
    officer = sign_in(client, a_user(Role.OFFICER))
    office = officer.grants.first().office

    client.post(reverse("challenges:take_up", args=[suggestion.code]), {"office": office.code})

    draft = Challenge.objects.get()
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.challenge) == (SuggestionState.ADOPTED, draft)
    assert (draft.office, draft.known_since, acts(draft)) == (office, now, ["adopt_suggestion"])
    client.logout()
    assert reverse("challenges:detail", args=[draft.code]) not in page_of(client, suggestion)


def test_it_is_added_to_a_known_problem_which_its_sender_follows_from_then(
    client, coordinator, now
):
    sender = a_user()
    suggestion = sent(by=sender, now=now)
    known = a_challenge(State.OPEN, is_public=True)

    answered(
        client,
        suggestion,
        then="merge",
        **{"merge-into": known.code, "merge-reason": "Đã có bài toán này"},
    )

    assert (suggestion.state, suggestion.challenge) == (SuggestionState.MERGED, known)
    assert known.followers.get().user == sender
    told = Notice.objects.get(recipient=sender)
    assert told.parameters == {"state": "merged", "answer": "Đã có bài toán này"}


def test_a_refusal_says_why_in_public(client, coordinator, suggestion):
    refused = answered(client, suggestion, then="refuse", answer=" ")
    answered(client, suggestion, then="refuse", answer="Thuộc thẩm quyền của nhà trường")
    client.logout()

    assert refused.status_code == 422
    assert "Thuộc thẩm quyền của nhà trường" in page_of(client, suggestion)


def test_what_is_not_published_stays_so_but_says_why(client, coordinator, suggestion):
    answered(client, suggestion, then="hide", answer="Nêu tên người khác")
    client.logout()

    page = page_of(client, suggestion)
    assert "Nêu tên người khác" in page
    assert "cổng trường" not in page


def test_it_is_answered_once(client, coordinator, suggestion):
    answered(client, suggestion, then="refuse", answer="Thuộc thẩm quyền của nhà trường")

    answered(client, suggestion, then="publish")

    assert suggestion.state == SuggestionState.REFUSED


def test_nobody_else_answers_and_no_stranger_takes_it_up(client, suggestion):
    address = reverse("challenges:take_up", args=[suggestion.code])
    for role in (Role.SECRETARY, Role.HEAD, Role.ENTERPRISE):
        sign_in(client, a_user(role))
        assert answered(client, suggestion, then="publish").status_code == 403
        assert client.post(address, {"office": an_office().code}).status_code == 403
    assert suggestion.state == SuggestionState.RECEIVED


def test_after_ten_in_an_hour_one_waits(client):
    codes = [f"{number:08d}" for number in range(11)]

    statuses = [
        client.post(reverse("challenges:suggest"), TEXT | {"code": code}).status_code
        for code in codes
    ]

    assert statuses == [302] * 10 + [429]
