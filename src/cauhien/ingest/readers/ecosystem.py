"""Who helps start-ups, as a row of ecosystem.csv says it: kind, and field, stage and help where the
editor has read them from words of the row. What no words name stays open.
"""

import re

from cauhien.ingest.readers import values
from cauhien.ingest.readers.records import BadLine, SupportBodyRecord
from cauhien.ingest.readers.supply import note_of, seen

KINDS = {
    "incubator": "incubator", "accelerator": "accelerator", "fund": "fund",
    "programme": "programme", "competition": "competition", "award": "competition",
    "support_centre": "centre", "innovation_centre": "centre",
    "technology_transfer_office": "centre", "creative_space": "space",
    "innovation_space": "space", "coworking": "space", "makerspace": "space",
    "network": "network", "association": "network", "event": "festival",
    "crowdfunding": "platform", "directory": "platform", "technology_exchange": "platform",
    "industrial_park": "other",
}  # fmt: skip
# What the editor has read from the words of a row, as "air: clean air | waste: plastic waste".
_READ = {"topics": "read_topics", "stages": "read_stages", "helps": "read_helps"}
_WORDS = ("name_vi", "name_en", "kind", "operator", "focus", "note")  # from which it may be read
_YEAR = re.compile(r"\b(20\d\d)\b")


def support_body(raw):
    """Return the SupportBodyRecord of a row of ecosystem.csv."""
    seen(raw)
    kind, focus = values.text(raw.get("kind")), values.text(raw.get("focus"))
    name, name_en = values.text(raw.get("name_vi")), values.text(raw.get("name_en"))
    read = {column: list(_read(raw, cell)) for column, cell in _READ.items()}
    return SupportBodyRecord(
        key=values.needed(raw.get("id"), "no_id", 200),
        name_vi=values.needed(name, "no_title", 300, "name_vi"),
        name_en=name_en[:300],
        kind=KINDS.get(kind, "other"),
        kind_printed=kind[:60],
        operator_printed=values.clipped(raw.get("operator"), 300),
        about_en=focus,
        **{column: tuple(value for value, _ in said) for column, said in read.items()},
        read_from=tuple((column, *pair) for column, said in read.items() for pair in said),
        since=values.clipped(raw.get("since"), 40),
        last_year=last_year_in(f"{name} {name_en}"),
        source_url=values.web(raw.get("source_url")),
        note=note_of(raw),
    )


def last_year_in(name):
    """Return the last year that a name names, None where it names none.

    >>> last_year_in("Đề án giai đoạn 2019-2025"), last_year_in("Đề án 844")
    (2025, None)
    """
    years = [int(year) for year in _YEAR.findall(name)]
    return max(years, default=None)


def _read(raw, cell):
    """Yield (value, the words that say so) of a cell; BadLine where the row has no such words."""
    whole = " / ".join(values.text(raw.get(name)) for name in _WORDS).casefold()
    for part in filter(None, values.text(raw.get(cell)).split(" | ")):
        value, _, words = part.partition(": ")
        if not words or words.casefold() not in whole:
            raise BadLine("bad_value", f"{cell}: {part}")
        yield value, words
