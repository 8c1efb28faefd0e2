"""Requests for review: in time, once, answered by others, published, with the statutory route."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from cauhien.challenges.states import Act, InitiativeState, State
from cauhien.core.items import items_for
from cauhien.core.models import AuditLine
from cauhien.documents.models import Document
from cauhien.notices.models import Notice
from cauhien.review.actions.requests import (
    CannotAsk,
    ask_for_review,
    cancel_decision,
    refuse_request,
    take_up,
    uphold,
)
from cauhien.review.models import Decision
from cauhien.review.states import DecisionAct, DecisionKind, Outcome, RequestState
from tests.factories import NOW, sign_in
from tests.made_once import made_once
from tests.review.decision_things import a_decided, a_draft, signed, what_is_said

pytestmark = pytest.mark.django_db
ANSWER = ("Hội đồng đã chấm đúng quy chế.", "")


made, case = made_once(a_decided)


def a_request(case, at=2, when=NOW):
    text = "Điểm tiêu chí 2 chưa tính đến thử nghiệm của chúng tôi."
    return ask_for_review(initiative=case.files[at], text=text, by=case.leads[at], at=when)


def a_request_in_handling(case):
    return take_up(request=a_request(case), by=case.second, at=NOW)


def test_a_team_asks_in_time_once_and_gets_a_number(case):
    request = a_request(case)

    assert (request.number, request.state) == (1, RequestState.SENT)
    with pytest.raises(CannotAsk):
        a_request(case)


def test_the_last_day_counts_and_the_day_after_does_not(case):
    last = NOW + (case.decision.requests_until_on - NOW.date())

    assert a_request(case, 1, last).number == 1
    with pytest.raises(CannotAsk):
        a_request(case, 2, last + timedelta(days=1))


def test_nobody_asks_for_a_team_that_is_not_theirs(case):
    with pytest.raises(CannotAsk):
        ask_for_review(initiative=case.files[2], text="Vì sao?", by=case.leads[1], at=NOW)


def test_who_signed_who_judged_and_who_runs_the_case_does_not_answer(case):
    request = a_request(case)

    for user in (case.decision_maker, case.member(), case.coordinator, case.officer):
        with pytest.raises(CannotAsk):
            take_up(request=request, by=user, at=NOW)


def test_with_the_acceptance_the_clock_of_the_procedure_runs(case):
    request = a_request_in_handling(case)

    # Fifteen working days after 24 November 2026.
    assert request.answer_by_on == date(2026, 12, 15)
    item = next(
        one for one in items_for(case.second, NOW) if f"/requests/{request.code}/" in one.url
    )
    assert item.due.date() == request.answer_by_on
    assert not any("/requests/" in one.url for one in items_for(case.decision_maker, NOW))


def test_the_coordinator_hears_where_every_decision_maker_has_decided_already(case):
    a_request(case)
    assert not any("Đề nghị cử thêm" in one.to_do for one in items_for(case.coordinator, NOW))

    case.second.grants.update(ends_on=NOW.date() - timedelta(days=1))

    told = [one.to_do for one in items_for(case.coordinator, NOW)]
    assert sum("Đề nghị cử thêm người quyết định" in one for one in told) == 1


def test_an_answer_needs_reasons_and_is_public_with_the_statutory_route(case):
    request = a_request_in_handling(case)
    with pytest.raises(CannotAsk):
        uphold(request=request, answer=(" ", ""), by=case.second, at=NOW)

    answered = uphold(request=request, answer=ANSWER, by=case.second, at=NOW)

    assert answered.state == RequestState.UPHELD
    document = Document.objects.get(sha256=answered.document.sha256)
    assert "Theo Luật Khiếu nại số 02/2011/QH13" in str(document.content)
    assert "Báo Lao Động" not in str(document.content)
    assert case.files[2].title_vi not in str(document.content)
    assert AuditLine.objects.get(act=DecisionAct.ANSWER).public
    assert Notice.objects.filter(kind="review.answered", recipient=case.leads[2]).count() == 2


def test_a_request_is_refused_as_not_admissible_with_a_reason(case):
    refused = refuse_request(request=a_request(case), answer=ANSWER, by=case.second, at=NOW)

    assert refused.state == RequestState.REFUSED
    with pytest.raises(CannotAsk):
        take_up(request=refused, by=case.second, at=NOW)


def test_a_cancelled_decision_gives_the_files_to_the_council_again_in_public(case):
    request = a_request_in_handling(case)

    cancel_decision(request=request, answer=ANSWER, by=case.second, at=NOW)

    assert case.again().state == State.IN_REVIEW
    assert set(case.states()) == {InitiativeState.IN_REVIEW}
    redone = AuditLine.objects.get(chain=case.challenge.chain, act=Act.REDO)
    assert redone.public
    assert redone.detail["reason"] == ANSWER[0]


def test_a_changed_decision_is_the_answer_and_follows_the_first(case):
    request = a_request_in_handling(case)
    outcomes = (Outcome.REFUSE, Outcome.REFUSE, Outcome.SELECT)
    said = what_is_said(case.challenge, outcomes, DecisionKind.CHANGE)

    changed = signed(a_draft(case, said, by=case.second, kind=DecisionKind.CHANGE, answers=request))

    request.refresh_from_db()
    assert (changed.follows, request.state) == (case.decision, RequestState.CHANGED)
    paper = str(Document.objects.filter(kind="decision").latest("id").content)
    assert all(words in paper for words in ("thay đổi kết quả", "Quyết định này thay thế"))
    assert case.states() == [
        InitiativeState.NOT_SELECTED,
        InitiativeState.NOT_SELECTED,
        InitiativeState.SELECTED,
    ]


def test_a_change_begins_with_the_risk_that_was_accepted(client, case):
    Decision.objects.filter(pk=case.decision.pk).update(risk_note="Camera kém khi mưa lớn.")
    request = a_request_in_handling(case)
    sign_in(client, case.second)

    page = client.get(reverse("review:change", args=[request.code]))

    assert page.context["form"]["risk_note"].value() == "Camera kém khi mưa lớn."
