"""Heads are told of the tasks of their offices: few a week, so that none is buried.

The period in which an office takes a task up begins when its head is told. So a fresh city, whose
tasks were all read in on one day, does not pass all these periods on another one, and an office
without a head here is not late with what nobody could tell it.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate

from cauhien.core import city
from cauhien.core.calendar import day_after
from cauhien.notices.actions import tell
from cauhien.resolution.actions.refusals import log
from cauhien.resolution.models import Task
from cauhien.resolution.queries import KIND, people_told
from cauhien.resolution.states import Act, TaskState, Told

ASSIGNED = "resolution.assigned"
WEEK = timedelta(days=7)


def tell_owners(*, at):
    """Tell each office's head of listed tasks, those due first; return of how many."""
    waiting = Task.objects.filter(state=TaskState.LISTED, told_at=None).exclude(office=None)
    return sum(_tell_office(office, at) for office in sorted(set(_offices(waiting))))


@transaction.atomic
def _tell_office(office, at):
    own = Task.objects.filter(office=office)
    left = city.tasks_told_a_week() - own.filter(told_at__gt=at - WEEK).count()
    rows = own.filter(state=TaskState.LISTED, told_at=None).select_for_update(of=("self",))
    rows = rows.select_related("office").order_by(F("due_on").asc(nulls_last=True), "id")
    return sum(tell_head(task, at) for task in rows[: max(left, 0)])


def tell_head(task, at, *, by=None):
    """Tell the heads of a task's office, if it has any; the period to take it up begins.

    by: who is not told what they did themselves. Returns whether there is a head.
    """
    heads = {*people_told(Told.HEAD, task, localdate(at))}
    if not heads:
        return False
    if task.state == TaskState.LISTED:
        task.told_at = at
        task.take_up_by = day_after(localdate(at), city.days_to_take_up(), working=True)
        task.save(update_fields=["told_at", "take_up_by"])
        log(task, Act.TELL, None, at, until=str(task.take_up_by))
    tell(users=heads - {by}, kind=ASSIGNED, subject=(KIND, task.code), at=at)
    return True


def _offices(tasks):
    return tasks.order_by().values_list("office", flat=True)
