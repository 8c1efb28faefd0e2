"""The decision on a call: drafted unseen, signed on its frozen text, published at once."""

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.challenges.actions import CannotMove, advance
from cauhien.challenges.actions.initiative import CannotMoveFile, advance_initiative
from cauhien.challenges.actions.steps import locked
from cauhien.challenges.states import Act, InitiativeAct, InitiativeState, RefusalReason, State
from cauhien.challenges.states import Outcome as Ending
from cauhien.challenges.states.initiative import UNSIGNED
from cauhien.core.audit import record
from cauhien.core.calendar import day_after
from cauhien.core.hashing import hash_of
from cauhien.documents.actions import Filing, freeze_document
from cauhien.documents.states import Audience
from cauhien.review import rules
from cauhien.review.actions.telling import tell_teams
from cauhien.review.documents import decision_texts, notice_texts
from cauhien.review.models import Conclusion, Council, Decision, DecisionLine, Review
from cauhien.review.queries import decision as decisions
from cauhien.review.states import (
    CouncilKind,
    CouncilState,
    DecisionAct,
    DecisionKind,
    Outcome,
    RequestState,
    ReviewState,
)

TEXTS = ("summary_vi", "summary_en", "risk_note", "risk_note_en")
BEHIND = (*decisions.DECIDED, *UNSIGNED)  # states from which a file goes back to its council


class CannotDecide(Exception):
    """It is not this person's, or not now; `missing` says {field: what to do}, where that is it."""

    def __init__(self, message, missing=None):
        super().__init__(message)
        self.missing = missing or {}


class SavedElsewhere(CannotDecide):
    """The draft was saved from another window in the meantime."""


@transaction.atomic
def save_decision(  # noqa: PLR0913 - the parts of a draft
    *, challenge, kind, texts, said, revision, by, at, answers=None
):
    """Save what one person drafts on a call; whatever is missing is asked for when it is signed.

    texts: {name of TEXTS: text}. said: of decisions.Said. answers: the request for review that a
    changed decision answers. revision: of the draft that the writer began from; 0: of none.
    Drafts are in no log: nobody but their writer is to know of them. Returns the decision.
    """
    if not may_write(by, challenge, kind, answers):
        raise CannotDecide(_("This step is not yours, or the problem is no longer where it was."))
    challenge = locked(challenge)
    draft = decisions.draft_of(by, challenge) or Decision(challenge=challenge, drafted_by=by)
    if draft.kind == kind and draft.pk and draft.revision != revision:
        raise SavedElsewhere(_("You have saved this draft from another window in the meantime."))
    draft.kind, draft.answers, draft.saved_at = kind, answers, at
    draft.revision += 1
    for name in TEXTS:
        setattr(draft, name, texts[name])
    draft.save()
    draft.lines.all().delete()
    DecisionLine.objects.bulk_create(_line(draft, one) for one in said)
    return decisions.draft_of(by, challenge)


@transaction.atomic
def sign_decision(*, decision, sha256, by, at):
    """Sign a draft, publish it and tell every team; sha256: of the text that was read.

    Two who sign on one problem wait for one another; the second is refused.
    """
    challenge = locked(decision.challenge)
    draft = decisions.draft_of(by, challenge)
    if draft is None or not may_write(by, challenge, draft.kind, draft.answers):
        raise CannotDecide(_("This step is not yours, or the problem is no longer where it was."))
    said = decisions.written(challenge, draft.kind, draft)
    if missing := decisions.missing_in(draft, said):
        raise CannotDecide(_("Something is missing before it can be signed."), missing)
    if hash_of(decisions.content_of(draft, said)) != sha256:
        raise CannotDecide(_("The text has changed since you opened it. Read it again."))
    signed = _write_signature(draft, said, sha256, by, at)
    document = _freeze(signed, said, by, at)
    _log_signed(signed, document, by, at)
    try:
        _carry_out(signed, said, document, by, at)
    except (CannotMove, CannotMoveFile) as refusal:
        raise CannotDecide(str(refusal)) from None
    _tell(signed, said, by, at)
    return signed


@transaction.atomic
def send_back(*, challenge, reason, by, at):
    """Give a recommendation back to the council, with the reason."""
    challenge = locked(challenge)
    if not rules.may_send_back(by, challenge):
        raise CannotDecide(_("This step is not yours, or the problem is no longer where it was."))
    try:
        review_again(challenge, reason, by, at)
        return advance(
            challenge=challenge,
            to=State.IN_REVIEW,
            act=Act.SEND_BACK,
            by=by,
            at=at,
            reason=reason,
        )
    except (CannotMove, CannotMoveFile) as refusal:
        raise CannotDecide(str(refusal)) from None


@transaction.atomic
def end_without_choice(*, challenge, by, at):
    """End a call for which no file is selected, once nothing can be asked for any more."""
    challenge = locked(challenge)
    newest = decisions.signed_decisions(challenge).first()
    if newest is None or not rules.may_end_without(by, challenge):
        raise CannotDecide(_("This step is not yours, or the problem is no longer where it was."))
    if not decisions.is_nothing_left(decisions.standing_lines(challenge).values()):
        raise CannotDecide(_("A file is selected, or the next of the reserve list can be taken."))
    if localdate(at) <= newest.requests_until_on:
        raise CannotDecide(_("The teams may still ask for a review."))
    if any(map(decisions.is_waiting, decisions.requests_of(challenge))):
        raise CannotDecide(_("A request for review waits for its answer."))
    return advance(
        challenge=challenge,
        to=State.CLOSED,
        outcome=Ending.NONE_CHOSEN,
        by=by,
        at=at,
        basis=newest.sha256,
    )


def may_write(user, challenge, kind, answers=None, standing=None):
    """Return whether the user drafts and signs a decision of this kind now.

    standing: as of decisions.standing_lines, where they are known.
    """
    if kind == DecisionKind.FIRST:
        return rules.may_decide(user, challenge)
    if kind == DecisionKind.RESERVE:
        lines = decisions.standing_lines(challenge) if standing is None else standing
        may = rules.may_decide_again(user, challenge)
        return may and decisions.next_in_reserve(lines.values()) is not None
    return (
        answers is not None
        and answers.state == RequestState.IN_HANDLING
        and rules.may_decide_again(user, challenge)
        and rules.may_handle(user, answers)
    )


def review_again(challenge, reason, by, at):
    """Give the files of a call to its council again: what it had concluded is taken back."""
    for initiative in decisions.files_with_teams(challenge).filter(state__in=BEHIND):
        advance_initiative(
            initiative=initiative,
            to=InitiativeState.IN_REVIEW,
            act=InitiativeAct.REVIEW_AGAIN,
            by=by,
            at=at,
            reason_code=RefusalReason.OTHER,
            reason=reason,
        )
    for council in Council.objects.filter(
        challenge=challenge, kind=CouncilKind.SELECTION, state=CouncilState.CONCLUDED
    ):
        council.state, council.concluded_at = CouncilState.REVIEWING, None
        council.save(update_fields=["state", "concluded_at"])
        Conclusion.objects.filter(council=council).delete()
        locked_reviews = Review.objects.filter(seat__council=council, state=ReviewState.LOCKED)
        locked_reviews.update(state=ReviewState.SUBMITTED)
        record(chain=council.chain, act=DecisionAct.REOPEN, by=by, at=at, detail={"reason": reason})


def filing_of(challenge, audience, basis, **more):
    """Return where a document about a case belongs."""
    return Filing(
        kind=decisions.CHALLENGE,
        code=challenge.code,
        audience=audience,
        office=challenge.office,
        chain=challenge.chain,
        is_illustration=challenge.is_illustration,
        basis_sha256=basis,
        **more,
    )


def _line(decision, said):
    return DecisionLine(
        decision=decision,
        initiative=said.initiative,
        outcome=said.outcome,
        reserve_place=said.reserve_place,
        reasons=said.reasons or {},
        departure=said.departure,
        departure_en=said.departure_en,
    )


def _write_signature(draft, said, sha256, by, at):
    """Freeze the draft with exactly the lines that were read."""
    draft.follows = decisions.signed_decisions(draft.challenge).first()
    draft.sha256, draft.signed_at, draft.signed_by = sha256, at, by
    days = draft.challenge.call.procedure.review_request_days
    draft.requests_until_on = day_after(localdate(at), days, working=False)
    try:
        with transaction.atomic():
            draft.save()
    except IntegrityError:
        raise CannotDecide(_("Somebody else has signed a decision in the meantime.")) from None
    draft.lines.all().delete()
    DecisionLine.objects.bulk_create(_line(draft, one) for one in said)
    return draft


def _freeze(decision, said, by, at):
    filing = filing_of(decision.challenge, Audience.PUBLIC, decision.sha256)
    return freeze_document(texts=decision_texts(decision, said), filing=filing, by=by, at=at)


def _log_signed(decision, document, by, at):
    detail = {
        "decision": decision.code,
        "kind": decision.kind,
        "sha256": decision.sha256,
        "basis": document.sha256,
        "requests_until": decision.requests_until_on.isoformat(),
    }
    chain = decision.challenge.chain
    record(chain=chain, act=DecisionAct.SIGN, by=by, at=at, detail=detail, public=True)


def _carry_out(decision, said, document, by, at):
    for one in said:
        _move_file(decision, one, document, by, at)
    first = decision.kind == DecisionKind.FIRST
    advance(
        challenge=decision.challenge,
        to=State.DECIDED,
        act=Act.DECIDE if first else Act.DECIDE_AGAIN,
        by=by,
        at=at,
        basis=document.sha256,
    )
    if request := decision.answers:
        request.state, request.answered_at = RequestState.CHANGED, at
        request.answer_vi, request.answer_en = decision.summary_vi, decision.summary_en
        request.save(update_fields=["state", "answered_at", "answer_vi", "answer_en"])
        detail = {"number": request.number, "outcome": request.state, "basis": document.sha256}
        chain = decision.challenge.chain
        record(chain=chain, act=DecisionAct.ANSWER, by=by, at=at, detail=detail, public=True)


def _move_file(decision, said, document, by, at):
    chosen = said.outcome == Outcome.SELECT
    target = InitiativeState.SELECTED if chosen else InitiativeState.NOT_SELECTED
    if said.initiative.state == target:
        return
    chosen_for = {"reason": said.departure or decision.summary_vi}
    why = chosen_for if chosen else _reason(decision, said)
    advance_initiative(
        initiative=said.initiative,
        to=target,
        by=by,
        at=at,
        basis=document.sha256,
        reason_code=_reason_code(said) if not chosen else RefusalReason.OTHER,
        **why,
    )


def _reason_code(said):
    """Below what the procedure asks for, or others answer the problem better."""
    conclusion = decisions.conclusion_of(said.initiative)
    mean = conclusion and conclusion.standing.get("mean")
    threshold = said.initiative.challenge.call.procedure.pass_threshold
    is_below = mean is not None and mean < threshold
    return RefusalReason.BELOW_THRESHOLD if is_below else RefusalReason.RANKED_LOWER


def _reason(decision, said):
    """Return why a file was not selected, in both languages; "" where English was not written."""
    criteria = decisions.criteria_of(decision.challenge)
    vietnamese = [f"{one.name_vi}: {said.reason(one.number)}" for one in criteria]
    english = [(one.name_en or one.name_vi, said.reason(one.number, "en")) for one in criteria]
    is_whole = all(reason for _name, reason in english)
    return {
        "reason": "\n".join(vietnamese),
        "reason_en": "\n".join(f"{name}: {reason}" for name, reason in english if is_whole),
    }


def _tell(decision, said, by, at):
    """Tell each team what was decided on its file, with a notice that is for it alone."""
    for one in said:
        people = [member.user for member in one.initiative.members.all() if member.user]
        filing = filing_of(
            decision.challenge, Audience.NAMED, decision.sha256, readers=tuple(people)
        )
        freeze_document(texts=notice_texts(decision, one), filing=filing, by=by, at=at)
        tell_teams(decision, one, people, at)
