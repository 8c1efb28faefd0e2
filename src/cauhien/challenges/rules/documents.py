"""Who makes which document about a problem."""

from cauhien.challenges.rules.problem import is_own
from cauhien.challenges.states import State


def may_make_submission(user, challenge):
    """The office that owns it, from the day on which the text was frozen."""
    return challenge.state not in (State.CATALOGUED, State.DRAFT) and is_own(user, challenge)
