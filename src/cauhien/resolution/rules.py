"""Who may see and do what with a task. All rules take the day from the user."""

from django.db.models import Q

from cauhien.accounts.rules import (
    deeds_of,
    has_other_part,
    holds_role,
    is_office_staff,
)
from cauhien.accounts.states import Role
from cauhien.resolution.states import (
    DUTY_WAYS,
    IN_WORK,
    Act,
    Actor,
    Answer,
    Duty,
    TaskState,
    transitions,
)

# Besides the office that owns a task, these read reports that are not accepted, and the files.
SEES_INSIDE = (Role.COORDINATOR, Role.DECISION_MAKER, Role.LEADER, Role.AUDITOR)

IS_ACTOR = {
    Actor.SYSTEM: lambda user, task: user is None,
    Actor.COORDINATOR: lambda user, task: holds_role(user, Role.COORDINATOR),
    Actor.OWN_HEAD: lambda user, task: _is_of(user, task, Role.HEAD),
    Actor.OWN_STAFF: lambda user, task: is_own(user, task),
}


def visible(user):
    """Everybody sees every task: they stand in published documents."""
    return Q()


def is_own(user, task):
    """Return whether the task belongs to an office of this user."""
    return bool(task.office_id) and is_office_staff(user, office=task.office)


def may_see_inside(user, task):
    """Reports that wait or were returned, their files, and who answers for the task."""
    return user.is_authenticated and (is_own(user, task) or holds_role(user, *SEES_INSIDE))


def way_for(user, task, target, act=None):
    """Return the row of the table by which this user moves the task, None where none does.

    Nobody holds two roles in one case, one of them by delegation.
    """
    way = _row_for(user, task, target, act)
    return None if way and user and task and not _has_one_part(user, task) else way


def may(user, task, act):
    """Return whether the user may do something with the task: a name of ACTS."""
    return ACTS[act](user, task) and _has_one_part(user, task)


def acts_for(user, task, lines):
    """Return {name of ACTS: whether the user may do it}. lines: all of the task's log."""
    if not user.is_authenticated:
        return {}
    found = {name: bool(fits(user, task)) for name, fits in ACTS.items()}
    deeds = {(line.act, line.by, line.detail.get("on_behalf_of")) for line in lines}
    is_free = not has_other_part(user, deeds)
    return {name: fits and is_free for name, fits in found.items()}


def may_answer(user, report):
    """The coordinator, but not who wrote the report or acts for whoever did."""
    if report.answer != Answer.WAITING or not may_plan(user):
        return False
    behalf = user.on_behalf_of
    return report.by_id not in {user.pk, behalf and behalf.pk} and _has_one_part(user, report.task)


def is_asked(user, task):
    """Return whether the user is named for the task in their own name and has not answered."""
    asked = [one for one in task.owners.all() if one.until_at is None and one.duty == Duty.ASKED]
    return not user.delegation and any(one.person_id == user.pk for one in asked)


def duty_way(user, own, target):
    """Return the row by which this user answers an Ownership in force, None where none does."""
    is_theirs = own.person_id == user.pk and not user.delegation and own.until_at is None
    rows = [row for row in DUTY_WAYS if (row.source, row.target) == (own.duty, target)]
    return rows[0] if rows and is_theirs else None


def may_plan(user):
    """The coordinator writes and imports the plan, and answers reports."""
    return holds_role(user, Role.COORDINATOR)


def _row_for(user, task, target, act=None):
    rows = transitions(task.state if task else None, target)
    rows = [row for row in rows if act in (None, row.act)]
    return next((row for row in rows if IS_ACTOR[row.actor](user, task)), None)


def _step(target, act):
    return lambda user, task: _row_for(user, task, target, act) is not None


# What people do with a task. Whoever has another part in its case does none of it.
ACTS = {
    "take_up": _step(TaskState.RUNNING, Act.TAKE_UP),
    "block": _step(TaskState.BLOCKED, Act.BLOCK),
    "unblock": _step(TaskState.RUNNING, Act.UNBLOCK),
    "finish": _step(TaskState.DONE, Act.FINISH),
    "confirm": _step(TaskState.DONE, Act.CONFIRM),
    "drop": _step(TaskState.DROPPED, Act.DROP),
    "reopen": _step(TaskState.RUNNING, Act.REOPEN),
    # the office that owns a task in work
    "report": lambda user, task: task.state in IN_WORK and is_own(user, task),
    "change": lambda user, task: may_plan(user) and not task.has_ended,
    # the office plans its steps, the coordinator too, as with a sheet of the plan
    "steps": lambda user, task: not task.has_ended and (is_own(user, task) or may_plan(user)),
    # the coordinator names the office; its head names who answers in it
    "assign": lambda user, task: (
        not task.has_ended and (may_plan(user) or _is_of(user, task, Role.HEAD))
    ),
    # whoever is named answers for themself, and nobody for them
    "duty": lambda user, task: is_asked(user, task),
    # which problem serves the task: its own office and the coordinator say so
    "link": lambda user, task: is_own(user, task) or may_plan(user),
}


def _has_one_part(user, task):
    return not has_other_part(user, deeds_of(user, [task.chain]))


def _is_of(user, task, role):
    return bool(task.office_id) and holds_role(user, role, office=task.office)
