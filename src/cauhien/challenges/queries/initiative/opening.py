"""The opening of the sealed files of a call."""

from cauhien.challenges.models import Challenge, Initiative, Opening
from cauhien.challenges.states import InitiativeState, State


def opening_of(challenge):
    """Return the opening of a call, begun or done; None before anybody agreed to it."""
    found = Opening.objects.filter(challenge=challenge)
    return found.select_related("first_by", "second_by").first()


def calls_to_number():
    """Return the problems whose call seals nothing, is closed, and has files without a number."""
    waiting = Initiative.objects.filter(number=None).exclude(submitted_at=None)
    waiting = waiting.exclude(state=InitiativeState.WITHDRAWN)
    found = Challenge.objects.filter(pk__in=waiting.values("challenge"), state=State.SCREENING)
    return found.filter(call__procedure__sealed=False)
