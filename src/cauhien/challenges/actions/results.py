"""What came of a pilot, written down for the pages of the problem by the app that measures it."""

from django.db import transaction

from cauhien.challenges.actions.spreading import tell
from cauhien.challenges.actions.steps import locked


@transaction.atomic
def show_plan(*, challenge, due_on, at):
    """Write down until when the pilot of a problem is to be reported."""
    challenge = locked(challenge)
    challenge.pilot_due_on = due_on
    challenge.save(update_fields=["pilot_due_on"])
    tell(challenge, at)


@transaction.atomic
def show_measured(*, challenge, value, low, high, on, at):
    """Write down the newest accepted value with its interval; low, high: None where not stated."""
    challenge = locked(challenge)
    challenge.measured, challenge.measured_on = value, on
    challenge.measured_low, challenge.measured_high = low, high
    challenge.save(update_fields=["measured", "measured_on", "measured_low", "measured_high"])
    tell(challenge, at)
