"""What the worker does for the start-up ecosystem: reminds of rounds that close soon."""

from django.utils.timezone import now
from procrastinate.contrib.django import app

from cauhien.ecosystem.actions.following import remind as remind_followers


@app.periodic(cron="50 5 * * *")
@app.task(name="ecosystem.remind", queueing_lock="ecosystem.remind")
def remind(timestamp):
    remind_followers(at=now())
