"""What the worker does for the observatory: computes indices anew when their values change, and
draws the pictures of their units; counts what is listed in the start-up ecosystem.
"""

from django.utils.timezone import now
from procrastinate.contrib.django import app

from cauhien.core.jobs import defer
from cauhien.core.queues import LONG
from cauhien.observatory import actions
from cauhien.observatory.actions.counting import count_ecosystem as count
from cauhien.observatory.queries import frames


@app.task(name="observatory.compute", queue=LONG, queueing_lock="observatory.compute")
def compute():
    """Compute what rests on values that may have changed: chances, indices, how sure ranks are."""
    actions.issue_all(at=now())
    actions.score_all(at=now())
    actions.compute_all(at=now())
    for computation in frames.without_variants():
        actions.vary(computation=computation)
    defer("observatory.draw", once="observatory.draw")


@app.periodic(cron="30 2 * * *")
@app.task(name="observatory.count_ecosystem", queueing_lock="observatory.count_ecosystem")
def count_ecosystem(timestamp=None):
    """Write down each night how much of the ecosystem is listed, where that has changed."""
    count(at=now())


@app.periodic(cron="45 3 * * *")
@app.task(name="observatory.draw", queue=LONG, queueing_lock="observatory.draw")
def draw(timestamp=None):
    """Draw what is new, and at night what is kept no longer."""
    actions.draw_units(frames.ranked_units())
