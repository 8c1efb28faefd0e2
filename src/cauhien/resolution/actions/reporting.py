"""Reports of an office on its task, period by period, and what the coordinator says of them."""

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.core.keeping import CannotKeep, keep
from cauhien.notices.actions import tell
from cauhien.resolution import queries, rules
from cauhien.resolution.actions.refusals import CannotDo, ask, locked, log
from cauhien.resolution.models import Report
from cauhien.resolution.queries import KIND, people_told, steps_to_report
from cauhien.resolution.states import Act, Answer, Told

REPORTED, ANSWERED = "resolution.reported", "resolution.answered"


@transaction.atomic
def report(*, task, period, said, file, by, at):
    """Report on a task for a period; return the Report.

    said: {text, value, is_final}, with the PlanSteps that are done as steps; value may be None.
    file: (name, bytes) of the evidence, or None.
    """
    task = locked(task)
    ask(rules.may(by, task, "report"))
    if period not in queries.periods_to_report(task, localdate(at)):
        raise CannotDo(_("This period is reported on already, or it has not begun."), "until_on")
    if said["is_final"] and said["value"] is None and task.target is not None:
        raise CannotDo(_("Enter the value reached: the target is a number."), "value")
    kept = _kept(file, by, at)
    try:
        with transaction.atomic():
            found = Report.objects.create(
                task=task,
                from_on=period.from_on,
                until_on=period.until_on,
                text=said["text"].strip(),
                value=said["value"],
                is_final=said["is_final"],
                file=kept,
                at=at,
                by=by,
            )
    except IntegrityError:
        message = _("This period is reported on already, or it has not begun.")
        raise CannotDo(message, "until_on") from None
    open_ones = steps_to_report(task).filter(pk__in=[one.pk for one in said.get("steps", ())])
    open_ones.update(report=found)
    log(task, Act.REPORT, by, at, public=False, report=found.code, until=str(found.until_on))
    _tell(REPORTED, task, people_told(Told.COORDINATORS, task, localdate(at)), found, by, at)
    return found


@transaction.atomic
def answer_report(*, report, answer, reason, by, at):
    """Accept a report, so that everybody reads it, or return it with a reason."""
    task = locked(report.task)
    report = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if report.answer != Answer.WAITING:
        raise CannotDo(_("Somebody has answered this already."))
    ask(rules.may_answer(by, report))
    if answer == Answer.RETURNED and not reason.strip():
        raise CannotDo(_("Say what is missing."), "reason")
    report.answer, report.reason = answer, reason.strip()
    report.answered_at, report.answered_by = at, by
    report.save(update_fields=["answer", "reason", "answered_at", "answered_by"])
    is_taken = answer == Answer.ACCEPTED
    said = {"report": report.code, "until": str(report.until_on)}
    said |= {} if is_taken else {"reason": report.reason}
    log(task, Act.ACCEPT if is_taken else Act.RETURN, by, at, public=is_taken, **said)
    own = {*people_told(Told.OFFICERS, task, localdate(at)), report.by}
    _tell(ANSWERED, task, own, report, by, at)
    return report


def _kept(file, by, at):
    if file is None:
        return None
    name, data = file
    try:
        return keep(data=data, name=name, by=by, at=at)
    except CannotKeep as refusal:
        raise CannotDo(str(refusal), "file") from None


def _tell(kind, task, people, report, by, at):
    said = {"from": str(report.from_on), "until": str(report.until_on), "reason": report.reason}
    said |= {"answer": report.answer}
    people = [one for one in people if one != by]
    tell(users=people, kind=kind, subject=(KIND, task.code), at=at, parameters=said)
