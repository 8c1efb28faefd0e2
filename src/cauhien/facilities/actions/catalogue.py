"""Laboratories and their equipment, written."""

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Coalesce

from cauhien.core import search
from cauhien.core.audit import record
from cauhien.core.events import announce_many
from cauhien.core.provenance import Said, kept_by_people, take_over
from cauhien.facilities.models import Equipment, Laboratory, Resource
from cauhien.facilities.states import UseAct
from cauhien.organisations.states import Zone

KIND = "laboratory"


def laboratory_columns(record):
    """Return what a record of a laboratory says, by column."""
    return {
        "name_vi": record.name_vi,
        "name_en": record.name_en,
        "kind": record.kind,
        "kind_printed": record.kind_printed,
        "topic": record.topic,
        "capabilities_vi": record.capabilities_vi,
        "capabilities_en": record.capabilities_en,
        "accreditation": record.accreditation,
        "host_printed": record.host_printed,
        "address": record.address,
    }


@transaction.atomic
def take_over_laboratories(rows, *, source, at):
    """Write laboratories; rows: [(record, sha256, where)]. Returns the Taken.

    where: (host organisation or None, place or None, zone), as the row was understood.
    """
    said = {
        record.key: Said(
            laboratory_columns(record) | {"host": host, "place": place, "zone": zone},
            sha256,
            record.source_url,
            record.note,
        )
        for record, sha256, (host, place, zone) in rows
    }
    taken = take_over(Laboratory, KIND, said, source=source, at=at)
    written = [r for r, _, _ in rows if r.key in taken.new or r.key in taken.changed]
    _write_equipment(taken, written, source)
    spread(taken.written, at=at)
    return taken


def _write_equipment(taken, records, source):
    Equipment.objects.filter(laboratory__in=[taken.rows[key] for key in taken.changed]).delete()
    Equipment.objects.bulk_create(
        [
            Equipment(
                laboratory=taken.rows[record.key],
                name_vi=name[:400],
                source=source,
                source_url=record.source_url,
                retrieved_at=source.retrieved_at,
            )
            for record in records
            for name in record.equipment
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def make_illustration(*, values, equipment, reason, at):
    """Make a laboratory that is invented and says so: no list, figure, search or export knows it.

    values: columns. equipment: [(name in Vietnamese, in English)]. reason: what is invented in it.
    """
    laboratory = Laboratory(is_illustration=True, source_note=reason, **values)
    for name, value in laboratory.derived().items():
        setattr(laboratory, name, value)
    laboratory.save(force_insert=True)
    Equipment.objects.bulk_create(
        Equipment(laboratory=laboratory, name_vi=vi, name_en=en) for vi, en in equipment
    )
    chain = f"{KIND}:{laboratory.code}"
    record(chain=chain, act=UseAct.ILLUSTRATE, by=None, at=at, detail={"reason": reason})
    return laboratory


@transaction.atomic
def link_printed(printed, organisation, *, at, take_back=False):
    """Give an organisation the laboratories whose cell names it as their host.

    take_back: they were given to it wrongly and have nobody again. Where a laboratory's own
    address says where it is, that stays.
    """
    before, after = (organisation, None) if take_back else (None, organisation)
    named = Laboratory.objects.filter(host_printed=printed, host=before)
    kept = kept_by_people(KIND, [row.code for row in named])
    rows = [row for row in named if "host" not in kept.get(row.code, {})]
    for row in rows:
        row.host = after
        if not row.address:
            row.zone = after.zone if after else Zone.UNKNOWN
    Laboratory.objects.bulk_update(rows, ["host", "zone"])
    spread(rows, at=at)


def give_host(laboratory, organisation):
    """Let an organisation, or nobody (None), host a laboratory; without an address it is there."""
    laboratory.host = organisation
    laboratory.host_printed = str(organisation)[:300] if organisation else ""
    if not laboratory.address:
        laboratory.zone = organisation.zone if organisation else Zone.UNKNOWN
    laboratory.save(update_fields=["host", "host_printed", "zone"])


@transaction.atomic
def follow_hosts(*, at):
    """Give laboratories without an address the place of their host where it is another now."""
    held = Coalesce("host__canonical__zone", "host__zone")
    rows = Laboratory.objects.filter(address="").annotate(held=held)
    elsewhere = list(rows.exclude(zone=Coalesce(held, Value(Zone.UNKNOWN))))
    kept = kept_by_people(KIND, [row.code for row in elsewhere])
    moved = [row for row in elsewhere if row.held or "host" in kept.get(row.code, {})]
    for row in moved:
        row.zone = row.held or Zone.UNKNOWN
    Laboratory.objects.bulk_update(moved, ["zone"])
    spread(moved, at=at)


def spread(rows, *, at):
    """Tell the search and the apps above of changed laboratories; none knows illustrations."""
    rows = [row for row in rows if not row.is_illustration]
    named: dict[int, list[str]] = {}
    for one in Equipment.objects.filter(laboratory__in=rows):
        named.setdefault(one.laboratory_id, []).append(one.name_vi or one.name_en)
    for used in Resource.objects.filter(laboratory__in=rows, retired_at=None):
        said = (used.name_vi, used.name_en, used.about_vi, used.about_en)
        named.setdefault(used.laboratory_id, []).extend(said)
    search.index_many([_thing(row, named.get(row.id, [])) for row in rows], at=at)
    codes = [row.code for row in rows]
    announce_many(kind="laboratory.changed", subject_kind=KIND, subject_codes=codes, at=at)


def _thing(row, named):
    return search.Thing(
        kind=KIND,
        code=row.code,
        title=(row.name_vi, row.name_en),
        summary=(row.capabilities_vi[:300], row.capabilities_en[:300]),
        text="\n\n".join(
            [
                row.capabilities_vi,
                row.capabilities_en,
                row.host_printed,
                row.address,
                row.accreditation,
                *named,
            ]
        ),
        sort_key=row.sort_key,
        place=row.zone,
        topic=row.topic,
    )
