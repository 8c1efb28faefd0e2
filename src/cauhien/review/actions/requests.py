"""Requests for review: sent by a team, answered by people who had no part in the decision."""

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.challenges.actions import CannotMove, advance
from cauhien.challenges.actions.initiative import CannotMoveFile
from cauhien.challenges.actions.steps import locked
from cauhien.challenges.states import Act, State
from cauhien.challenges.states.procedure import Clock
from cauhien.core.audit import record
from cauhien.core.calendar import day_after
from cauhien.documents.actions import freeze_document
from cauhien.documents.states import Audience
from cauhien.review import rules
from cauhien.review.actions.decision import filing_of, review_again
from cauhien.review.actions.telling import tell_of_answer, tell_of_request
from cauhien.review.documents import answer_texts
from cauhien.review.models import ReviewRequest
from cauhien.review.queries import decision as decisions
from cauhien.review.states import DecisionAct, RequestState


class CannotAsk(Exception):
    """It is not this person's, or not now; `field` names where the reason stands, if anywhere."""

    def __init__(self, message, field=None):
        super().__init__(message)
        self.field = field


@transaction.atomic
def ask_for_review(*, initiative, text, by, at):
    """Send a request for review of the newest decision; it gets the next number of the case."""
    challenge = locked(initiative.challenge)
    initiative = decisions.files_with_teams(challenge).get(pk=initiative.pk)
    newest = decisions.signed_decisions(challenge).first()
    if not rules.may_ask_for_review(by, initiative, newest, at):
        raise CannotAsk(_("A request comes from who leads the team, in time, and once."))
    if not text.strip():
        raise CannotAsk(_("Say what should be looked at again, and why."), "text")
    request = ReviewRequest.objects.create(
        number=decisions.requests_of(challenge).count() + 1,
        decision=newest,
        initiative=initiative,
        text=text.strip(),
        sent_at=at,
        sent_by=by,
    )
    _log(request, DecisionAct.ASK, by, at)
    tell_of_request(request, at)
    return request


@transaction.atomic
def take_up(*, request, by, at):
    """Accept a request for handling: from now on the days of the procedure count."""
    request = _locked(request, RequestState.SENT, by)
    clock = request.decision.challenge.call.procedure.clocks[Clock.ANSWER_REVIEW_REQUEST]
    request.state, request.handled_by, request.accepted_at = RequestState.IN_HANDLING, by, at
    request.answer_by_on = day_after(localdate(at), clock["days"], working=clock["working"])
    request.save(update_fields=["state", "handled_by", "accepted_at", "answer_by_on"])
    _log(request, DecisionAct.TAKE_UP, by, at, answer_by=request.answer_by_on.isoformat())
    tell_of_answer(request, at)
    return request


def refuse_request(*, request, answer, by, at):
    """Find a request not admissible, with the reason, which is published."""
    return _answer(request, RequestState.SENT, RequestState.REFUSED, answer, by, at)


def uphold(*, request, answer, by, at):
    """Answer a request: the decision stands. answer: (Vietnamese, English), published."""
    return _answer(request, RequestState.IN_HANDLING, RequestState.UPHELD, answer, by, at)


@transaction.atomic
def cancel_decision(*, request, answer, by, at):
    """Answer a request: the decision is cancelled, and the council judges the files again."""
    challenge = locked(request.decision.challenge)
    answered = _answer(request, RequestState.IN_HANDLING, RequestState.REDONE, answer, by, at)
    try:
        review_again(challenge, answered.answer_vi, by, at)
        advance(
            challenge=challenge,
            to=State.IN_REVIEW,
            act=Act.REDO,
            by=by,
            at=at,
            reason=answered.answer_vi,
            basis=answered.document.sha256,
        )
    except (CannotMove, CannotMoveFile) as refusal:
        raise CannotAsk(str(refusal)) from None
    return answered


@transaction.atomic
def _answer(request, source, target, answer, by, at):
    """Write down an answer, publish it as a document and tell the team; return the request."""
    request = _locked(request, source, by)
    vietnamese, english = (text.strip() for text in answer)
    if not vietnamese:
        raise CannotAsk(_("Give the reasons. They are published."), "answer_vi")
    request.state, request.handled_by, request.answered_at = target, by, at
    request.answer_vi, request.answer_en = vietnamese, english
    request.save(update_fields=["state", "handled_by", "answered_at", "answer_vi", "answer_en"])
    filing = filing_of(request.decision.challenge, Audience.PUBLIC, request.decision.sha256)
    request.document = freeze_document(texts=answer_texts(request), filing=filing, by=by, at=at)
    basis = request.document.sha256
    _log(request, DecisionAct.ANSWER, by, at, public=True, outcome=target, basis=basis)
    tell_of_answer(request, at)
    return request


def _locked(request, state, by):
    """Return the request with its case, if it is in that state and this person may handle it."""
    locked(request.decision.challenge)
    found = (
        ReviewRequest.objects.select_for_update(of=("self",))
        .select_related("decision__challenge__call__procedure", "initiative")
        .get(pk=request.pk)
    )
    if found.state != state or not rules.may_handle(by, found):
        raise CannotAsk(_("This step is not yours, or the request is no longer where it was."))
    return found


def _log(request, act, by, at, *, public=False, **detail):
    chain = request.decision.challenge.chain
    said = {"number": request.number} | detail
    record(chain=chain, act=act, by=by, at=at, detail=said, public=public)
