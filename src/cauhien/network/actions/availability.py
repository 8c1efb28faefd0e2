"""When a person is away, how much they take on, and from whom: one place for all who ask."""

from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.core.audit import record
from cauhien.core.events import announce
from cauhien.network import rules
from cauhien.network.actions.persons import KIND
from cauhien.network.models import Absence, Person
from cauhien.network.states import PersonAct

DISAGREED = "person.disagreed"  # an event
LIMITS = ("most_seats", "most_questions")


class CannotSet(Exception):
    """Not this person's to say; `field` names where the reason stands, if anywhere."""

    def __init__(self, message, field=None):
        super().__init__(message)
        self.field = field


@transaction.atomic
def set_availability(*, person, away=None, limits=None, agrees=None, by, at):
    """Say on which days a person is away and how much they take on; what is None stays.

    away: [(first day, last day), …] in place of what was said before. limits: {most_seats,
    most_questions}, of which one may lack. agrees: whether enterprises may be told of the person
    and ask them, which nobody says for somebody else.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if not rules.may_set_availability(by, person):
        raise CannotSet(_("A person says when they are away, or the coordinator for them."))
    if agrees is not None:
        _agree(person, agrees, by, at)
    limits = {name: (limits or {})[name] for name in LIMITS if name in (limits or {})}
    for name, value in limits.items():
        setattr(person, name, value)
    person.save(update_fields=list(limits))
    detail = dict(limits)
    if away is not None:
        person.absences.all().delete()
        Absence.objects.bulk_create(
            Absence(person=person, from_on=first, until_on=last) for first, last in away
        )
        detail["away"] = [[first.isoformat(), last.isoformat()] for first, last in away]
    record(chain=_chain(person), act=PersonAct.AVAILABLE, by=by, at=at, detail=detail)
    return person


def end_agreement(person, *, by, at):
    """Tell enterprises of a person no longer, from now on; a locked row, which is saved."""
    if person.agreed_at is None:
        return
    person.agreed_at = None
    person.save(update_fields=["agreed_at"])
    record(chain=_chain(person), act=PersonAct.DISAGREED, by=by, at=at)
    announce(kind=DISAGREED, subject_kind=KIND, subject_code=person.code, at=at)


def _agree(person, agrees, by, at):
    if not rules.may_agree(by, person):
        raise CannotSet(_("Only the person themself says whether enterprises may ask them."))
    if not agrees:
        return end_agreement(person, by=by, at=at)
    if person.objected_at:
        message = _("You have objected to being suggested. Take that back first.")
        raise CannotSet(message, "agrees")
    if person.agreed_at is None:
        person.agreed_at = at
        person.save(update_fields=["agreed_at"])
        record(chain=_chain(person), act=PersonAct.AGREED, by=by, at=at)


def _chain(person):
    return f"{KIND}:{person.code}"
