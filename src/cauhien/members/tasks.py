"""What the worker does with memberships: terms that are over end; who has left is forgotten."""

from django.utils.timezone import now
from procrastinate.contrib.django import app

from cauhien.members import actions


@app.periodic(cron="10 0 * * *")
@app.task(name="members.expire", queueing_lock="members.expire")
def expire(timestamp):
    actions.expire(at=now())


@app.periodic(cron="* * * * * */20")  # the seconds come last
@app.task(name="members.forget_who_left", queueing_lock="members.forget_who_left")
def forget_who_left(timestamp):
    actions.forget_who_left(at=now())
