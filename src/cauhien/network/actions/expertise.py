"""Fields of expertise that a person declares, each with what shows it."""

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.core.audit import record
from cauhien.core.events import announce
from cauhien.network import queries, rules
from cauhien.network.actions.persons import KIND, spread
from cauhien.network.models import Evidence, Expertise, Person
from cauhien.network.states import PersonAct

EXPERTISE = "expertise"  # as a kind of subject


class CannotDeclare(Exception):
    """Not one's own page, or a field without evidence; `field` names where the reason stands."""

    def __init__(self, message, field=None):
        super().__init__(message)
        self.field = field


@transaction.atomic
def declare(*, person, written, by, at, expertise=None):
    """Declare a field with its evidence and return the Expertise.

    written: {field, words, evidence}. evidence: [Evidence] not saved, each of what the register has
    of this person, or told with title and day; one at least. expertise: the one that is changed.
    """
    field, evidence = written["field"], written["evidence"]
    person = _locked(person, by)
    if not evidence:
        raise CannotDeclare(_("Give at least one piece of evidence."))
    if any(not _is_theirs(person, one) for one in evidence):
        raise CannotDeclare(_("Only what names this person here is evidence."))
    if any(one.on and one.on > localdate(at) for one in evidence):
        raise CannotDeclare(_("This day has not come yet."), "on")
    others = queries.expertise_of(person).exclude(pk=expertise.pk if expertise else None)
    if others.filter(field=field).exists():
        raise CannotDeclare(_("You have declared this field already."), "field")
    expertise = expertise or Expertise(person=person)
    expertise.field, expertise.words, expertise.declared_at = field, written["words"], at
    expertise.save()
    expertise.evidence.all().delete()
    for one in evidence:
        one.expertise = expertise
    Evidence.objects.bulk_create(evidence)
    kinds = [str(one.kind) for one in evidence]
    _tell(expertise, PersonAct.DECLARED, {"evidence": kinds}, by, at)
    return expertise


@transaction.atomic
def withdraw(*, expertise, by, at):
    """Take a declared field back."""
    _locked(expertise.person, by)
    _tell(expertise, PersonAct.WITHDRAWN, {}, by, at)
    expertise.delete()
    spread([expertise.person], at=at)


def _locked(person, by):
    person = Person.objects.select_for_update().get(pk=person.pk)
    if not rules.may_declare(by, person):
        raise CannotDeclare(_("Whoever has taken this page over says this."))
    return person


def _is_theirs(person, one):
    """Return whether a thing of the register names a person; what is told is theirs to tell."""
    held = (
        (one.work_id, queries.works_by),
        (one.project_id, queries.projects_of),
        (one.position_id, queries.positions_of),
    )
    return all(not key or rows(person).filter(pk=key).exists() for key, rows in held)


def _tell(expertise, act, detail, by, at):
    person = expertise.person
    said = {"field": expertise.field.code, **detail}
    record(chain=f"{KIND}:{person.code}", act=act, by=by, at=at, detail=said)
    announce(kind="expertise.changed", subject_kind=EXPERTISE, subject_code=expertise.code, at=at)
    spread([person], at=at)
