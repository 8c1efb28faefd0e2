"""What is late, and since when: silent, past its deadline, blocked for long, unanswered, and what
no office has taken up, or nobody answers for or has accepted to answer for.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import OuterRef, Subquery
from django.utils.timezone import localdate

from cauhien.core import city
from cauhien.core.calendar import day_after, due_at
from cauhien.resolution.models import Ownership, Report, Task
from cauhien.resolution.queries.tasks import standing
from cauhien.resolution.states import (
    ENDED,
    PASSED_ON,
    Answer,
    Delay,
    Duty,
    Reporting,
    TaskState,
    period_owed,
    report_due,
)


class Late(NamedTuple):
    """A task that is late. since: the day that has passed."""

    task: Task
    why: Delay
    since: date | None

    def told_by(self, day):
        """Return to whom it has been passed on by a day, the nearest first."""
        return [
            to
            for days, to in PASSED_ON[self.why]
            if (day_after(self.since, days, working=True) if days else self.since) < day
        ]


def delays(day, tasks=None):
    """Return each Late of some tasks, all where none are named; one may be late in several ways."""
    return delays_of(watched(day, Task.objects.all() if tasks is None else tasks), day)


def watched(day, tasks):
    """Return those of some tasks that have not ended, with all by which one can be late."""
    waiting = Report.objects.filter(task=OuterRef("pk"), answer=Answer.WAITING).order_by("at")
    held = Ownership.objects.filter(task=OuterRef("pk"), until_at=None)
    nobody, asked = held.filter(duty=Duty.NOBODY), held.filter(duty=Duty.ASKED)
    open_ones = tasks.exclude(state__in=ENDED).select_related(
        "goal", "office__organisation", "blocked_office__organisation"
    )
    return standing(open_ones, day).annotate(
        waits_since=Subquery(waiting.values("at")[:1]),
        nobody_since=Subquery(nobody.values("from_at")[:1]),
        asked_since=Subquery(asked.values("from_at")[:1]),
    )


def delays_of(tasks, day):
    """Return each Late of watched tasks."""
    return [late for task in tasks for late in _ways(task, day)]


def is_still_late(task, why, since, day):
    """Return whether a task is late in the same way as it was."""
    found: Iterable[Late] = delays(day, Task.objects.filter(pk=task.pk))
    return any((one.why, one.since) == (why, since) for one in found)


def _ways(task, day):
    """Yield each Late of one task; one that was not taken up is late in no other way."""
    if task.state == TaskState.LISTED:
        yield from _untaken(task, day)
        return
    yield from _unanswered_for(task, day)
    if task.is_overdue(day):
        yield Late(task, Delay.OVERDUE, task.due_on)
    if task.reporting == Reporting.SILENT:
        within = city.days_to_report()
        owed = period_owed(day, task.every_months, within)
        yield Late(task, Delay.SILENT, report_due(owed, within))
    if task.state == TaskState.BLOCKED:
        yield Late(task, Delay.BLOCKED, localdate(task.state_at))
    if task.waits_since:
        due = due_at(task.waits_since, city.days_to_answer_reports(), working=True)
        if localdate(due) < day:
            yield Late(task, Delay.UNANSWERED, localdate(due))


def _untaken(task, day):
    """Yield the Late of a listed task: since its head was told; without an office, since it came.

    Of an office whose head was not told nothing could be expected as yet.
    """
    if task.office is None:
        yield from _not_in_time(task, Delay.UNTAKEN, task.state_at, city.days_to_take_up(), day)
    elif task.take_up_by and task.take_up_by < day:
        yield Late(task, Delay.UNTAKEN, task.take_up_by)


def _unanswered_for(task, day):
    """Yield the Late of a task in work for which nobody answers, or has not accepted to."""
    if task.nobody_since:
        since = max(task.nobody_since, task.state_at)
        yield from _not_in_time(task, Delay.NOBODY, since, city.days_to_take_up(), day)
    if task.asked_since:
        within = city.days_to_accept_duties()
        yield from _not_in_time(task, Delay.UNACCEPTED, task.asked_since, within, day)


def _not_in_time(task, why, at, within, day):
    """Yield the Late of a task for which somebody should have acted so many days after a moment."""
    due = day_after(localdate(at), within, working=True)
    if due < day:
        yield Late(task, why, due)
