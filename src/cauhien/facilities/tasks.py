"""What the clock ends: holds that nobody confirmed, bookings and waits whose time has passed."""

import contextlib

from django.utils.timezone import now
from procrastinate.contrib.django import app

from cauhien.facilities import actions, queries


@app.periodic(cron="* * * * *")
@app.task(name="facilities.end_bookings", queueing_lock="facilities.end_bookings")
def end_bookings(timestamp):
    end_due(now())


def end_due(at):
    """End each, in a transaction of its own; what somebody ended meanwhile is left.

    Then whoever waits for a time that is free hears of it.
    """
    for booking in queries.due_to_end(at):
        with contextlib.suppress(actions.CannotUse):
            actions.end_by_clock(booking=booking, at=at)
    actions.tell_who_waits(at=at)
