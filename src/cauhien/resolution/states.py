"""The states of a task of a resolution, the one table of its steps, and the periods of reports."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

from cauhien.core.calendar import day_after

SOON = timedelta(days=90)


class TaskState(TextChoices):
    LISTED = "listed", _("in the document, not taken up here")
    RUNNING = "running", _("under way")
    BLOCKED = "blocked", _("blocked")
    DONE = "done", _("completed")
    DROPPED = "dropped", _("no longer pursued")


IN_WORK = (TaskState.RUNNING, TaskState.BLOCKED)
ENDED = (TaskState.DONE, TaskState.DROPPED)


class Every(IntegerChoices):
    """How often a task is reported on: at the end of each such part of the year, in months."""

    MONTH = 1, _("monthly")
    QUARTER = 3, _("quarterly")
    HALF = 6, _("half-yearly")
    YEAR = 12, _("yearly")


class Timing(TextChoices):
    """Where a task stands against its deadline."""

    OVERDUE = "overdue", _("the deadline has passed")
    SOON = "soon", _("due within 90 days")
    LATER = "later", _("due later")
    UNDATED = "undated", _("no deadline stated in the document")
    ENDED = "ended", _("ended")


class Reporting(TextChoices):
    """Whether a task is reported on."""

    SILENT = "silent", _("no report for the last period")
    TOLD = "told", _("reported, or not yet due")
    NO_PERIOD = "no_period", _("no reporting period set")
    ENDED = "ended", _("ended")


class Answer(TextChoices):
    """What the coordinator says of a report."""

    WAITING = "waiting", _("waits for an answer")
    ACCEPTED = "accepted", _("accepted")
    RETURNED = "returned", _("returned")


class Duty(TextChoices):
    """Whether somebody answers for a task: naming a person asks them, and they answer."""

    NOBODY = "nobody", _("nobody is named")
    ASKED = "asked", _("named and asked, not yet accepted")
    ACCEPTED = "accepted", _("has accepted the duty")
    DECLINED = "declined", _("has declined the duty")


class Verdict(TextChoices):
    """How a task stands against its plan."""

    REACHED = "reached", _("target reached")
    STEPS_DONE = "steps_done", _("all steps done")
    ON_PACE = "on_pace", _("on pace")
    BEHIND = "behind", _("behind the plan")
    MISSED = "missed", _("target missed")


class PaceBy(TextChoices):
    """What a pace is told from, the nearest to the task first."""

    VALUE = "value", _("by the value reported")
    STEPS = "steps", _("by the plan of steps")
    TARGET = "target", _("by the target of the observatory that it serves")


class Missing(TextChoices):
    """Why a pace cannot be computed."""

    ENDED = "ended", _("the task has ended")
    UNTAKEN = "untaken", _("no office has taken it up")
    STEPS = "steps", _("no plan of steps with days is entered")
    TARGET = "target", _("the target is not a number")
    BASELINE = "baseline", _("no value at the beginning is stated")
    TIME = "time", _("no beginning or no deadline is stated")
    VALUE = "value", _("no reported value has been accepted")
    LINK = "link", _("no target of the observatory is named")


# What the office or the coordinator gives, so that a pace can be computed.
GIVEN = {
    Missing.UNTAKEN: _("take the task up, with its first day"),
    Missing.STEPS: _("a plan of steps, each with its day"),
    Missing.BASELINE: _("the value at the beginning"),
    Missing.TIME: _("the first day and the deadline"),
    Missing.VALUE: _("a report with the value reached"),
    Missing.LINK: _("the target of the observatory that it serves"),
}


class Actor(TextChoices):
    """Who moves a task on; `rules.IS_ACTOR` says who that is."""

    SYSTEM = "system", _("the installation itself")
    COORDINATOR = "coordinator", _("coordinator")
    OWN_HEAD = "own_head", _("head of the office that owns the task")
    OWN_STAFF = "own_staff", _("officer or head of the office that owns the task")


class Guard(TextChoices):
    """What must hold besides; `actions.steps.GUARDS` checks it."""

    OWNER = "owner", _("an office of the register owns it")
    PERIOD = "period", _("it is said from when and how often it is reported on")
    REASON = "reason", _("a reason is given")
    WITH_WHOM = "with_whom", _("it is said with whom it is blocked")
    FINAL_REPORT = "final_report", _("a report that it is completed has been accepted")


class Told(TextChoices):
    """Who is told of a step."""

    OFFICERS = "officers", _("the officers of the office")
    HEAD = "head", _("the head of the office")
    COORDINATORS = "coordinators", _("the coordinators")
    LEADERS = "leaders", _("the city's leaders")
    BLOCKER = "blocker", _("the office with which it is blocked")


class Delay(TextChoices):
    """Why a task is passed on to somebody higher."""

    SILENT = "silent", _("no report on the last period")
    OVERDUE = "overdue", _("the deadline has passed")
    BLOCKED = "blocked", _("blocked for a long time")
    UNANSWERED = "unanswered", _("a report goes unanswered")
    UNTAKEN = "untaken", _("no office has taken it up")
    NOBODY = "nobody", _("nobody is named who answers for it")
    UNACCEPTED = "unaccepted", _("whoever is named for it has not accepted the duty")


class Act(TextChoices):
    """What people do with a task, as the log says it."""

    LIST = "task_list", _("taken from the document")
    LIST_AGAIN = "task_list_again", _("changed after its document")
    PLAN = "task_plan", _("task written into the plan")
    TELL = "task_tell", _("head of the office told of the task")
    TAKE_UP = "task_take_up", _("task taken up")
    BLOCK = "task_block", _("task reported as blocked")
    UNBLOCK = "task_unblock", _("block cleared")
    FINISH = "task_finish", _("task completed")
    CONFIRM = "task_confirm", _("task completed before it was taken up here")
    DROP = "task_drop", _("task no longer pursued")
    REOPEN = "task_reopen", _("task opened again")
    CHANGE = "task_change", _("plan of the task changed")
    ASSIGN = "task_assign", _("owner of the task named")
    ACCEPT_DUTY = "task_accept_duty", _("duty for the task accepted")
    DECLINE_DUTY = "task_decline_duty", _("duty for the task declined")
    STEPS = "task_steps", _("plan of steps written")
    REPORT = "task_report", _("report on the task sent")
    ACCEPT = "task_accept", _("report on the task accepted")
    RETURN = "task_return", _("report on the task returned")
    LINK = "task_link", _("problem linked to the task")
    UNLINK = "task_unlink", _("link to a problem ended")
    ESCALATE = "task_escalate", _("delay of the task passed on")


@dataclass(frozen=True)
class Transition:
    """One row of the table: who may move a task from one state to another, and how.

    source: None where the task begins. guards: all must hold. told: who gets a notice. Every
    step is logged, and everybody reads it.
    """

    act: Act
    source: TaskState | None
    target: TaskState
    actor: Actor
    guards: tuple[Guard, ...] = ()
    told: tuple[Told, ...] = ()


_OWN = (Told.OFFICERS, Told.HEAD)
_READY, _WHY = (Guard.OWNER, Guard.PERIOD), (Guard.REASON,)
_RUNNING, _BLOCKED = TaskState.RUNNING, TaskState.BLOCKED

TRANSITIONS = (
    Transition(Act.LIST, None, TaskState.LISTED, Actor.SYSTEM),
    Transition(Act.PLAN, None, TaskState.LISTED, Actor.COORDINATOR),
    *(
        Transition(Act.TAKE_UP, TaskState.LISTED, _RUNNING, actor, _READY, _OWN)
        for actor in (Actor.COORDINATOR, Actor.OWN_HEAD)
    ),
    Transition(Act.CONFIRM, TaskState.LISTED, TaskState.DONE, Actor.COORDINATOR, _WHY, _OWN),
    Transition(
        Act.BLOCK,
        _RUNNING,
        _BLOCKED,
        Actor.OWN_STAFF,
        (Guard.REASON, Guard.WITH_WHOM),
        (Told.HEAD, Told.COORDINATORS, Told.BLOCKER),
    ),
    *(
        Transition(
            Act.UNBLOCK,
            _BLOCKED,
            _RUNNING,
            actor,
            _WHY,
            (*_OWN, Told.COORDINATORS, Told.BLOCKER),
        )
        for actor in (Actor.OWN_STAFF, Actor.COORDINATOR)
    ),
    Transition(
        Act.FINISH,
        _RUNNING,
        TaskState.DONE,
        Actor.COORDINATOR,
        (Guard.FINAL_REPORT,),
        (*_OWN, Told.LEADERS),
    ),
    *(
        Transition(
            Act.DROP, source, TaskState.DROPPED, Actor.COORDINATOR, _WHY, (*_OWN, Told.LEADERS)
        )
        for source in (TaskState.LISTED, _RUNNING, _BLOCKED)
    ),
    *(
        Transition(Act.REOPEN, source, _RUNNING, Actor.COORDINATOR, (*_WHY, *_READY), _OWN)
        for source in ENDED
    ),
)


def transitions(source, target):
    """Return the rows of the table that lead from one state to another."""
    return [row for row in TRANSITIONS if (row.source, row.target) == (source, target)]


@dataclass(frozen=True)
class DutyWay:
    """One row of the table of duties; only the person who is named goes it. public: everybody
    reads of it, without the name.
    """

    act: Act
    source: Duty
    target: Duty
    needs_reason: bool = False
    public: bool = False


DUTY_WAYS = (
    DutyWay(Act.ACCEPT_DUTY, Duty.ASKED, Duty.ACCEPTED, public=True),
    DutyWay(Act.DECLINE_DUTY, Duty.ASKED, Duty.DECLINED, needs_reason=True),
)


# To whom a delay is passed on: {Delay: (working days after the day that passed, whom)}.
PASSED_ON = {
    Delay.SILENT: ((0, Told.HEAD), (5, Told.COORDINATORS), (15, Told.LEADERS)),
    Delay.OVERDUE: ((0, Told.HEAD), (5, Told.COORDINATORS), (15, Told.LEADERS)),
    Delay.BLOCKED: ((10, Told.BLOCKER), (10, Told.COORDINATORS), (20, Told.LEADERS)),
    Delay.UNANSWERED: ((0, Told.COORDINATORS), (10, Told.LEADERS)),
    Delay.UNTAKEN: ((0, Told.HEAD), (5, Told.COORDINATORS), (15, Told.LEADERS)),
    Delay.NOBODY: ((0, Told.HEAD), (5, Told.COORDINATORS), (15, Told.LEADERS)),
    Delay.UNACCEPTED: ((0, Told.HEAD), (5, Told.COORDINATORS), (15, Told.LEADERS)),
}


# What is written of a plan; each change of it carries a reason that everybody reads.
PLANNED = (
    "title_vi",
    "title_en",
    "indicator",
    "indicator_en",
    "unit",
    "unit_en",
    "baseline",
    "target",
    "target_text",
    "target_text_en",
    "starts_on",
    "due_on",
    "every_months",
    "target_code",
)


class Period(NamedTuple):
    """A part of the year, first and last day."""

    from_on: date
    until_on: date


def period_of(day, months):
    """Return the part of the year of so many months in which a day lies.

    >>> period_of(date(2026, 11, 24), 3)
    Period(from_on=datetime.date(2026, 10, 1), until_on=datetime.date(2026, 12, 31))
    """
    first = day.replace(month=(day.month - 1) // months * months + 1, day=1)
    after = first.month + months
    following = date(first.year + (after - 1) // 12, (after - 1) % 12 + 1, 1)
    return Period(first, following - timedelta(days=1))


def period_before(day, months):
    """Return the last period that had ended before a day."""
    return period_of(period_of(day, months).from_on - timedelta(days=1), months)


def report_due(period, within):
    """Return the last day of a report on a period. within: working days after its end."""
    return day_after(period.until_on, within, working=True)


def period_owed(day, months, within):
    """Return the last period whose report should be there before a day."""
    period = period_before(day, months)
    while report_due(period, within) >= day:
        period = period_before(period.from_on, months)
    return period
