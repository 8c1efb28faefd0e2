"""When a person is away, and how much they take on: one place for councils and for questions."""

from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.core.audit import record
from cauhien.network import rules
from cauhien.network.actions.persons import KIND
from cauhien.network.models import Absence, Person
from cauhien.network.states import PersonAct

LIMITS = ("most_seats", "most_questions")


class CannotSet(Exception):
    """Not this person's to say."""


@transaction.atomic
def set_availability(*, person, away=None, limits=None, by, at):
    """Say on which days a person is away and how much they take on; what is None stays.

    away: [(first day, last day), …] in place of what was said before. limits: {most_seats,
    most_questions}, of which one may lack.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if not rules.may_set_availability(by, person):
        raise CannotSet(_("A person says when they are away, or the coordinator for them."))
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
    chain = f"{KIND}:{person.code}"
    record(chain=chain, act=PersonAct.AVAILABLE, by=by, at=at, detail=detail)
    return person
