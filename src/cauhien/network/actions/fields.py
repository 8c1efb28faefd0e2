"""Classifications of science."""

from django.db import transaction

from cauhien.core.provenance import Said, take_over
from cauhien.network.models import ResearchField


def field_columns(record):
    """Return what a record of a research field says, by column."""
    return {
        "scheme": record.scheme,
        "version": record.version,
        "code": record.code,
        "name_vi": record.name_vi,
        "name_en": record.name_en,
        "level": record.level,
        "ford_code": record.ford_code,
    }


@transaction.atomic
def take_over_fields(rows, *, source, at):
    """Write research fields; rows: [(record, sha256)]. Returns the Taken."""
    said = {r.key: Said(field_columns(r), sha256, "", r.note) for r, sha256 in rows}
    taken = take_over(ResearchField, "research_field", said, source=source, at=at)
    parents = {r.key: r.parent_key for r, _ in rows if r.parent_key}
    known = {
        row.source_key: row
        for row in ResearchField.objects.filter(source_key__in=set(parents.values()))
    }
    written = [row for row in taken.written if parents.get(row.source_key) in known]
    for row in written:
        row.parent = known[parents[row.source_key]]
    ResearchField.objects.bulk_update(written, ["parent"], batch_size=500)
    return taken
