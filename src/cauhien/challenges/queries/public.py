"""What the public asks and follows, read. Who asked is never among it."""

from django.db.models import Q

from cauhien.accounts.rules import OFFICE_STAFF, holds_role, is_office_staff, office_ids
from cauhien.accounts.states import Role
from cauhien.challenges import rules
from cauhien.challenges.models import Follower, Question
from cauhien.challenges.queries.problem import challenges_for
from cauhien.challenges.states import QuestionState


def questions_for(user, challenge):
    """Return the questions to a problem that this user may read, the newest first.

    Answered ones everybody; one's own; all, whoever answers.
    """
    asked = Question.objects.filter(challenge=challenge).select_related("moved_from")
    if not rules.may_answer(user, challenge):
        seen = Q(state=QuestionState.ANSWERED)
        asked = asked.filter(seen | Q(asked_by=user) if user.is_authenticated else seen)
    return asked.defer("asked_by").order_by("-asked_at", "-id")


def question_to_answer(user, challenge, code):
    """Return a question that this user may answer, None where there is none."""
    if not rules.may_answer(user, challenge):
        return None
    return Question.objects.filter(challenge=challenge, code=code).defer("asked_by").first()


def answers_questions(user):
    """Return whether the user answers questions at all: of an office, or as the coordinator."""
    return is_office_staff(user) or holds_role(user, Role.COORDINATOR)


def waiting_questions(user):
    """Return the questions that wait for this user's answer, the longest waiting first."""
    waiting = Question.objects.filter(state=QuestionState.WAITING)
    waiting = waiting.filter(challenge__in=challenges_for(user)).select_related("challenge")
    if not holds_role(user, Role.COORDINATOR):
        waiting = waiting.filter(challenge__office__in=office_ids(user, *OFFICE_STAFF))
    return waiting.defer("asked_by").order_by("due_at", "id")


def is_follower(user, challenge):
    if not user.is_authenticated:
        return False
    return Follower.objects.filter(challenge=challenge, user=user).exists()
