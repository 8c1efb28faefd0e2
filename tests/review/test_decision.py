"""A decision: drafted unseen, with a reason per criterion, signed on what was read, published."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cauhien.challenges.actions.initiative import advance_initiative
from cauhien.challenges.states import Act, InitiativeState, RefusalReason, State
from cauhien.challenges.states import Outcome as Ending
from cauhien.core.audit import verify
from cauhien.core.items import items_for
from cauhien.core.models import AuditLine
from cauhien.documents.models import Document
from cauhien.documents.states import Kind
from cauhien.notices.models import Notice
from cauhien.review.actions.decision import (
    CannotDecide,
    end_without_choice,
    send_back,
    sign_decision,
)
from cauhien.review.models import Conclusion, Decision, DecisionLine
from cauhien.review.queries import decision as decisions
from cauhien.review.states import CouncilState, DecisionAct, DecisionKind, Outcome
from tests.factories import NOW
from tests.review.decision_things import (
    Case,
    a_decided,
    a_draft,
    signed,
    what_is_said,
)

pytestmark = pytest.mark.django_db


def test_a_signed_decision_moves_each_file_and_the_problem_and_the_log_holds_it():
    case = a_decided()

    lines = AuditLine.objects.filter(chain=case.challenge.chain)
    assert case.challenge.state == State.DECIDED
    assert case.states() == [
        InitiativeState.SELECTED,
        InitiativeState.NOT_SELECTED,
        InitiativeState.NOT_SELECTED,
    ]
    decided = lines.get(act=Act.DECIDE)
    document = Document.objects.get(kind=Kind.DECISION)
    assert decided.detail["basis"] == document.sha256
    assert lines.get(act=DecisionAct.SIGN).public
    assert verify(case.challenge.chain) == lines.count()


def test_the_last_day_for_requests_comes_from_the_procedure_and_is_a_working_day():
    decision = a_decided().decision

    # Ten days after Tuesday 24 November 2026 is a Friday.
    assert decision.requests_until_on == date(2026, 12, 4)
    said = str(Document.objects.get(kind=Kind.DECISION).content)
    assert "đến hết ngày 04/12/2026. Việc đề nghị xem xét lại không thay thế" in said
    assert "chưa tra cứu được" not in said


def test_it_is_not_signed_while_a_reason_is_missing_and_says_where():
    case = Case()
    said = what_is_said(case.challenge)
    said[1] = replace(said[1], reasons={**said[1].reasons, "2": {"vi": "", "en": ""}})
    draft = a_draft(case, said)

    with pytest.raises(CannotDecide) as refused:
        signed(draft)

    assert set(refused.value.missing) == {f"{case.files[1].code}-reason-2"}
    assert case.again().state == State.RECOMMENDED


def test_who_departs_from_the_council_says_why():
    case = Case()
    draft = a_draft(case, what_is_said(case.challenge, (Outcome.REFUSE, Outcome.SELECT, "")))

    missing = set(decisions.missing_in(draft, decisions.written(case.challenge, "first", draft)))

    one, two, three = (file.code for file in case.files)
    assert missing == {f"{one}-departure", f"{two}-departure", f"{three}-outcome"}


def test_a_reason_that_tells_whose_file_was_refused_is_refused():
    case = Case()
    lead = case.files[2].members.get()
    lead.organisation_text = "Công ty Ánh Sao Thủ Đô"
    lead.save()
    reasons = {str(at): {"vi": "Công ty Ánh Sao Thủ Đô thiếu người.", "en": ""} for at in (1, 2, 3)}
    said = what_is_said(case.challenge)
    said[2] = replace(said[2], reasons=reasons)

    missing = decisions.missing_in(a_draft(case, said), said)

    assert set(missing) == {f"{case.files[2].code}-reason-{at}" for at in (1, 2, 3)}


def test_a_text_that_changed_after_it_was_read_is_not_signed():
    case = Case()
    draft = a_draft(case)

    with pytest.raises(CannotDecide):
        sign_decision(decision=draft, sha256="0" * 64, by=case.decision_maker, at=NOW)

    assert not Decision.objects.exclude(signed_at=None).exists()


def test_of_two_who_decide_at_once_one_signs():
    case = Case()
    mine, other = a_draft(case), a_draft(case, by=case.second)
    signed(mine)

    with pytest.raises(CannotDecide):
        signed(other)

    assert Decision.objects.exclude(signed_at=None).count() == 1


def test_nobody_else_writes_or_signs_one():
    case = Case()

    for user in (case.coordinator, case.officer, case.member(), case.leads[0], case.auditor):
        with pytest.raises(CannotDecide):
            a_draft(case, by=user)

    assert not Decision.objects.exists()


def test_a_decision_maker_who_sat_on_the_council_does_not_decide():
    case = Case()
    case.council.seats.filter(user=case.member()).update(user=case.decision_maker)

    with pytest.raises(CannotDecide):
        a_draft(case)


def test_each_team_is_told_its_own_reasons_and_gets_its_own_document():
    case = a_decided()

    told = Notice.objects.filter(kind="review.decided")
    assert {one.recipient for one in told} == set(case.leads)
    refused = told.get(recipient=case.leads[2])
    assert refused.parameters["outcome"] == Outcome.REFUSE
    assert len(refused.parameters["reasons"]) == 3
    once = Notice.objects.filter(recipient=case.leads[2], subject_kind="initiative")
    assert [one.kind for one in once] == ["review.decided"]
    readers = [list(one.readers.all()) for one in Document.objects.filter(kind=Kind.RESULT_NOTICE)]
    assert sorted(readers, key=str) == sorted([[one] for one in case.leads], key=str)


def test_a_refused_team_reads_why_in_its_own_file():
    case = a_decided()

    refused = type(case.files[2]).objects.get(pk=case.files[2].pk)

    assert refused.reason_code == RefusalReason.BELOW_THRESHOLD
    assert "Tính khả thi: Lý do của tiêu chí 2." in refused.reason


def test_the_recommendation_goes_back_to_the_council_with_a_reason():
    case = Case()
    with pytest.raises(CannotDecide):
        send_back(challenge=case.challenge, reason=" ", by=case.decision_maker, at=NOW)

    send_back(challenge=case.challenge, reason="Thiếu quorum.", by=case.decision_maker, at=NOW)

    case.council.refresh_from_db()
    assert case.again().state == State.IN_REVIEW
    assert set(case.states()) == {InitiativeState.IN_REVIEW}
    assert case.council.state == CouncilState.REVIEWING
    assert not Conclusion.objects.exists()


def following(case):
    return decisions.next_in_reserve(decisions.standing_lines(case.challenge).values())


def withdraw(case, at):
    advance_initiative(
        initiative=case.files[at],
        to=InitiativeState.WITHDRAWN,
        by=case.leads[at],
        at=NOW,
        reason_code=RefusalReason.TEAM_WITHDREW,
        reason="Không đủ nhân lực.",
    )


def test_when_the_selected_team_leaves_the_next_of_the_reserve_list_is_taken_by_a_signed_act():
    case = a_decided()
    assert following(case) is None
    withdraw(case, 0)
    assert following(case).initiative == case.files[1]
    page = f"/challenges/{case.challenge.code}/decision/reserve/"
    assert page in [one.url for one in items_for(case.second, NOW)]

    said = what_is_said(case.challenge, (Outcome.SELECT,), DecisionKind.RESERVE)
    second = signed(a_draft(case, said, kind=DecisionKind.RESERVE))

    assert second.follows == case.decision
    assert case.states()[1] == InitiativeState.SELECTED
    acts = AuditLine.objects.filter(chain=case.challenge.chain, act=Act.DECIDE_AGAIN)
    assert acts.get().public
    assert following(case) is None


def test_a_call_with_nothing_left_to_select_ends_once_no_review_can_be_asked_for():
    case = Case()
    none = what_is_said(case.challenge, (Outcome.REFUSE,) * 3, departure="Vượt kinh phí.")
    signed(a_draft(case, none))
    later = NOW + timedelta(days=30)
    with pytest.raises(CannotDecide):
        end_without_choice(challenge=case.challenge, by=case.decision_maker, at=NOW)

    ended = end_without_choice(challenge=case.challenge, by=case.decision_maker, at=later)

    assert (ended.state, ended.outcome) == (State.CLOSED, Ending.NONE_CHOSEN)


def test_a_draft_leaves_no_trace_in_the_log_or_with_anybody():
    case = Case()
    before = AuditLine.objects.count(), Notice.objects.count()

    a_draft(case)

    assert (AuditLine.objects.count(), Notice.objects.count()) == before
    assert decisions.draft_of(case.second, case.challenge) is None
    assert DecisionLine.objects.count() == 3
