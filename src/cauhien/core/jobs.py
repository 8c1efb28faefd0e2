"""Background jobs: deferred by name, in the transaction of the change that wants them."""

from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued


def defer(name, *, once=None, **arguments):
    """Have the worker run the task of this name ("matching.run").

    once: a word; while a job with the same word waits, no second one is queued.
    Returns whether a job was queued.
    """
    try:
        app.configure_task(name=name, queueing_lock=once).defer(**arguments)
    except AlreadyEnqueued:
        return False
    return True
