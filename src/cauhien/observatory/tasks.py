"""What the worker does for the observatory: computes indices anew when their values change."""

from django.utils.timezone import now
from procrastinate.contrib.django import app

from cauhien.core.queues import LONG
from cauhien.observatory import actions
from cauhien.observatory.queries import frames


@app.task(name="observatory.compute", queue=LONG, queueing_lock="observatory.compute")
def compute():
    """Compute what rests on values that may have changed: chances, indices, how sure ranks are."""
    actions.issue_all(at=now())
    actions.score_all(at=now())
    actions.compute_all(at=now())
    for computation in frames.without_variants():
        actions.vary(computation=computation)
