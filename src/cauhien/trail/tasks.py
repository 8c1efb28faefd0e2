"""Once a day the worker anchors the log; after a day off it does so in the first hour."""

from django.utils.timezone import localdate, now
from procrastinate.contrib.django import app

from cauhien.trail import actions


@app.periodic(cron="10 * * * *")
@app.task(name="trail.anchor", queueing_lock="trail.anchor")
def anchor(timestamp):
    actions.take_anchor(day=localdate(), at=now())
