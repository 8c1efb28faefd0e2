"""What a person says of themself, kept against every later import."""

from django.db import transaction

from cauhien.core.events import announce_many
from cauhien.core.models import Assertion
from cauhien.core.provenance import record_assertion, source_of
from cauhien.network.actions.persons import KIND, bear_name, spread
from cauhien.network.models import Authorship, Person
from cauhien.network.queries import rows_of
from cauhien.network.states import NOT_BY
from cauhien.organisations.states import ZoneBasis

BY_PERSON = "person"  # kind of the source of what persons say of themselves
OWN = ("name", "zone")


@transaction.atomic
def put_right(*, person, values, by, at):
    """Write what a person says of themself.

    values: {"name": …, "zone": a Zone, "not_by": [codes of works that are not theirs]}, each where
    it is said. by: who vouches for it.
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
    _take_off(person, values.get("not_by", ()), at)
    spread([person], at=at)


def told_by_persons(at):
    """Return the Source of all that persons say of themselves."""
    facts = {"name": "Tự khai · told by the person", "licence": "facts"}
    return source_of(kind=BY_PERSON, raw_sha256="", retrieved_at=at, **facts)


def _write(person, said):
    for name, value in said.items():
        setattr(person, name, value)
    if "zone" in said:
        person.zone_basis = ZoneBasis.CORRECTED
    person.save(update_fields=[*said, "zone_basis", *person.derive()])
    if "name" in said:
        bear_name(person)


def _take_off(person, codes, at):
    lines = Authorship.objects.filter(work__code__in=codes, person__in=rows_of(person))
    lines.update(person=None)
    announce_many(kind="work.changed", subject_kind="work", subject_codes=list(codes), at=at)


def disowned(works):
    """Return {(key of a work, id of a person)} of what persons have said not to have written."""
    keys = {f"{NOT_BY}{work.code}": work.source_key for work in works}
    said = Assertion.objects.filter(
        subject_kind=KIND, predicate__in=keys, status=Assertion.Status.ACCEPTED
    ).values_list("predicate", "subject_code")
    people = Person.objects.in_bulk([code for _, code in said], field_name="code")
    return {
        (keys[predicate], row)
        for predicate, code in said
        if code in people
        for row in rows_of(people[code]).values_list("pk", flat=True)
    }
