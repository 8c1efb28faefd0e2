"""What the worker does for the front pages: the brief, on Monday morning."""

from django.utils.timezone import now
from procrastinate.contrib.django import app

from cauhien.front.actions import tell_of_the_week


@app.periodic(cron="40 6 * * 1")
@app.task(name="front.brief", queueing_lock="front.brief")
def brief(timestamp):
    tell_of_the_week(at=now())
