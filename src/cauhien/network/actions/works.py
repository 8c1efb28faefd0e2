"""Works with the lines of their authors, and the persons that identifiers tell."""

from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef

from cauhien.core import search
from cauhien.core.copying import copy_rows
from cauhien.core.events import announce_many
from cauhien.core.provenance import Said, take_over
from cauhien.network.actions import persons
from cauhien.network.actions.joining import join_told
from cauhien.network.actions.own_facts import disowned, owned
from cauhien.network.models import Authorship, Involvement, Person, Work
from cauhien.network.queries import title_key
from cauhien.network.states import InvolvementKind
from cauhien.organisations.states import Zone

KIND = "work"
NEAREST_FIRST = [Zone.CITY, Zone.COUNTRY, Zone.ABROAD, Zone.UNKNOWN]


def work_columns(record):
    """Return what a record of a work says, by column."""
    return {
        "title": record.title,
        "title_translated": record.title_translated,
        "abstract": record.abstract,
        "language": record.language,
        "kind": record.kind,
        "year": record.year,
        "published_on": _day(record.published_on),
        "venue": record.venue,
        "doi": record.doi.lower(),  # DOIs are alike in any case; so one is found by another
        "url": record.url,
        "licence": record.licence,
        "topics": [{"id": ident, "name": name} for ident, name in record.topics],
        "retracted": record.retracted,
    }


def _day(written):
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        return None


@transaction.atomic
def take_over_works(rows, *, source, at):
    """Write works as a source says them and return the Taken.

    rows: [(record, sha256, places)]; places: for each author (organisation or None, country,
    zone), as the printed affiliations were understood.
    """
    join_told([record for record, _, _ in rows], at=at)
    said = {
        record.key: Said(
            work_columns(record) | {"zone": nearest(zone for _, _, zone in places)}, sha256
        )
        for record, sha256, places in rows
    }
    taken = take_over(Work, KIND, said, source=source, at=at)
    written = [row for row in rows if row[0].key in taken.new or row[0].key in taken.changed]
    records = [record for record, _, _ in written]
    own = owned([taken.rows[key] for key in taken.changed])
    known = persons.persons_of(records, source=source, at=at, claimed=own.keys())
    people = {person for line in known.values() for person in line if person} | {*own.values()}
    _write_authorships(taken, written, known, own)
    persons.update_involvements(people, source=source, at=at)
    persons.spread(people, at=at)
    spread(taken.written, at=at)
    return taken


def nearest(zones):
    """Return the zone nearest to the city."""
    found = set(zones)
    return next((zone for zone in NEAREST_FIRST if zone in found), Zone.UNKNOWN)


def _write_authorships(taken, written, known, own):
    changed = [taken.rows[key] for key in taken.changed]
    kept = disowned(changed)
    lines = [
        Authorship(
            work=taken.rows[record.key],
            position=position,
            raw_name=author.name,
            raw_author_id=f"{author.scheme}:{author.value}" if person else "",
            raw_affiliations=list(author.affiliations),
            person=_who(record.key, author.name, person, kept, own),
            organisation=organisation,
            country_code=country,
        )
        for record, _, places in written
        for position, (author, (organisation, country, _), person) in enumerate(
            zip(record.authors, places, known[record.key], strict=True), 1
        )
    ]
    Authorship.objects.filter(work__in=changed).delete()
    copy_rows(lines)


def _who(key, printed, person, kept, own):
    """Return whom a line names: as a person has said of themself, or else as the source does."""
    found = own.get((key, printed)) or person
    return None if found and (key, found.pk) in kept else found


@transaction.atomic
def take_off(work, *, at):
    """Strike a work from the register, and what only it said of people; a source may bring it back.

    Whoever calls this writes into the log why.
    """
    people = list(Person.objects.filter(authorships__work=work).distinct())
    code, source = work.code, work.source
    work.delete()
    search.forget(KIND, [code])
    announce_many(kind="work.changed", subject_kind=KIND, subject_codes=[code], at=at)
    printed = Involvement.objects.filter(person__in=people, kind=InvolvementKind.PRINTED)
    is_printed = Authorship.objects.filter(
        person=OuterRef("person"), organisation=OuterRef("organisation")
    )
    printed.filter(~Exists(is_printed)).delete()
    persons.update_involvements(people, source=source, at=at)
    persons.spread(people, at=at)


def spread(works, *, at):
    """Tell the search and the apps above that works have changed."""
    search.index_many(map(_thing, works), at=at)
    codes = [work.code for work in works]
    announce_many(kind="work.changed", subject_kind=KIND, subject_codes=codes, at=at)


def _thing(work):
    titles = (work.title, work.title_translated)
    return search.Thing(
        kind=KIND,
        code=work.code,
        title=titles if work.language == "vi" else titles[::-1],
        summary=("", work.abstract[:300]) if work.language != "vi" else (work.abstract[:300], ""),
        text=work.abstract,
        sort_key=title_key(work.title),
        place=work.zone,
        year=work.year,
    )
