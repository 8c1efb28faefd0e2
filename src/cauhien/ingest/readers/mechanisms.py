"""Special mechanisms with their rules, and the facts that the rules ask for."""

from cauhien.ingest.readers import values
from cauhien.ingest.readers.records import BadLine, FactRecord, MechanismRecord

_LONGEST = 2_000
_SHORT = ("beneficiary_vi", "beneficiary_en", "document_vi", "document_en")
_LONG = ("summary_vi", "summary_en", "note_vi", "note_en")


def fact(raw):
    """Return the FactRecord of a line of eligibility-facts.jsonl, which it keeps whole."""
    place = raw.get("place")
    if not isinstance(place, int) or isinstance(place, bool) or not 0 <= place <= 9999:
        raise BadLine("bad_value", "place")
    return FactRecord(
        key=values.needed(raw.get("name"), "no_id", 40),
        group=values.needed(raw.get("group"), "bad_value", 12, "group"),
        place=place,
        content=raw,
    )


def mechanism(raw):
    """Return the MechanismRecord of a line of mechanisms.jsonl."""
    key = values.needed(raw.get("id"), "no_id", 12)
    return MechanismRecord(
        key=key,
        series=values.text(raw.get("series"), 12, "series") or key,
        kind=values.needed(raw.get("kind"), "bad_value", 12, "kind"),
        title_vi=values.needed(raw.get("title_vi"), "no_title", 300),
        title_en=values.text(raw.get("title_en"), 300, "title_en"),
        **{name: values.text(raw.get(name), 300, name) for name in _SHORT},
        **{name: values.text(raw.get(name), _LONGEST, name) for name in _LONG},
        articles=_list(raw, "articles"),
        benefits=_list(raw, "benefits"),
        audience=_list(raw, "audience"),
        valid_from=values.day(raw.get("valid_from")),
        valid_to=values.day(raw.get("valid_to")),
        validity=values.needed(raw.get("validity"), "bad_value", 16, "validity"),
        verification=values.text(raw.get("verification"), 12, "verification"),
        rule=raw["rule"] if isinstance(raw.get("rule"), dict) else None,
        not_computable=values.text(raw.get("not_computable"), 16, "not_computable"),
        source_url=values.web(raw.get("source_url")),
    )


def _list(raw, name):
    value = raw.get(name) or []
    if not isinstance(value, list):
        raise BadLine("bad_value", name)
    return value
