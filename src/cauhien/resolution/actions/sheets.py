"""A workbook with the plan comes in: compared first, then taken over whole or not at all."""

from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.core.keeping import CannotKeep, keep_table, rows_in
from cauhien.resolution import rules
from cauhien.resolution.actions.comparing import compare
from cauhien.resolution.actions.duties import assign
from cauhien.resolution.actions.plan import change_plan, plan_task
from cauhien.resolution.actions.refusals import CannotDo, ask
from cauhien.resolution.actions.stepping import write_steps
from cauhien.resolution.models import PlanSheet
from cauhien.resolution.states import PLANNED


@transaction.atomic
def send_sheet(*, name, data, by, at):
    """Keep a workbook that somebody sends in; nothing else is changed. Returns the PlanSheet."""
    ask(rules.may_plan(by))
    try:
        kept = keep_table(data=data, name=name, by=by, at=at)
    except CannotKeep as refusal:
        raise CannotDo(str(refusal), "file") from None
    return PlanSheet.objects.create(file=kept, at=at, by=by)


def compared(sheet):
    """Return the Compared of a sheet with what is here now."""
    return compare(rows_in(sheet.file))


@transaction.atomic
def take_sheet(*, sheet, by, at):
    """Take a sheet over: every row of it, or, where one cannot be taken, none."""
    sheet = PlanSheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
    ask(rules.may_plan(by) and sheet.taken_at is None)
    found = compared(sheet)
    if found.faults:
        raise CannotDo(_("Some cells cannot be taken over. Nothing was changed."))
    for line in found.lines:
        try:
            _take(line, by, at)
        except CannotDo as refusal:
            message = _("Row %(row)s: %(reason)s") % {"row": line.number, "reason": refusal}
            raise CannotDo(message) from None
    sheet.taken_at = at
    sheet.save(update_fields=["taken_at"])
    return found


def _take(line, by, at):
    said = line.said
    values = {name: said[name] for name in PLANNED if name in said}
    if line.task is None:
        named = {name: said[name] for name in ("document", "goal")}
        task = plan_task(**named, values=values, office=said.get("office"), by=by, at=at)
        write_steps(task=task, steps=said.get("steps", []), reason="", by=by, at=at)
        return
    stamp = {"reason": said["reason"], "by": by, "at": at}
    change_plan(task=line.task, values=values, **stamp)
    if "steps" in said:
        write_steps(task=line.task, steps=said["steps"], **stamp)
    if said.get("office") not in (None, line.task.office):
        assign(task=line.task, office=said["office"], person=None, **stamp)
