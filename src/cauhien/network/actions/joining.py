"""A work that persons told before a source gave it is one with it, until somebody takes that back.

The row that was told becomes the one of the source and keeps its address; what was told is kept
beside it (`WorkJoin`), and that the persons wrote the work stays as they have said. `parting`
takes it back.
"""

from typing import Any, NamedTuple

from django.db.models import Q

from cauhien.core.audit import record
from cauhien.network import queries, rules
from cauhien.network.actions.own_facts import BY_PERSON, say_written
from cauhien.network.actions.tombstones import ORCID
from cauhien.network.models import PersonIdentifier, Work, WorkJoin
from cauhien.network.states import JoinGround, PersonAct

TOLD = ("title", "abstract", "language", "kind", "year", "venue", "doi", "url")


def join_told(records, *, at):
    """Let works that persons told be the rows of new records that are the same works.

    records: as the readers give works. The values are left to whoever takes the records over.
    """
    for one in _same_works(records):
        _join(one, at)


def told_as(records):
    """Return {key of a new record: the work that persons told and that would be joined to it}."""
    return {one.record.key: one.told for one in _same_works(records)}


class _Same(NamedTuple):
    """printed: {each who told the work: how the record prints them}."""

    told: Work
    record: Any
    printed: dict
    ground: JoinGround


def _same_works(records):
    if not Work.objects.filter(source__kind=BY_PERSON).exists():
        return []
    records = list(records)
    keys = [one.key for one in records]
    known = set(Work.objects.filter(source_key__in=keys).values_list("source_key", flat=True))
    new = [one for one in records if one.key not in known]
    numbers = [_bare(one.doi) for one in new]
    titles = [one.title for one in new]
    by_doi, by_title = queries.works_known(numbers, titles, source__kind=BY_PERSON)
    parted = WorkJoin.objects.filter(source_key__in=keys).exclude(undone_at=None)
    apart = {(one.source_key, one.told["key"]) for one in parted}
    found: dict[int, _Same] = {}
    for one, number in zip(new, numbers, strict=True):
        told = by_doi.get(number) or queries.work_named(one, by_title)
        if told is None or told.pk in found or (one.key, told.source_key) in apart:
            continue
        ground = JoinGround.DOI if number in by_doi else JoinGround.TITLE
        if (printed := _tellers_printed(told, one)) is not None:
            found[told.pk] = _Same(told, one, printed, ground)
    return found.values()


def _bare(doi):
    return doi.lower().removeprefix(queries.RESOLVER)


def _tellers_printed(told, record):
    """Return {who told a work: how a record prints them}, None unless each has one line there."""
    lines = told.authorships.select_related("person__canonical", "person__user")
    tellers = {line.person.canonical or line.person for line in lines if line.person}
    printed = {person: _printed(person, record.authors) for person in tellers}
    is_clear = all(printed.values()) and len(set(printed.values())) == len(tellers)
    return printed if is_clear else None


def as_told(work):
    """Return what persons told of a work, so that it can stand here again."""
    lines = work.authorships.select_related("person")
    return {
        "key": work.source_key,
        "sha256": work.record_sha256,
        "columns": {name: getattr(work, name) for name in TOLD},
        "lines": [[line.raw_name, line.person.code if line.person else ""] for line in lines],
    }


def _join(same, at):
    told, one = same.told, same.record
    WorkJoin.objects.create(
        work=told,
        source_key=one.key,
        told=as_told(told),
        people=sorted(person.code for person in same.printed),
        ground=same.ground,
        at=at,
    )
    told.source_key = one.key
    told.save(update_fields=["source_key"])
    for person, name in same.printed.items():
        # A page that was given back has no account any more that could vouch for it.
        say_written(person=person, work=told, printed=name, by=person.user or person, at=at)
        detail = {"work": told.code}
        record(chain=f"person:{person.code}", act=PersonAct.JOINED, by=None, at=at, detail=detail)


def _printed(person, authors):
    """Return how the one line of authors that may be a person prints them, "" where none does."""
    places = rules.places_among([one.name for one in authors], queries.names_written(person))
    if len(places) != 1 or _is_of_another(authors[places[0]], person):
        return ""
    return authors[places[0]].name


def _is_of_another(author, person):
    """Return whether an identifier on a line of authors tells somebody else."""
    own = queries.orcid_of(person)
    if author.orcid_printed and own and author.orcid != own:
        return True
    profile = Q(scheme=author.scheme, value=author.value)
    orcid = Q(scheme=ORCID, value=author.orcid, certain=True)
    held = PersonIdentifier.objects.filter(profile | orcid).exclude(value="")
    return held.exclude(person__in=queries.rows_of(person)).exists()
