"""Who asks, answers and follows."""

from cauhien.accounts.rules import holds_role
from cauhien.accounts.states import Role
from cauhien.challenges.rules.problem import is_own
from cauhien.challenges.states import State


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
