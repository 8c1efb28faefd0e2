"""What the worker does with tasks of resolutions: heads are told of them, delays are passed on."""

from django.utils.timezone import now
from procrastinate.contrib.django import app

from cauhien.resolution import actions


@app.periodic(cron="20 6 * * *")
@app.task(name="resolution.escalate", queueing_lock="resolution.escalate")
def escalate(timestamp):
    actions.tell_owners(at=now())
    actions.escalate_due(at=now())
