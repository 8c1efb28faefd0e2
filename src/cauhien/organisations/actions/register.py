"""Organisations: those of a register, and those that only a cell of a table names."""

from typing import NamedTuple

from django.db import transaction

from cauhien.core import city, search
from cauhien.core.events import announce_many
from cauhien.core.provenance import Said, take_over
from cauhien.core.text import fold, sort_key
from cauhien.organisations.actions.kinds import kind_of_name
from cauhien.organisations.models import (
    Office,
    Organisation,
    OrganisationName,
    OrganisationRelation,
    Place,
)
from cauhien.organisations.states import OrganisationKind, PlaceKind, Zone, ZoneBasis

KIND = "organisation"
_WHERE = ("zone", "zone_basis", "country_code", "place")


class Name(NamedTuple):
    """A name to be written down; `kind` is one of OrganisationName."""

    value: str
    language: str = ""
    kind: str = OrganisationName.Kind.LABEL


def organisation_columns(record):
    """Return what a record of an organisation says, by column."""
    zone, basis = zone_of(record)
    return {
        "name_vi": record.name_vi,
        "name_en": record.name_en,
        "kind": _kind(record),
        "kind_printed": record.kind_printed,
        "description_vi": record.description_vi,
        "description_en": record.description_en,
        "topic": record.topic,
        "ror": record.ror or None,
        "zone": zone,
        "zone_basis": basis,
        "country_code": record.country_code,
        "address": record.address,
        "website": record.website,
        "domains": list(record.domains),
        "established": record.established,
        "active": record.active,
    }


def _kind(record):
    """Return the kind that the source says, else the one that the name tells."""
    if record.kind != OrganisationKind.OTHER:
        return record.kind
    names = (record.name_vi, record.name_en)
    told = (kind_of_name(name, is_registered=bool(record.ror)) for name in names if name)
    return next((kind for kind in told if kind != OrganisationKind.OTHER), record.kind)


def zone_of(record):
    """Return (zone, basis) of an organisation, as near as its source tells and no nearer."""
    if record.geonames is not None:
        return _zone_in_register(record), ZoneBasis.REGISTER
    if record.country_code not in ("", city.country_code()):
        return Zone.ABROAD, ZoneBasis.COUNTRY
    if record.is_office:
        return Zone.CITY, ZoneBasis.CITY_BODY
    if record.place_stated:
        return Zone.CITY, ZoneBasis.STATED
    zone, basis = zone_of_name(record.name_vi or record.name_en)
    if zone == Zone.UNKNOWN and record.country_code:
        return Zone.COUNTRY, ZoneBasis.COUNTRY
    return zone, basis


def _zone_in_register(record):
    if record.geonames in city.city_geonames():
        return Zone.CITY
    return zone_of_country(record.country_code)


def zone_of_country(code):
    if not code:
        return Zone.UNKNOWN
    return Zone.COUNTRY if code == city.country_code() else Zone.ABROAD


def zone_of_name(name):
    """Return (zone, basis) where a name itself says the city, else that nothing is known."""
    words = f" {fold(name)} "
    if any(f" {fold(city.city_name(language))} " in words for language in ("vi", "en")):
        return Zone.CITY, ZoneBasis.NAMED
    return Zone.UNKNOWN, ""


@transaction.atomic
def take_over_organisations(rows, *, source, at):
    """Write organisations as a source says them; rows: [(record, sha256)]. Returns the Taken."""
    said = {
        record.key: Said(organisation_columns(record), sha256, record.source_url, record.note)
        for record, sha256 in rows
    }
    taken = take_over(
        Organisation, KIND, said, source=source, at=at, blank_keeps=("name_vi", "name_en")
    )
    records = {record.key: record for record, _ in rows}
    _place([(row, records[row.source_key]) for row in taken.written])
    write_names({taken.rows[key]: records[key].names for key in taken.new | taken.changed})
    _open_offices([(taken.rows[record.key], record) for record, _ in rows])
    spread(taken.written, at=at)
    return taken


def write_names(names):
    """Add names to organisations; {organisation: [name with value, kind, language]}."""
    OrganisationName.objects.bulk_create(
        [
            OrganisationName(
                organisation=organisation,
                value=name.value[:300],
                kind=name.kind,
                language=name.language,
                folded=fold(name.value)[:300],
            )
            for organisation, printed in names.items()
            for name in printed
        ],
        ignore_conflicts=True,
        batch_size=1000,
    )


def bear_own_names(row):
    """Let the names in the row be the official ones; what was official stays another name."""
    kind = OrganisationName.Kind
    own = [Name(row.name_vi, "vi"), Name(row.name_en, "en")]
    ours = [name for name in own if name.value]
    before = row.names.filter(kind=kind.LABEL, language__in=["vi", "en", ""])
    before = before.exclude(value__in=[name.value for name in ours])
    write_names({row: [Name(one.value, one.language, kind.ALIAS) for one in before]})
    before.delete()
    write_names({row: ours})


@transaction.atomic
def create_named(named, *, source, at):
    """Create organisations of which only a printed name is known.

    named: {key: (record, parent or None)}; a part of an organisation takes over its place.
    Returns {key: organisation}, those of an earlier time included.
    """
    said = {
        key: Said(_placed(organisation_columns(record), parent), "", record.source_url)
        for key, (record, parent) in named.items()
    }
    taken = take_over(Organisation, KIND, said, source=source, at=at)
    write_names({taken.rows[key]: named[key][0].names for key in taken.new})
    OrganisationRelation.objects.bulk_create(
        [
            OrganisationRelation(organisation=taken.rows[key], other=parent, kind="parent")
            for key, (_, parent) in named.items()
            if parent and key in taken.new
        ],
        ignore_conflicts=True,
    )
    spread([taken.rows[key] for key in taken.new], at=at)
    return taken.rows


def state_countries(stated, *, at):
    """Put organisations of which nothing said where they are into a country.

    stated: {organisation: country code} as a source says it.
    """
    placed = [row for row in stated if _is_nowhere(row)]
    for row in placed:
        row.country_code = stated[row]
        row.zone, row.zone_basis = zone_of_country(row.country_code), ZoneBasis.COUNTRY
    Organisation.objects.bulk_update(placed, ["country_code", "zone", "zone_basis"])
    spread(placed, at=at)


def _is_nowhere(row):
    return row.zone == Zone.UNKNOWN and not row.country_code


def _placed(columns, parent):
    if parent and columns["zone"] == Zone.UNKNOWN and parent.zone != Zone.UNKNOWN:
        return columns | {
            "zone": parent.zone,
            "zone_basis": ZoneBasis.PARENT,
            "country_code": parent.country_code,
        }
    return columns


def _place(pairs):
    """Put organisations of a register into the cities that it names, made where missing."""
    cities: dict[int, str] = {}
    for _row, record in pairs:
        if record.geonames is not None and record.place_stated:
            cities.setdefault(record.geonames, record.place_stated)
    known = Place.objects.in_bulk(list(cities), field_name="geonames")
    new = [_city(ident, name) for ident, name in cities.items() if ident not in known]
    Place.objects.bulk_create(new, batch_size=1000)
    known |= {place.geonames: place for place in new}
    for row, record in pairs:
        row.place = known.get(record.geonames)
    Organisation.objects.bulk_update([row for row, _ in pairs], ["place"], batch_size=500)


def _city(geonames, name):
    is_own = geonames == min(city.city_geonames())
    return Place(
        code=f"geonames:{geonames}",
        source_key=f"geonames:{geonames}",
        kind=PlaceKind.CITY,
        name_vi=city.city_name("vi") if is_own else name[:200],
        name_en=city.city_name("en") if is_own else name[:200],
        folded=fold(name)[:200],
        geonames=geonames,
        sort_key=sort_key(name)[:300],
    )


def _open_offices(pairs):
    coordinating = fold(city.coordinating_office())
    Office.objects.bulk_create(
        [
            Office(
                organisation=row,
                code=row.code,
                coordinates=row.folded == coordinating,
            )
            for row, record in pairs
            if record.is_office
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def link_relations(records):
    """Write how organisations stand to each other, as far as both are known."""
    keys = {key for record in records for _, key in record.relations}
    keys |= {record.key for record in records if record.relations}
    rows = {row.source_key: row for row in Organisation.objects.filter(source_key__in=keys)}
    OrganisationRelation.objects.bulk_create(
        [
            OrganisationRelation(organisation=rows[record.key], other=rows[key], kind=kind)
            for record in records
            for kind, key in record.relations
            if record.key in rows and key in rows
        ],
        ignore_conflicts=True,
        batch_size=1000,
    )


@transaction.atomic
def join_organisations(pairs, *, at):
    """Say of rows that they are the same organisation as another one: [(row, the one kept)].

    The row keeps its source and its users; `canonical` points to the one that is shown, which
    takes over a name, a field of work or a place where it has none.
    """
    kept = []
    for row, other in pairs:
        Organisation.objects.filter(canonical=row).update(canonical=other)
        row.canonical = other
        row.save(update_fields=["canonical"])
        for column in ("name_vi", "name_en", "topic"):
            if not getattr(other, column):
                setattr(other, column, getattr(row, column))
        if other.zone == Zone.UNKNOWN:
            for column in _WHERE:
                setattr(other, column, getattr(row, column))
        other.save(update_fields=["name_vi", "name_en", "topic", *_WHERE, *other.derive()])
        kept.append(other)
    spread([row for row, _ in pairs] + kept, at=at)


@transaction.atomic
def separate_organisation(row, *, at):
    """Take back that a row is the same organisation as another one."""
    kept, row.canonical = row.canonical, None
    row.save(update_fields=["canonical"])
    spread([row, kept], at=at)


def spread(rows, *, at):
    """Tell the search and the apps above that organisations have changed."""
    shown = [row for row in rows if row.canonical_id is None and row.active]
    hidden = [row.code for row in rows if row.canonical_id is not None or not row.active]
    search.index_many(_things(shown), at=at)
    search.forget(KIND, hidden)
    codes = dict.fromkeys(row.code for row in rows)
    announce_many(kind="organisation.changed", subject_kind=KIND, subject_codes=list(codes), at=at)


def _things(rows):
    names: dict[int, list[str]] = {}
    for name in OrganisationName.objects.filter(organisation__in=rows):
        names.setdefault(name.organisation_id, []).append(name.value)
    return [
        search.Thing(
            kind=KIND,
            code=row.code,
            title=(row.name_vi, row.name_en),
            summary=(row.description_vi[:300], row.description_en[:300]),
            text=" \n".join([*names.get(row.id, []), row.description_vi, row.description_en]),
            sort_key=row.sort_key,
            place=row.zone,
            topic=row.topic,
        )
        for row in {row.pk: row for row in rows}.values()
    ]
