"""What the clock does to files: arrivals left are taken in, what was not completed lapses."""

from datetime import timedelta

from django.utils.timezone import now
from procrastinate.contrib.django import app

from cauhien.challenges.actions.initiative.opening import number_files
from cauhien.challenges.actions.initiative.screening import let_lapse
from cauhien.challenges.actions.initiative.sending import settle_left
from cauhien.challenges.queries.initiative.opening import calls_to_number

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
