"""The plan of steps of a task: what is to be done by which day."""

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.resolution import rules
from cauhien.resolution.actions.refusals import CannotDo, ask, locked, log
from cauhien.resolution.models import PlanStep
from cauhien.resolution.queries import steps_said
from cauhien.resolution.states import Act


@transaction.atomic
def write_steps(*, task, steps, reason, by, at):
    """Put a plan of steps in the place of the one before; a change carries its reason.

    steps: [(day, what is to be done)], by day. A step that is reported as done stays as it was.
    Returns whether anything has changed.
    """
    task = locked(task)
    ask(rules.may(by, task, "steps"))
    rows = list(task.plan_steps.select_related("report"))
    before, known = steps_said(rows), {one.text: one for one in rows}
    if [(one.due_on, one.text) for one in rows] == steps:
        return False
    _check(task, rows, steps, localdate(at))
    if rows and not reason.strip():
        raise CannotDo(_("Say why."), "reason")
    for day, text in steps:
        one = known.pop(text, None) or PlanStep(task=task, text=text)
        one.due_on = day
        one.save()
    task.plan_steps.filter(pk__in=[one.pk for one in known.values()]).delete()
    changes = {"text": [before, steps_said(task.plan_steps.all())]}
    log(task, Act.STEPS, by, at, reason=reason.strip(), changes=changes)
    return True


def _check(task, rows, steps, today):
    """Refuse a plan that changes what is reported, or goes beyond a deadline that is still ahead.

    A task that is late already needs days that come.
    """
    told = [one for one in rows if one.is_told]
    if lost := next((one for one in told if (one.due_on, one.text) not in steps), None):
        message = _("“%(line)s” is reported as done and stays as it is.")
        raise CannotDo(message % {"line": steps_said([lost])}, "steps")
    ahead = task.due_on is not None and task.due_on >= today
    if ahead and any(day > task.due_on for day, _text in steps):
        raise CannotDo(_("A step lies behind the deadline of the task."), "steps")
