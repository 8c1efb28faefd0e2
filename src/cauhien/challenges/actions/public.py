"""Questions to a call, asked, answered once for everybody, or not published; followers."""

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.challenges import rules
from cauhien.challenges.actions.steps import locked
from cauhien.challenges.models import Follower, Question
from cauhien.challenges.queries import KIND
from cauhien.challenges.queries.told import people_told
from cauhien.challenges.states import Act, QuestionState, Told
from cauhien.challenges.states.procedure import Clock
from cauhien.core.audit import record
from cauhien.core.calendar import due_at
from cauhien.core.events import announce
from cauhien.notices.actions import tell

MOST_WAITING = 10  # questions of one person to one call that wait for an answer
ASKED, ANSWERED, HIDDEN = "challenges.asked", "challenges.answered", "challenges.not_published"


class CannotAsk(Exception):
    """The call takes no questions, or not from this person."""


class CannotAnswer(Exception):
    """It is answered already, or it is not this person's to answer."""


@transaction.atomic
def ask(*, challenge, by, at, text):
    """Put a question to a call and return it; the same one twice is one."""
    challenge = locked(challenge)
    if not rules.may_ask(by, challenge, at):
        raise CannotAsk(_("Questions are taken while the call receives files."))
    waiting = Question.objects.filter(challenge=challenge, asked_by=by, state=QuestionState.WAITING)
    if same := waiting.filter(asked=text).first():
        return same
    if waiting.count() >= MOST_WAITING:
        raise CannotAsk(_("So many questions of yours wait already. Wait for the answers first."))
    question = Question.objects.create(
        challenge=challenge, asked=text, asked_at=at, asked_by=by, due_at=_due(challenge.call, at)
    )
    # Who reads the case's log must not learn from it who asked: that stands in a chain of its own.
    said = {"question": question.code}
    record(chain=challenge.chain, act=Act.ASK, by=None, at=at, detail=said)
    record(chain=f"question:{question.code}", act=Act.ASK, by=by, at=at)
    _tell(ASKED, _answerers(challenge, at), question, at)
    return question


@transaction.atomic
def answer(*, question, by, at, shown, answer_vi, answer_en=""):
    """Answer a question for everybody. shown: the question as it is published."""
    question = _to_be_answered(question, by)
    question.state, question.shown = QuestionState.ANSWERED, shown
    question.answer_vi, question.answer_en = answer_vi, answer_en
    question.answered_at, question.answered_by = at, by
    question.save()
    challenge = question.challenge
    said = {"question": question.code}
    record(chain=challenge.chain, act=Act.ANSWER, by=by, at=at, detail=said, public=True)
    announce(kind="question.answered", subject_kind=KIND, subject_code=challenge.code, at=at)
    on = localdate(at)
    readers = {*people_told(Told.FOLLOWERS, challenge, on), *people_told(Told.TEAMS, challenge, on)}
    _tell(ANSWERED, (readers | {question.asked_by}) - {by}, question, at)
    return question


@transaction.atomic
def hide_question(*, question, by, at, reason):
    """Leave a question unpublished; who asked reads why."""
    question = _to_be_answered(question, by)
    question.state, question.reason = QuestionState.HIDDEN, reason
    question.answered_at, question.answered_by = at, by
    question.save()
    said = {"question": question.code, "reason": reason}
    record(chain=question.challenge.chain, act=Act.HIDE_QUESTION, by=by, at=at, detail=said)
    _tell(HIDDEN, {question.asked_by}, question, at)
    return question


@transaction.atomic
def follow(*, challenge, by, at):
    """Have somebody told of what happens with a problem."""
    if rules.may_follow(by, challenge):
        Follower.objects.get_or_create(challenge=challenge, user=by, defaults={"since_at": at})


@transaction.atomic
def unfollow(*, challenge, by):
    Follower.objects.filter(challenge=challenge, user=by).delete()


def _to_be_answered(question, by):
    question = (
        Question.objects.select_for_update(of=("self",))
        .select_related("challenge__office", "asked_by")
        .get(pk=question.pk)
    )
    if not rules.may_answer(by, question.challenge):
        raise CannotAnswer(_("The office that owns the problem or the coordinator answers."))
    if question.state != QuestionState.WAITING:
        raise CannotAnswer(_("This question was dealt with already."))
    return question


def _due(call, at):
    clock = call.procedure.clocks.get(Clock.ANSWER_QUESTION)
    return clock and due_at(at, clock["days"], working=clock["working"])


def _answerers(challenge, at):
    on = localdate(at)
    words = (Told.OFFICERS, Told.HEAD, Told.COORDINATORS)
    return {one for word in words for one in people_told(word, challenge, on)}


def _tell(kind, users, question, at):
    tell(
        users=users,
        kind=kind,
        subject=(KIND, question.challenge.code),
        at=at,
        due_at=question.due_at if kind == ASKED else None,
        url=f"{reverse('challenges:questions', args=[question.challenge.code])}#{question.code}",
        parameters={
            "question": question.shown or question.asked,
            "answer_vi": question.answer_vi,
            "answer_en": question.answer_en,
            "reason": question.reason,
        },
    )
