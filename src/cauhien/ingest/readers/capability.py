"""Templates by which enterprises assess their own capability."""

from cauhien.ingest.readers import values
from cauhien.ingest.readers.records import BadLine, CapabilityRecord

_LONGEST = 2_000
_LISTS = ("basis", "lets", "groups", "criteria", "levels")


def template(raw):
    """Return the CapabilityRecord of a line of capability-templates.jsonl, which it keeps whole."""
    for name in _LISTS:
        if not isinstance(raw.get(name), list):
            raise BadLine("bad_value", name)
    return CapabilityRecord(
        key=values.needed(raw.get("id"), "no_id", 40),
        industry=values.needed(raw.get("industry"), "bad_value", 13, "industry"),
        place=_place(raw),
        title_vi=values.needed(raw.get("title_vi"), "no_title", 300),
        title_en=values.needed(raw.get("title_en"), "no_title", 300),
        about_vi=values.text(raw.get("about_vi"), _LONGEST, "about_vi"),
        about_en=values.text(raw.get("about_en"), _LONGEST, "about_en"),
        legal_document=values.text(raw.get("legal_document"), 200, "legal_document"),
        content=raw,
        source_url=values.web(raw.get("source_url")),
    )


def _place(raw):
    place = raw.get("place")
    if not isinstance(place, int) or isinstance(place, bool) or not 0 <= place <= 99:
        raise BadLine("bad_value", "place")
    return place
