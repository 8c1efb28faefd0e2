"""Procedures and the rules of law for councils, taken over from the files that the city names."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from cauhien.challenges.models import CouncilRules, Procedure
from cauhien.core.provenance import Said, take_over

_DAYS = ("valid_from", "valid_to")
_DECIMALS = ("disagreement_limit", "pass_threshold")
_RULES_COLUMNS = (
    "used_for",
    "level",
    "issuer",
    "legal_document",
    "validity",
    "size_min",
    "size_max",
    "content",
    "is_runnable",
    "summary_vi",
    "summary_en",
)
_PROCEDURE_COLUMNS = (
    "name_vi",
    "name_en",
    "summary_vi",
    "summary_en",
    "initiative_vi",
    "initiative_en",
    "sealed",
    "blind",
    "council_min",
    "council_max",
    "reviewers",
    "quorum",
    "levels",
    "lots",
    "review_request_days",
    "clocks",
    "council_rules",
    "rules",
    "definition",
    "legal_basis_vi",
    "legal_basis_en",
    "status_note_vi",
    "status_note_en",
    "place",
)


def council_rules_columns(record):
    """Return what a record of the rules for councils says, by column."""
    return {"code": record.key} | _named(record, _RULES_COLUMNS) | _days(record)


def procedure_columns(record):
    """Return what a record of a procedure says, by column."""
    decimals = {name: Decimal(getattr(record, name)) for name in _DECIMALS}
    return {"code": record.key} | _named(record, _PROCEDURE_COLUMNS) | decimals | _days(record)


@transaction.atomic
def take_over_council_rules(rows, *, source, at):
    """Take over what legal texts say of councils. rows: [(record, sha256)]. Returns the Taken."""
    said = _said(rows, council_rules_columns)
    return take_over(CouncilRules, "council_rules", said, source=source, at=at)


@transaction.atomic
def take_over_procedures(rows, *, source, at):
    """Take over procedures. rows: [(record, sha256)]. Returns the Taken."""
    said = _said(rows, procedure_columns)
    return take_over(Procedure, "procedure", said, source=source, at=at)


@transaction.atomic
def fill_in_council_rules():
    """Give each procedure that names rules for councils what they say."""
    known = {one.code: one.content for one in CouncilRules.objects.filter(is_runnable=True)}
    for procedure in Procedure.objects.exclude(council_rules=""):
        procedure.rules = known.get(procedure.council_rules, {})
        if code := procedure.definition.get("council_rules"):
            procedure.definition["rules"] = known.get(code, {})
        procedure.save(update_fields=["rules", "definition"])


def _said(rows, columns):
    return {
        record.key: Said(columns(record), sha256, record.source_url, record.note)
        for record, sha256 in rows
    }


def _named(record, names):
    return {name: getattr(record, name) for name in names}


def _days(record):
    days = {name: getattr(record, name) for name in _DAYS}
    return {name: date.fromisoformat(day) if day else None for name, day in days.items()}
