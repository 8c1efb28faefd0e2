"""Who asks, answers, follows and suggests."""

from django.db.models import Q

from cauhien.accounts.rules import holds_role, is_office_staff
from cauhien.accounts.states import Role
from cauhien.challenges.rules.problem import is_own
from cauhien.challenges.states import PUBLISHED, UNANSWERED, State


def may_follow(user, challenge):
    """Whoever is signed in, while there is something to hear of."""
    return user.is_authenticated and challenge.is_public and challenge.state != State.CLOSED


def may_ask(user, challenge, at):
    """Whoever is signed in and does not answer, while the call receives files."""
    is_asked = challenge.state == State.OPEN and challenge.call.published_at is not None
    is_open = is_asked and at < challenge.call.closes_at
    return is_open and user.is_authenticated and not may_answer(user, challenge)


def may_answer(user, challenge):
    """The office that owns the problem, and the coordinator."""
    return is_own(user, challenge) or holds_role(user, Role.COORDINATOR)


def visible_suggestions(user):
    """Return the condition under which this user reads a suggestion.

    Published ones everybody; one's own whoever sent it; all, who moderates or answers.
    """
    if may_moderate(user) or is_office_staff(user) or holds_role(user, Role.AUDITOR):
        return ~Q(pk=None)
    seen = Q(state__in=PUBLISHED)
    return seen | Q(sent_by=user) if user.is_authenticated else seen


def may_moderate(user):
    """Return whether the user publishes suggestions, answers them or leaves them unpublished."""
    return holds_role(user, Role.COORDINATOR)


def may_take_up(user, suggestion):
    """An office makes a draft of what the city still owes an answer to."""
    return suggestion.state in UNANSWERED and is_office_staff(user)
