"""Problems of a city: those gathered from public sources, and a published list of great ones."""

import re

from cauhien.ingest.readers import values
from cauhien.ingest.readers.records import ChallengeRecord

TOPICS = {
    "transport": "transport", "flooding_drainage": "flooding", "dyke_flood": "flooding",
    "innovation_ecosystem": "innovation", "air_quality": "air", "water_rivers": "water",
    "water_supply": "water", "waste": "waste", "food_safety": "food", "health": "health",
    "underground_airspace": "underground", "heritage_culture": "heritage",
    "fire_safety": "fire", "urban_building": "construction", "education": "education",
    "public_administration": "governance", "energy": "energy", "data_digital": "digital",
    "agriculture": "agriculture",
}  # fmt: skip

_DECISION = re.compile(r"^QĐ\b")


def gathered(raw):
    """Return the ChallengeRecord of a line of problems.jsonl."""
    return ChallengeRecord(
        key=values.needed(raw.get("id"), "no_id", 200),
        origin="public_sources",
        title_vi=values.needed(raw.get("title_vi"), "no_title", 300, "title_vi"),
        title_en=values.text(raw.get("title_en"), 300, "title_en"),
        description_vi=values.text(raw.get("description_vi")),
        description_en=values.text(raw.get("description_en")),
        topic=TOPICS.get(values.text(raw.get("field")), ""),
        research_field_codes=_texts(raw.get("research_field_codes")),
        suggested_owner=values.clipped(raw.get("owner"), 300),
        suggested_owner_basis=_basis(raw.get("owner_basis")),
        listed_in=_DECISION.sub("Quyết định", values.clipped(raw.get("listed_in"), 400)),
        year=values.year(raw.get("year")),
        source_url=values.web(raw.get("source_url")),
    )


def published(raw):
    """Return the ChallengeRecord of a line of grand-challenges.jsonl.

    The list names no lead body for an item, so no owner is suggested here.
    """
    decision, decided_on = values.text(raw.get("decision")), values.day(raw.get("decision_date"))
    return ChallengeRecord(
        key=values.needed(raw.get("id"), "no_id", 200),
        origin="published_list",
        title_vi=values.needed(raw.get("title_vi"), "no_title", 300, "title_vi"),
        title_en=values.text(raw.get("title_en"), 300, "title_en"),
        description_vi=values.text(raw.get("basis")),
        description_en=values.text(raw.get("basis_en")),
        listed_in=_named(decision, decided_on),
        list_number=raw.get("no") if isinstance(raw.get("no"), int) else None,
        list_group_vi=values.clipped(raw.get("group_vi"), 200),
        list_group_en=values.clipped(raw.get("group_en"), 200),
        results_required_vi=values.text(raw.get("results_required_vi")),
        results_required_en=values.text(raw.get("results_required_en")),
        questions_vi=values.text(raw.get("questions_vi")),
        questions_en=values.text(raw.get("questions_en")),
        year=values.year(decided_on[:4]),
        related_keys=_texts(raw.get("related")),
        same_keys=_texts(raw.get("related_same")),
        source_url=values.web(raw.get("source_url")),
        note=values.text(raw.get("note")),
    )


def _named(decision, decided_on):
    """Return "Quyết định 1193/QĐ-UBND ngày 18/3/2026" for a number and an ISO day."""
    named = f"Quyết định {decision}" if decision else ""
    if named and decided_on:
        year, month, day = decided_on.split("-")
        named += f" ngày {int(day)}/{int(month)}/{year}"
    return values.clipped(named, 400)


def _texts(value):
    found = map(values.text, value) if isinstance(value, list) else ()
    return tuple(dict.fromkeys(part for part in found if part))


def _basis(value):
    written = values.text(value)
    return written if written in {"stated", "inferred"} else ""
