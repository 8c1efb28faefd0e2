"""A person is named for a task, and accepts the duty or declines it with a reason."""

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.accounts.queries import holders
from cauhien.accounts.rules import OFFICE_STAFF
from cauhien.notices.actions import tell
from cauhien.resolution import rules
from cauhien.resolution.actions.refusals import CannotDo, ask, locked, log, spread
from cauhien.resolution.actions.telling import tell_head
from cauhien.resolution.models import Ownership
from cauhien.resolution.queries import KIND, people_told
from cauhien.resolution.states import Act, Duty, Told

ASKED, DUTY = "resolution.asked", "resolution.duty"


@transaction.atomic
def assign(*, task, office, person, reason, by, at):
    """Say which office owns a task and who in it is to answer for it (None: nobody is named).

    Only the coordinator gives it to another office. The person is asked to accept the duty; whoever
    names themself has accepted it. Returns the Ownership in force.
    """
    task = locked(task)
    ask(rules.may(by, task, "assign") and (office == task.office or rules.may_plan(by)))
    now = task.owners.filter(until_at=None).select_related("office", "person").first()
    if now and (now.office, now.person) == (office, person):
        return now
    if task.office_id and task.office_id != office.pk and not reason.strip():
        raise CannotDo(_("Say why another office has it now."), "reason")
    if person and not _works_in(person, office, localdate(at)):
        raise CannotDo(_("This person holds no role in that office."), "person")
    before, task.office = task.office, office
    task.save(update_fields=["office"])
    held = own(task, office, by, at, person=person, reason=reason.strip())
    named = {"person": str(person.uuid) if person else ""}
    offices = {"office": office.code, "before": before.code if before else ""}
    log(task, Act.ASSIGN, by, at, reason=reason.strip(), **offices, **named)
    if person == by and not by.delegation:
        held = advance_duty(own=held, to=Duty.ACCEPTED, by=by, at=at)
    elif person:
        tell(users=[person], kind=ASKED, subject=(KIND, task.code), at=at)
    if before != office:
        tell_head(task, at, by=by)
    spread([task], at=at)
    return held


def own(task, office, by, at, *, person=None, reason=""):
    """End the ownership in force where it is another's, and begin that of an office.

    The head of another office has not been told as yet.
    """
    in_force = task.owners.filter(until_at=None)
    if in_force.filter(office=office, person=person).exists():
        return in_force.first()
    if in_force.exclude(office=office).exists():
        task.told_at = task.take_up_by = None
        task.save(update_fields=["told_at", "take_up_by"])
    in_force.update(until_at=at)
    if office is None:
        return None
    duty = Duty.ASKED if person else Duty.NOBODY
    said = {"office": office, "person": person, "duty": duty, "reason": reason}
    return Ownership.objects.create(task=task, **said, from_at=at, by=by)


def answer_duty(*, task, answer, reason, by, at):
    """Accept or decline the duty for a task, by whoever is named for it now."""
    ask(rules.may(by, task, "duty"))
    return advance_duty(own=task.owners.get(until_at=None), to=answer, by=by, at=at, reason=reason)


@transaction.atomic
def advance_duty(*, own, to, by, at, reason=""):
    """Move an Ownership to another state of its duty, if the table has such a row; return it.

    Once it is declined the office has the task with nobody named, and that is late until it is put
    right. Who named the person and the heads of the office are told.
    """
    task = locked(own.task)
    own = Ownership.objects.select_for_update(of=("self",)).get(pk=own.pk)
    way = rules.duty_way(by, own, to)
    ask(way is not None)
    if way.needs_reason and not reason.strip():
        raise CannotDo(_("Say why."), "reason")
    own.duty, own.answered_at, own.answer = way.target, at, reason.strip()
    own.until_at = at if way.target == Duty.DECLINED else None
    own.save(update_fields=["duty", "answered_at", "answer", "until_at"])
    if way.target == Duty.DECLINED:
        Ownership.objects.create(task=task, office=own.office, from_at=at, by=own.by)
    log(task, way.act, by, at, public=way.public, reason=own.answer)
    told = {*people_told(Told.HEAD, task, localdate(at)), *filter(None, [own.by])} - {by}
    said = {"act": way.act, "reason": own.answer}
    tell(users=told, kind=DUTY, subject=(KIND, task.code), at=at, parameters=said)
    return own


def _works_in(person, office, day):
    return any(holders(role, on=day, office=office).filter(pk=person.pk) for role in OFFICE_STAFF)
