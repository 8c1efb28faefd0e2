"""Calls are closed when their time has come, by the clock of the server."""

from django.utils.timezone import now
from procrastinate.contrib.django import app

from cauhien.challenges import actions, queries


@app.periodic(cron="* * * * *")
@app.task(name="challenges.close_calls", queueing_lock="challenges.close_calls")
def close_calls(timestamp):
    close_due(now())


def close_due(at):
    """Close each open call whose time has come, each in a transaction of its own."""
    for call in queries.due_to_close(at):
        actions.close_call(challenge=call.challenge, at=at)
