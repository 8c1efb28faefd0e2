"""A problem that anybody puts before the city: sent, published, answered."""

from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.challenges import rules
from cauhien.challenges.actions.drafts import draft_of_suggestion
from cauhien.challenges.actions.public import follow
from cauhien.challenges.models import Suggestion
from cauhien.challenges.queries.suggestions import SUGGESTION
from cauhien.challenges.states import (
    PUBLISHED,
    SUGGESTION_WAYS,
    UNANSWERED,
    SuggestionAct,
    SuggestionState,
)
from cauhien.core.audit import record
from cauhien.core.calendar import due_at
from cauhien.core.city import days_to_answer_suggestions
from cauhien.core.events import announce
from cauhien.notices.actions import tell

TOLD = "challenges.suggestion_answered"


class CannotAnswerSuggestion(Exception):
    """It is answered already, or it is not this person's to answer."""


@transaction.atomic
def send_suggestion(*, draft_code, written, similar, by, at):
    """Put a problem before the city and return it; the same form sent twice makes one.

    written: {field: value} of title, text, place_text, topic. similar: codes of the problems
    that were shown before. by: None for who is not signed in.
    """
    if known := Suggestion.objects.filter(draft_code=draft_code).first():
        return known
    suggestion = Suggestion.objects.create(
        draft_code=draft_code,
        similar=similar,
        sent_at=at,
        sent_by=by,
        due_at=due_at(at, days_to_answer_suggestions(), working=True),
        **written,
    )
    record(chain=suggestion.chain, act=SuggestionAct.SEND, by=by, at=at)
    return suggestion


def publish_suggestion(*, suggestion, by, at):
    """Let everybody read a suggestion; the answer is still owed."""
    return _move(suggestion, SuggestionAct.PUBLISH, by, at)


def hide_suggestion(*, suggestion, by, at, answer):
    """Leave a suggestion unpublished; who sent it reads why."""
    return _move(suggestion, SuggestionAct.HIDE, by, at, answer=answer)


def refuse_suggestion(*, suggestion, by, at, answer):
    """Answer in public why the city does not take a suggestion up."""
    return _move(suggestion, SuggestionAct.REFUSE, by, at, answer=answer)


@transaction.atomic
def merge_suggestion(*, suggestion, into, by, at, answer):
    """Add a suggestion to a problem that is known; who sent it follows that one from now on."""
    moved = _move(suggestion, SuggestionAct.MERGE, by, at, answer=answer, challenge=into)
    if moved.sent_by:
        follow(challenge=into, by=moved.sent_by, at=at)
    return moved


@transaction.atomic
def take_up_suggestion(*, suggestion, office, by, at):
    """Make a draft of an office of a suggestion and return the draft."""
    suggestion = _locked(suggestion)
    if not rules.may_take_up(by, suggestion):
        raise CannotAnswerSuggestion(_("This suggestion was answered already."))
    draft = draft_of_suggestion(suggestion=suggestion, office=office, by=by, at=at)
    _move(suggestion, SuggestionAct.ADOPT, by, at, challenge=draft)
    return draft


@transaction.atomic
def _move(suggestion, act, by, at, *, answer="", challenge=None):
    suggestion = _locked(suggestion)
    _check(suggestion, act, by, answer)
    suggestion.state = SUGGESTION_WAYS[act]
    suggestion.challenge = challenge
    if act == SuggestionAct.PUBLISH:
        suggestion.published_at = at
    else:
        suggestion.answer, suggestion.answered_at, suggestion.answered_by = answer, at, by
    suggestion.save()
    said = {"reason": answer, "challenge": challenge.code if challenge else ""}
    record(
        chain=suggestion.chain,
        act=act,
        by=by,
        at=at,
        detail={name: value for name, value in said.items() if value},
        public=suggestion.state in PUBLISHED,
    )
    _tell(suggestion, at)
    return suggestion


def _check(suggestion, act, by, answer):
    is_adopting = act == SuggestionAct.ADOPT
    if not (rules.may_take_up(by, suggestion) if is_adopting else rules.may_moderate(by)):
        raise CannotAnswerSuggestion(_("Only the coordinator answers suggestions."))
    is_read = act == SuggestionAct.PUBLISH and suggestion.state != SuggestionState.RECEIVED
    if suggestion.state not in UNANSWERED or is_read:
        raise CannotAnswerSuggestion(_("This suggestion was answered already."))
    if act not in (SuggestionAct.ADOPT, SuggestionAct.PUBLISH) and not answer.strip():
        raise CannotAnswerSuggestion(_("Say why."))


def _locked(suggestion):
    rows = Suggestion.objects.select_for_update(of=("self",)).select_related("sent_by")
    return rows.get(pk=suggestion.pk)


def _tell(suggestion, at):
    code = suggestion.code
    announce(kind="suggestion.changed", subject_kind=SUGGESTION, subject_code=code, at=at)
    said = {"state": suggestion.state, "answer": suggestion.answer}
    tell(
        users=filter(None, [suggestion.sent_by]),
        kind=TOLD,
        subject=(SUGGESTION, code),
        at=at,
        parameters=said,
    )
