"""Background jobs: deferred by name, in the transaction of the change that wants them."""

from typing import Any

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued


def defer(name, *, once=None, wait=0, **arguments):
    """Have the worker run the task of this name ("matching.run").

    once: a word; while a job with the same word waits, no second one is queued.
    wait: seconds before the worker may begin.
    Returns whether a job was queued.
    """
    later: dict[str, Any] = {"schedule_in": {"seconds": wait}} if wait else {}
    task = app.configure_task(name=name, queueing_lock=once, **later)
    try:
        with transaction.atomic():  # a second job is refused by the database, the change is not
            task.defer(**arguments)
    except AlreadyEnqueued:
        return False
    return True
