"""What is late: silent, past its deadline, blocked for long, unanswered; and since when."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.utils.timezone import localdate

from cauhien.core import city
from cauhien.core.calendar import day_after, due_at
from cauhien.resolution.models import Report, Task
from cauhien.resolution.queries.tasks import silent_on
from cauhien.resolution.states import (
    IN_WORK,
    PASSED_ON,
    Answer,
    Delay,
    State,
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
    rows = Task.objects.all() if tasks is None else tasks
    in_work = rows.filter(state__in=IN_WORK).select_related(
        "goal", "office__organisation", "blocked_office__organisation"
    )
    overdue, silent = in_work.filter(due_on__lt=day), in_work.filter(silent_on(day))
    blocked = in_work.filter(state=State.BLOCKED)
    return [
        *(Late(task, Delay.OVERDUE, task.due_on) for task in overdue),
        *(Late(task, Delay.SILENT, _owed_since(task, day)) for task in silent),
        *(Late(task, Delay.BLOCKED, localdate(task.state_at)) for task in blocked),
        *_unanswered(in_work, day),
    ]


def is_still_late(task, why, since, day):
    """Return whether a task is late in the same way as it was."""
    found: Iterable[Late] = delays(day, Task.objects.filter(pk=task.pk))
    return any((one.why, one.since) == (why, since) for one in found)


def _owed_since(task, day):
    within = city.days_to_report()
    return report_due(period_owed(day, task.every_months, within), within)


def _unanswered(in_work, day):
    waiting = Report.objects.filter(answer=Answer.WAITING, task__in=in_work).order_by("at")
    tasks = {task.pk: task for task in in_work.filter(pk__in=waiting.values("task"))}
    within = city.days_to_answer_reports()
    for report in waiting:
        since = localdate(due_at(report.at, within, working=True))
        if since < day:
            yield Late(tasks[report.task_id], Delay.UNANSWERED, since)
