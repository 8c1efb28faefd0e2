"""The steps of a task from state to state; all go through `advance` and the one table."""

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.notices.actions import tell
from cauhien.resolution import rules
from cauhien.resolution.actions.refusals import CannotDo, ask, locked, log, spread
from cauhien.resolution.queries import KIND, is_reported_done, people_told
from cauhien.resolution.states import Act, Guard, TaskState

STEP = "resolution.step"
FREE = {"blocked_by": "", "blocked_office": None, "blocked_with": ""}


def take_up(*, task, starts_on, every_months, by, at):
    """Take a listed task into work: reports are due from a day on, each period."""
    said = {"starts_on": starts_on, "every_months": every_months}
    return advance(task=task, to=TaskState.RUNNING, by=by, at=at, act=Act.TAKE_UP, said=said)


def reopen(*, task, reason, by, at):
    """Take an ended task into work again, with the reason."""
    return advance(task=task, to=TaskState.RUNNING, by=by, at=at, act=Act.REOPEN, reason=reason)


def block(*, task, reason, office, other, by, at):
    """Say what blocks a task, and with whom: an office of the register, or somebody else's name."""
    said = {"blocked_by": reason.strip(), "blocked_office": office, "blocked_with": other.strip()}
    return advance(task=task, to=TaskState.BLOCKED, by=by, at=at, reason=reason, said=said)


def unblock(*, task, reason, by, at):
    """Say how a block was cleared."""
    return advance(
        task=task, to=TaskState.RUNNING, by=by, at=at, act=Act.UNBLOCK, reason=reason, said=FREE
    )


def finish(*, task, by, at):
    """End a task by the accepted report that it is completed."""
    return advance(task=task, to=TaskState.DONE, by=by, at=at, act=Act.FINISH)


def confirm(*, task, reason, by, at):
    """End a task that was completed before it was taken up here; the reason names the source."""
    return advance(task=task, to=TaskState.DONE, by=by, at=at, act=Act.CONFIRM, reason=reason)


def drop(*, task, reason, by, at):
    """Give a task up, with the reason."""
    return advance(task=task, to=TaskState.DROPPED, by=by, at=at, reason=reason, said=FREE)


@transaction.atomic
def advance(*, task, to, by, at, reason="", act=None, said=None):  # noqa: PLR0913 - the parts of one act
    """Move a task to another state, if the table has such a row and its guards hold.

    act: which of several acts between the two states is meant. said: {column: value} that comes
    with the step. Returns the task.
    """
    task, said, reason = locked(task), said or {}, reason.strip()
    row = rules.way_for(by, task, to, act)
    ask(row is not None)
    day = localdate(at)
    told = _people(row, task, day)
    before = task.state
    for name, value in {**said, "state": to, "state_at": at}.items():
        setattr(task, name, value)
    for guard in row.guards:
        GUARDS[guard](task, reason)
    task.save(update_fields=["state", "state_at", *said])
    whom = {"with": _with_whom(task), "every_months": said.get("every_months")}
    log(task, row.act, by, at, reason=reason, **{"from": before, "to": to}, **whom)
    told = (told | _people(row, task, day)) - {by}
    parameters = {"act": row.act, "reason": reason}
    tell(users=told, kind=STEP, subject=(KIND, task.code), at=at, parameters=parameters)
    spread([task], at=at)
    return task


def _people(row, task, day):
    return {one for word in row.told for one in people_told(word, task, day)}


def _with_whom(task):
    """Return with whom a blocked task is blocked, as the log keeps it; "" for another one."""
    return str(task.blocked_office or task.blocked_with) if task.state == TaskState.BLOCKED else ""


def _has_owner(task, reason):
    if task.office_id is None:
        raise CannotDo(_("No office of the register owns this task. Name one first."))


def _has_period(task, reason):
    if not (task.starts_on and task.every_months):
        raise CannotDo(_("Say from when and how often it is reported on."), "starts_on")


def _has_reason(task, reason):
    if not reason:
        raise CannotDo(_("Say why."), "reason")


def _says_with_whom(task, reason):
    if not (task.blocked_office or task.blocked_with):
        raise CannotDo(_("Say with whom it is blocked."), "office")
    if task.blocked_office_id and task.blocked_office_id == task.office_id:
        raise CannotDo(_("Name another office: this one owns the task."), "office")


def _has_final_report(task, reason):
    if not is_reported_done(task):
        raise CannotDo(_("No report that it is completed has been accepted."))


GUARDS = {
    Guard.OWNER: _has_owner,
    Guard.PERIOD: _has_period,
    Guard.REASON: _has_reason,
    Guard.WITH_WHOM: _says_with_whom,
    Guard.FINAL_REPORT: _has_final_report,
}
