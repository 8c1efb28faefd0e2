"""Bodies and start-ups as files give them, written with where they come from."""

from django.db import transaction

from cauhien.core import city, search
from cauhien.core.events import announce_many
from cauhien.core.provenance import Said, record_assertion, source_of, take_over
from cauhien.core.text import fold
from cauhien.ecosystem.models import Startup, SupportBody
from cauhien.ecosystem.queries.entries import BODY, INVESTMENT, STARTUP
from cauhien.organisations.states import Zone


def body_columns(record):
    """Return what a record of a support body says, by column."""
    return {
        "name_vi": record.name_vi,
        "name_en": record.name_en,
        "about_en": record.about_en,
        "kind": record.kind,
        "kind_printed": record.kind_printed,
        "operator_printed": record.operator_printed,
        "since": record.since,
        "last_year": record.last_year,
        "topics": list(record.topics),
        "stages": list(record.stages),
        "helps": list(record.helps),
        "read_from": [list(one) for one in record.read_from],
    }


@transaction.atomic
def take_over_bodies(rows, *, source, at):
    """Write support bodies; rows: [(record, sha256, the organisation it is, or None)].

    Returns the Taken. A body is of the city where its row names the city.
    """
    said = {
        record.key: Said(
            body_columns(record) | {"organisation": organisation, "zone": _zone_of(record)},
            sha256,
            record.source_url,
            record.note,
        )
        for record, sha256, organisation in rows
    }
    taken = take_over(SupportBody, BODY, said, source=source, at=at)
    spread(BODY, taken.written, at=at)
    return taken


@transaction.atomic
def list_startups(rows, *, source, at):
    """List firms that their source calls start-ups; rows: [(record, sha256, organisation)]."""
    said = {
        record.key: Said(
            {
                "name_vi": record.name_vi,
                "name_en": record.name_en,
                "about_vi": record.description_vi,
                "about_en": record.description_en,
                "topics": [record.topic] if record.topic else [],
                "founded": record.established,
                "organisation": organisation,
                "zone": organisation.zone,
            },
            sha256,
            record.source_url,
            record.note,
        )
        for record, sha256, organisation in rows
    }
    taken = take_over(Startup, STARTUP, said, source=source, at=at)
    spread(STARTUP, taken.written, at=at)
    return taken


def _zone_of(record):
    said = fold(f"{record.name_vi} {record.name_en} {record.operator_printed} {record.about_en}")
    names = {fold(city.city_name(language)) for language in ("vi", "en")}
    return Zone.CITY if any(f" {name} " in f" {said} " for name in names) else Zone.UNKNOWN


def spread(kind, rows, *, at):
    """Tell the search and the apps above that entries have changed."""
    search.index_many([_thing(kind, row) for row in rows if row.removed_at is None], at=at)
    codes = [row.code for row in rows]
    announce_many(kind=f"{kind}.changed", subject_kind=kind, subject_codes=codes, at=at)


def keep(kind, entry, values, *, told_in, by, at):
    """Keep values of an entry from a file, so that no import overwrites them.

    told_in: (kind, name, name in Vietnamese) of the Source where somebody says so.
    """
    said, name, name_vi = told_in
    facts = {"name": name, "name_vi": name_vi, "licence": "CC BY 4.0"}
    source = source_of(kind=said, raw_sha256="", retrieved_at=at, **facts)
    about = (kind, entry.code)
    for column, value in values.items():
        record_assertion(subject=about, predicate=column, value=value, source=source, by=by, at=at)


def take_off(kind, entry, *, at):
    """Show an entry to nobody any more; a file that is read in again does not bring it back."""
    entry.removed_at = at
    entry.save()
    search.forget(kind, [entry.code])
    if kind != INVESTMENT:
        spread(kind, [entry], at=at)


def _thing(kind, row):
    return search.Thing(
        kind=kind,
        code=row.code,
        title=(row.name_vi, row.name_en),
        summary=(row.about_vi[:300], row.about_en[:300]),
        text="\n\n".join([row.about_vi, row.about_en, getattr(row, "operator_printed", "")]),
        sort_key=row.sort_key,
        place=row.zone,
        topic=row.topics[0] if len(row.topics) == 1 else "",
    )
