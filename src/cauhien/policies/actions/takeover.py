"""Mechanisms and facts from files, taken over in bulk."""

from datetime import date

from django.db import transaction

from cauhien.core.provenance import Said, take_over
from cauhien.policies import bridge, queries
from cauhien.policies.actions.spreading import spread
from cauhien.policies.models import Fact, Mechanism

_DAYS = ("valid_from", "valid_to")
_COLUMNS = (
    "series",
    "kind",
    "title_vi",
    "title_en",
    "beneficiary_vi",
    "beneficiary_en",
    "document_vi",
    "document_en",
    "articles",
    "summary_vi",
    "summary_en",
    "benefits",
    "validity",
    "verification",
    "note_vi",
    "note_en",
    "audience",
    "rule",
    "not_computable",
)


def mechanism_columns(record):
    """Return what a record of a mechanism says, by column."""
    days = {name: getattr(record, name) for name in _DAYS}
    return (
        {"code": record.key.lower()}
        | {name: getattr(record, name) for name in _COLUMNS}
        | {name: date.fromisoformat(day) if day else None for name, day in days.items()}
    )


def fact_columns(record):
    """Return what a record of a fact says, by column."""
    return {
        "code": record.key,
        "group": record.group,
        "place": record.place,
        "content": record.content,
    }


@transaction.atomic
def take_over_mechanisms(rows, *, source, at):
    """Take over mechanisms. rows: [(record, sha256)]. Returns the Taken."""
    said = _said(rows, mechanism_columns)
    taken = take_over(Mechanism, queries.MECHANISM, said, source=source, at=at)
    spread(taken.written, at=at)
    return taken


@transaction.atomic
def take_over_facts(rows, *, source, at):
    """Take over what may be asked. rows: [(record, sha256)]. Returns the Taken."""
    return take_over(Fact, "fact", _said(rows, fact_columns), source=source, at=at)


@transaction.atomic
def check_rules():
    """Note of each rule what is wrong with it, now that facts or rules have changed."""
    vocabulary = bridge.vocabulary_of(queries.facts())
    rows = list(Mechanism.objects.filter(rule__isnull=False))
    for row in rows:
        row.fault = bridge.fault_of(row.rule, vocabulary)
    Mechanism.objects.bulk_update(rows, ["fault"])


def _said(rows, columns):
    return {
        record.key: Said(columns(record), sha256, record.source_url, record.note)
        for record, sha256 in rows
    }
