"""Procedures of calls, and what legal texts say of councils."""

from decimal import Decimal, InvalidOperation

from cauhien.ingest.readers import values
from cauhien.ingest.readers.records import BadLine, CouncilRulesRecord, ProcedureRecord

_LONGEST = 5_000
_TEXTS = (
    "name_vi",
    "name_en",
    "summary_vi",
    "summary_en",
    "initiative_vi",
    "initiative_en",
    "legal_basis_vi",
    "legal_basis_en",
)
_COUNTS = ("council_min", "council_max", "reviewers", "levels", "review_request_days")


def council_rules(raw):
    """Return the CouncilRulesRecord of a line of council-rules.jsonl, which it keeps whole."""
    return CouncilRulesRecord(
        key=values.needed(raw.get("id"), "no_id", 12),
        used_for=values.text(raw.get("procedure"), 80, "procedure"),
        level=values.text(raw.get("level"), 60, "level"),
        issuer=values.text(raw.get("issuer"), 200, "issuer"),
        legal_document=values.needed(raw.get("legal_document"), "no_title", 200),
        validity=values.text(raw.get("status"), 20, "status"),
        valid_from=values.day(raw.get("valid_from")),
        valid_to=values.day(raw.get("valid_to")),
        size_min=_whole(raw, "size_min"),
        size_max=_whole(raw, "size_max"),
        content=raw,
        is_runnable=raw.get("runnable") is not False,
        summary_vi=values.text(raw.get("summary_vi"), _LONGEST, "summary_vi"),
        summary_en=values.text(raw.get("summary_en"), _LONGEST, "summary_en"),
        source_url=values.web(raw.get("source_url")),
        note=values.text(raw.get("note")),
    )


def procedure(raw):
    """Return the ProcedureRecord of a line of procedures.jsonl."""
    texts = {name: values.needed(raw.get(name), "bad_value", _LONGEST, name) for name in _TEXTS}
    counts = {name: _needed_whole(raw, name) for name in _COUNTS}
    return ProcedureRecord(
        key=values.needed(raw.get("id"), "no_id", 40),
        **texts,
        **counts,
        sealed=raw.get("sealed") is True,
        blind=raw.get("blind") is True,
        lots=raw.get("lots") is True,
        quorum=_object(raw, "quorum"),
        disagreement_limit=_decimal(raw, "disagreement_limit"),
        pass_threshold=_decimal(raw, "pass_threshold"),
        clocks=_object(raw, "clocks"),
        council_rules=values.text(raw.get("council_rules"), 12, "council_rules"),
        rules=raw.get("rules") or {},
        definition=raw.get("definition") or {},
        status_note_vi=values.text(raw.get("status_note_vi"), _LONGEST, "status_note_vi"),
        status_note_en=values.text(raw.get("status_note_en"), _LONGEST, "status_note_en"),
        valid_from=values.day(raw.get("valid_from")),
        valid_to=values.day(raw.get("valid_to")),
        place=_whole(raw, "place") or 0,
    )


def _whole(raw, name):
    value = raw.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _needed_whole(raw, name):
    if (value := _whole(raw, name)) is None or value < 0:
        raise BadLine("bad_value", name)
    return value


def _object(raw, name):
    if not isinstance(raw.get(name), dict):
        raise BadLine("bad_value", name)
    return raw[name]


def _decimal(raw, name):
    try:
        return str(Decimal(values.text(raw.get(name))))
    except InvalidOperation:
        raise BadLine("bad_value", name) from None
