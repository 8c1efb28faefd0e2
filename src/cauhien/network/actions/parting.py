"""A told work and the one of a source that it was taken for stand apart again."""

from django.db import transaction

from cauhien.core.audit import record
from cauhien.core.models import Assertion
from cauhien.core.provenance import Said, take_over
from cauhien.network import queries, rules
from cauhien.network.actions import persons, works
from cauhien.network.actions.own_facts import told_by_persons
from cauhien.network.models import Authorship, Evidence, Person, PersonIdentifier, Work, WorkJoin
from cauhien.network.states import BY, PersonAct


class CannotPart(Exception):
    """They stand apart already, or it is not this user who says so."""


@transaction.atomic
def part_work(*, join, by, at):
    """Let a told work stand for itself again, as it was told; no import joins the two again.

    The work of the source keeps its address and names whom the source names.
    """
    join = WorkJoin.objects.select_for_update(of=("self",)).get(pk=join.pk)
    people = list(queries.people_for(by).filter(code__in=join.people))
    if join.undone_at or not rules.may_part(by, people):
        raise CannotPart
    told = _told_again(join, at)
    shown = Evidence.objects.filter(work=join.work)
    for person in people:
        shown.filter(expertise__person__in=queries.rows_of(person)).update(work=told)
        if not _tells_it_too(person, join):
            _give_up(person, join.work)
        detail = {"work": join.work.code}
        chain = f"{persons.KIND}:{person.code}"
        record(chain=chain, act=PersonAct.PARTED, by=by, at=at, detail=detail)
    join.undone_at = at
    join.save(update_fields=["undone_at"])
    persons.spread(people, at=at)
    works.spread([told, join.work], at=at)
    return told


def _told_again(join, at):
    told = join.told
    columns = told["columns"] | {name: told[name] for name in ("code",) if name in told}
    said = {told["key"]: Said(columns, told["sha256"])}
    taken = take_over(Work, works.KIND, said, source=told_by_persons(at), at=at)
    work = taken.rows[told["key"]]
    codes = [code for _, code in told["lines"]]
    rows = Person.objects.in_bulk(codes, field_name="code")
    Authorship.objects.bulk_create(
        Authorship(work=work, position=position, raw_name=name, person=rows.get(code))
        for position, (name, code) in enumerate(told["lines"], 1)
        if taken.new
    )
    return work


def _tells_it_too(person, join):
    """Return whether a person told the same work in another way, which still counts."""
    others = WorkJoin.objects.filter(work=join.work, undone_at=None).exclude(pk=join.pk)
    return others.filter(people__contains=[person.code]).exists()


def _give_up(person, work):
    """Take back that a person has written a work; its lines name whom identifiers tell."""
    said = Assertion.objects.filter(subject_kind=persons.KIND, subject_code=person.code)
    said.filter(predicate=f"{BY}{work.code}").update(status=Assertion.Status.REJECTED)
    for line in work.authorships.filter(person__in=queries.rows_of(person)):
        scheme, _, value = line.raw_author_id.partition(":")
        held = PersonIdentifier.objects.filter(scheme=scheme, value=value).exclude(value="")
        line.person = next((one.person for one in held.select_related("person")), None)
        line.save(update_fields=["person"])
