"""Templates of self-assessment from files, taken over in bulk."""

from django.db import transaction

from cauhien.core.provenance import Said, take_over
from cauhien.enterprises.models import Template
from cauhien.enterprises.states.scoring import faults_of

KIND = "capability_template"
_COLUMNS = (
    "industry",
    "place",
    "title_vi",
    "title_en",
    "about_vi",
    "about_en",
    "legal_document",
    "content",
)


def template_columns(record):
    """Return what a record of a template says, by column."""
    return {"code": record.key} | {name: getattr(record, name) for name in _COLUMNS}


@transaction.atomic
def take_over_templates(rows, *, source, at):
    """Take over templates and note what is wrong with each. rows: [(record, sha256)]."""
    said = {
        record.key: Said(template_columns(record), sha256, record.source_url, record.note)
        for record, sha256 in rows
    }
    taken = take_over(Template, KIND, said, source=source, at=at)
    for row in taken.written:
        row.fault = "; ".join(faults_of(row.content))[:300]
    Template.objects.bulk_update(taken.written, ["fault"])
    return taken
