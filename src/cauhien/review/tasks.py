"""What the worker does for councils."""

from django.utils.timezone import now
from procrastinate.contrib.django import app

from cauhien.core.queues import LONG
from cauhien.review import actions
from cauhien.review.models import Council


@app.task(name="review.prove")
def prove(council):
    """Prove that a council is the best there is, or find a better one. council: its code."""
    if row := Council.objects.filter(code=council).first():
        actions.prove_council(council=row, at=now())


@app.periodic(cron="* * * * * */20")  # the seconds come last
@app.task(name="review.watch", queueing_lock="review.watch", lock="review.watch")
def watch(timestamp):
    """Look at councils again where people, works, teams or files have changed."""
    actions.forget_who_left()
    actions.heed_changes(at=now())


@app.periodic(cron="10 1 * * *")
@app.task(name="review.lapse", queueing_lock="review.lapse", lock="review.watch")
def lapse(timestamp):
    """Ask the next where an invitation was not answered in time."""
    actions.let_lapse(at=now())


@app.task(name="review.sheets", queue=LONG)
def sheets(council):
    """Make the score sheets of a council that has concluded. council: its code."""
    if row := Council.objects.filter(code=council).first():
        actions.make_sheets(council=row, at=now())
