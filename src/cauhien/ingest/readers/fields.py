"""The official table of research fields; every code comes with its scheme and version."""

from cauhien.ingest.readers import values
from cauhien.ingest.readers.records import FieldRecord

SCHEME, VERSION = "VN-RF", "12/2008/QĐ-BKHCN"


def read(raw):
    """Return the FieldRecord of a row of research_fields.csv."""
    code = values.needed(raw.get("code"), "no_id", 16, "code")
    parent = values.text(raw.get("parent_code"))
    return FieldRecord(
        key=_key(code),
        scheme=SCHEME,
        version=VERSION,
        code=code,
        name_vi=values.needed(raw.get("name_vi"), "no_title", 300, "name_vi"),
        name_en=values.text(raw.get("name_en"), 300, "name_en"),
        level=int(values.number(raw.get("level")) or 1),
        parent_key=_key(parent) if parent else "",
        ford_code=values.text(raw.get("ford_code"))[:8],
        note=values.text(raw.get("note")),
    )


def _key(code):
    return f"field:{SCHEME}:2008:{code}"
