"""Background jobs: deferred by name, in the transaction of the change that wants them."""

from typing import Any

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.manager import JobManager

# The worker gives the app a connection of its own to the queue. A job that a job wants would then
# be there before the change that wants it, and stay where that is undone.
_WITH_THE_CHANGE = JobManager(DjangoConnector())


def defer(name, *, once=None, alone=None, wait=0, **arguments):
    """Have the worker run the task of this name ("matching.run").

    once: a word; while a job with the same word waits, no second one is queued.
    alone: a word; jobs with the same word are worked off one after the other.
    wait: seconds before the worker may begin.
    Returns whether a job was queued.
    """
    later: dict[str, Any] = {"schedule_in": {"seconds": wait}} if wait else {}
    task = app.configure_task(name=name, queueing_lock=once, lock=alone, **later)
    task.job_manager = _WITH_THE_CHANGE
    try:
        with transaction.atomic():  # a second job is refused by the database, the change is not
            task.defer(**arguments)
    except AlreadyEnqueued:
        return False
    return True


def is_under_way(name, **arguments):
    """Return whether a job of this name with these arguments waits or works."""
    return _jobs(name, arguments).filter(status__in=("todo", "doing")).exists()


def failed(name):
    """Return the jobs of this name that have failed and were not run again; rows to look in."""
    return ProcrastinateJob.objects.filter(task_name=name, status="failed")


def run_again(name, *, at, **arguments):
    """Have the worker run anew the jobs of this name with these arguments that have failed."""
    for job in _jobs(name, arguments).filter(status="failed"):
        app.job_manager.retry_job_by_id(job.pk, at)


def call_off(name, **arguments):
    """Take back the jobs of this name with these arguments with which no worker has begun."""
    for job in _jobs(name, arguments).filter(status="todo"):
        app.job_manager.cancel_job_by_id(job.pk)


def _jobs(name, arguments):
    said = {f"args__{key}": value for key, value in arguments.items()}
    return ProcrastinateJob.objects.filter(task_name=name, **said)
