"""What came of a pilot, written down for the pages of the problem by the app that measures it."""

from django.db import transaction

from cauhien.challenges.actions.spreading import tell
from cauhien.challenges.actions.steps import as_text, locked

MEASURED = ["measured", "measured_on", "measured_low", "measured_high", "measured_values"]


@transaction.atomic
def show_plan(*, challenge, due_on, at):
    """Write down until when the pilot of a problem is to be reported."""
    challenge = locked(challenge)
    challenge.pilot_due_on = due_on
    challenge.save(update_fields=["pilot_due_on"])
    tell(challenge, at)


@transaction.atomic
def show_measured(*, challenge, values, at):
    """Write down all accepted values with their intervals, of which the newest is shown first.

    values: [{from, until: days; value, low, high: numbers, low and high None where not stated}],
    the oldest first.
    """
    challenge, newest = locked(challenge), values[-1]
    challenge.measured, challenge.measured_on = newest["value"], newest["until"]
    challenge.measured_low, challenge.measured_high = newest["low"], newest["high"]
    challenge.measured_values = [
        {name: as_text(value) for name, value in one.items()} for one in values
    ]
    challenge.save(update_fields=MEASURED)
    tell(challenge, at)
