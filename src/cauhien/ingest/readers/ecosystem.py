"""Who helps start-ups, as a row of ecosystem.csv says it: kind, and field, stage and help where
the words of the row name them. What they do not name stays open.
"""

import re

from cauhien.ingest.readers import values
from cauhien.ingest.readers.records import SupportBodyRecord
from cauhien.ingest.readers.supply import note_of, seen

KINDS = {
    "incubator": "incubator", "accelerator": "accelerator", "fund": "fund",
    "programme": "programme", "competition": "competition", "award": "competition",
    "support_centre": "centre", "innovation_centre": "centre",
    "technology_transfer_office": "centre", "creative_space": "space",
    "innovation_space": "space", "coworking": "space", "makerspace": "space",
    "network": "network", "association": "network", "event": "festival",
    "crowdfunding": "platform", "directory": "platform", "industrial_park": "other",
}  # fmt: skip
# Words of what a body is for (column `focus`) → fields, stages, help.
_TOPICS = {
    "clean air": "air", "semiconductor": "semiconductor", "education technology": "education",
    "environment education": "education", "culture": "heritage", "crafts?|handicraft": "heritage",
    "design": "heritage", "creative industries": "heritage", "circular|plastic waste": "waste",
    "climate": "climate", "clean energy": "energy", "agriculture": "agriculture",
    "smart.city": "governance", "digital public services": "governance",
    "software|ict|digital products|digital services|ai, iot": "digital",
    "automation": "robotics", "medtech|medicine": "health",
    "supporting industries": "manufacturing", "testing laboratories": "testing",
}  # fmt: skip
_STAGES = {r"\bideas?\b": "idea", r"\bseed\b": "seed"}
_HELP = {
    r"\bmentor": "mentoring", r"\bco-?working|\bspaces?\b": "space", r"\btraining": "training",
    r"\binvestment|\bcrowdfunding|\bfunds\b|\bgrants?\b": "money", r"\bprizes?\b|\baward": "prize",
    r"technology transfer|\bip\b|technology assessment": "technology",
    r"supply-demand|technology fair": "partners",
}  # fmt: skip
_YEAR = re.compile(r"\b(20\d\d)\b")


def support_body(raw):
    """Return the SupportBodyRecord of a row of ecosystem.csv."""
    seen(raw)
    kind, focus = values.text(raw.get("kind")), values.text(raw.get("focus"))
    name, name_en = values.text(raw.get("name_vi")), values.text(raw.get("name_en"))
    return SupportBodyRecord(
        key=values.needed(raw.get("id"), "no_id", 200),
        name_vi=values.needed(name, "no_title", 300, "name_vi"),
        name_en=name_en[:300],
        kind=KINDS.get(kind, "other"),
        kind_printed=kind[:60],
        operator_printed=values.clipped(raw.get("operator"), 300),
        about_en=focus,
        topics=_named(_TOPICS, focus),
        stages=_named(_STAGES, focus),
        helps=_named(_HELP, focus),
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


def _named(words, text):
    """Return what the words of a text name, each once.

    >>> _named(_TOPICS, "AI, IoT, automation, medtech, smart city")
    ('governance', 'digital', 'robotics', 'health')
    """
    found = [word for pattern, word in words.items() if re.search(pattern, text, re.IGNORECASE)]
    return tuple(dict.fromkeys(found))
