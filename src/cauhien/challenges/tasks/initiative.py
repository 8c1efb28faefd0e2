"""What the worker does with files: arrivals left, lapsed dates, files that are alike."""

from datetime import timedelta

from django.utils.timezone import now
from procrastinate.contrib.django import app

from cauhien.challenges.actions.initiative.duplicates import find_duplicates
from cauhien.challenges.actions.initiative.opening import number_files
from cauhien.challenges.actions.initiative.screening import let_lapse
from cauhien.challenges.actions.initiative.sending import settle_left
from cauhien.challenges.models import Challenge
from cauhien.challenges.queries.initiative.opening import calls_to_number
from cauhien.core.queues import LONG

LEFT_FOR = timedelta(minutes=2)  # by then a request that goes on has ended


@app.periodic(cron="* * * * *")
@app.task(name="challenges.look_after_files", queueing_lock="challenges.look_after_files")
def look_after_files(timestamp):
    look_after(now())


def look_after(at):
    settle_left(at=at - LEFT_FOR)
    let_lapse(at=at)
    for challenge in calls_to_number():
        number_files(challenge=challenge, at=at)


@app.task(name="challenges.find_duplicates", queue=LONG, lock="challenges.find_duplicates")
def compare_files(challenge, initiative):
    """Compare the opened files of a call, or only one of them; both are codes."""
    found = Challenge.objects.select_related("call").get(code=challenge)
    one = found.initiatives.filter(code=initiative).first() if initiative else None
    find_duplicates(challenge=found, initiative=one, at=now())
