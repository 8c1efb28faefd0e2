"""What a person says of themself, kept against every later import."""

from django.db import transaction

from cauhien.core.events import announce_many
from cauhien.core.models import Assertion
from cauhien.core.provenance import record_assertion, source_of
from cauhien.network.actions.persons import KIND, bear_name, spread
from cauhien.network.actions.tombstones import ORCID
from cauhien.network.models import Authorship, Person, PersonIdentifier
from cauhien.network.queries import rows_of
from cauhien.network.states import BY, NOT_BY
from cauhien.organisations.states import ZoneBasis

BY_PERSON = "person"  # kind of the source of what persons say of themselves
OWN = ("name", "zone")


class OtherHolder(Exception):
    """The iD stands for another person of the register."""


@transaction.atomic
def put_right(*, person, values, by, at):
    """Write what a person says of themself.

    values: {"name": …, "zone": a Zone, "orcid": an iD, "not_by": [codes of works that are not
    theirs]}, each where it is said. by: who vouches for it. Raises OtherHolder.
    """
    source = told_by_persons(at)
    said = {name: values[name] for name in OWN if values.get(name)}
    disowned = {f"{NOT_BY}{code}": True for code in values.get("not_by", ())}
    for predicate, value in {**said, **disowned}.items():
        record_assertion(
            subject=(KIND, person.code),
            predicate=predicate,
            value=value,
            source=source,
            by=by,
            at=at,
        )
    _write(person, said)
    if orcid := values.get("orcid"):
        _hold_orcid(person, orcid)
    _take_off(person, values.get("not_by", ()), at)
    spread([person], at=at)


def told_by_persons(at):
    """Return the Source of all that persons say of themselves."""
    facts = {"name": "Told by the person", "name_vi": "Tự khai", "licence": "facts"}
    return source_of(kind=BY_PERSON, raw_sha256="", retrieved_at=at, **facts)


def _write(person, said):
    for name, value in said.items():
        setattr(person, name, value)
    if "zone" in said:
        person.zone_basis = ZoneBasis.CORRECTED
    person.save(update_fields=[*said, "zone_basis", *person.derive()])
    if "name" in said:
        bear_name(person)


def _hold_orcid(person, orcid):
    """Let a person hold an iD for certain, which imports find them by."""
    held = PersonIdentifier.objects.filter(scheme=ORCID, value=orcid)
    if held.exclude(person__in=rows_of(person)).exists():
        raise OtherHolder(orcid)
    PersonIdentifier.objects.update_or_create(
        scheme=ORCID,
        value=orcid,
        defaults={"certain": True},
        create_defaults={"person": person, "certain": True},
    )


def _take_off(person, codes, at):
    lines = Authorship.objects.filter(work__code__in=codes, person__in=rows_of(person))
    lines.update(person=None)
    announce_many(kind="work.changed", subject_kind="work", subject_codes=list(codes), at=at)


def own_line(*, person, line, by, at):
    """Join a line of authors that named nobody to the person who says that it is theirs."""
    line.person = person
    line.save(update_fields=["person"])
    say_written(person=person, work=line.work, printed=line.raw_name, by=by, at=at)


def say_written(*, person, work, printed, by, at):
    """Keep that a person stands on a work under a name as printed, against every later import."""
    record_assertion(
        subject=(KIND, person.code),
        predicate=f"{BY}{work.code}",
        value=printed,
        source=told_by_persons(at),
        by=by,
        at=at,
    )


def owned(works):
    """Return {(key of a work, name as printed): Person} of what persons have said to be theirs."""
    keys, said = _said_of(works, BY)
    people = Person.objects.in_bulk([code for _, code, _ in said], field_name="code")
    return {
        (keys[predicate], printed): people[code]
        for predicate, code, printed in said
        if code in people
    }


def disowned(works):
    """Return {(key of a work, id of a person)} of what persons have said not to have written."""
    keys, said = _said_of(works, NOT_BY)
    people = Person.objects.in_bulk([code for _, code, _ in said], field_name="code")
    return {
        (keys[predicate], row)
        for predicate, code, _ in said
        if code in people
        for row in rows_of(people[code]).values_list("pk", flat=True)
    }


def _said_of(works, predicate):
    """Return ({predicate: key of a work}, what persons say of works by such a predicate)."""
    keys = {f"{predicate}{work.code}": work.source_key for work in works}
    said = Assertion.objects.filter(
        subject_kind=KIND, predicate__in=keys, status=Assertion.Status.ACCEPTED
    )
    return keys, said.values_list("predicate", "subject_code", "value")
