"""Wards and districts, with the days between which they stood and what became of them."""

from collections import Counter
from datetime import date

from django.db import transaction

from cauhien.core.provenance import Said, take_over
from cauhien.core.text import canonical, fold, sort_key
from cauhien.organisations.models import Place, PlaceSuccession

KIND = "place"


def place_columns(record):
    """Return what a record of a place says, by column."""
    return {
        "official_code": record.official_code,
        "kind": record.kind,
        "name_vi": record.name_vi,
        "name_en": record.name_en,
        "folded": fold(record.name_vi)[:200],
        "latitude": record.latitude,
        "longitude": record.longitude,
        "area_km2": record.area_km2,
        "valid_from": _day(record.valid_from),
        "valid_to": _day(record.valid_to),
        "sort_key": sort_key(record.name_vi)[:300],
        "code": record.key,
    }


def _day(written):
    return date.fromisoformat(written) if written else None


@transaction.atomic
def take_over_places(rows, *, source, at):
    """Write places; rows: [(record, sha256)], a district before its wards. Returns the Taken."""
    said = {r.key: Said(place_columns(r), sha256, "", r.note) for r, sha256 in rows}
    taken = take_over(Place, KIND, said, source=source, at=at)
    parents = {r.key: r.parent_key for r, _ in rows if r.parent_key}
    known = {p.source_key: p for p in Place.objects.filter(source_key__in=set(parents.values()))}
    written = [row for row in taken.written if parents.get(row.source_key) in known]
    for row in written:
        row.parent = known[parents[row.source_key]]
    Place.objects.bulk_update(written, ["parent"], batch_size=500)
    return taken


@transaction.atomic
def link_successions(formed_from):
    """Write which former units went into which new ones.

    formed_from: a function from the words of a resolution to [(name, partial)]. A name that
    several districts had counts only where the others of the same new unit tell which.
    """
    former: dict[str, list[Place]] = {}
    for place in Place.objects.filter(valid_to__isnull=False).exclude(kind="district"):
        former.setdefault(canonical(place.name_vi).replace(" - ", " "), []).append(place)
    links = []
    for new in Place.objects.filter(valid_from__isnull=False).exclude(source_note=""):
        parts = [
            (former.get(canonical(n), []), partial) for n, partial in formed_from(new.source_note)
        ]
        district = _district([found for found, _ in parts])
        links += [(old, new, partial) for found, partial in parts if (old := _one(found, district))]
    times = Counter(old.pk for old, _, _ in links)
    PlaceSuccession.objects.bulk_create(
        [
            PlaceSuccession(old=old, new=new, partial=partial or times[old.pk] > 1)
            for old, new, partial in links
        ],
        update_conflicts=True,
        unique_fields=["old", "new"],
        update_fields=["partial"],
        batch_size=500,
    )


def _district(candidates):
    """Return the district in which most of the units lie whose names leave no doubt."""
    sure = Counter(found[0].parent_id for found in candidates if len(found) == 1)
    return sure.most_common(1)[0][0] if sure else None


def _one(found, district):
    if len(found) < 2:
        return found[0] if found else None
    near = [place for place in found if place.parent_id == district]
    return near[0] if len(near) == 1 else None
