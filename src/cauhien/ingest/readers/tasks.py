"""The tasks that documents of a city set, with goal, body, deadline and target as they say."""

import re
from typing import NamedTuple

from cauhien.ingest.readers import values
from cauhien.ingest.readers.records import BadLine

_FIRST_BODY = re.compile(r"[;,]")
_NOW = re.compile(r"\((?:nay|now) ([^()]+)\)")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_NOTES = {
    "seen_partly": "seen_partly: the object of the task is cut off in the part that was read",
    "target_inferred": "the target is inferred by the editor; the document does not state it",
}


class TaskRecord(NamedTuple):
    key: str
    document: str
    goal: str
    title_vi: str
    title_en: str = ""  # what ends in _en are the editor's translations
    goal_en: str = ""
    document_en: str = ""
    owner_printed: str = ""
    owner_printed_en: str = ""
    due_on: str = ""  # ISO day; "" where the document states no deadline
    indicator: str = ""
    indicator_en: str = ""
    unit: str = ""
    unit_en: str = ""
    target: str = ""  # a decimal; "" where it is no number
    target_text: str = ""
    target_text_en: str = ""
    baseline: str = ""
    baseline_text: str = ""
    baseline_text_en: str = ""
    published_status: str = ""
    published_status_en: str = ""
    target_code: str = ""  # of the observatory: a target, or a goal
    source_url: str = ""
    note: str = ""


def task(raw):
    """Return the TaskRecord of a row of tasks.csv."""
    target, target_text = _figure(raw.get("target_value"), 200)
    baseline, baseline_text = _figure(raw.get("baseline"), 300)
    return TaskRecord(
        key=values.needed(raw.get("id"), "no_id", 200),
        document=values.needed(raw.get("resolution"), "no_title", 300, "resolution"),
        goal=values.needed(raw.get("goal"), "no_title", 300, "goal"),
        title_vi=values.needed(raw.get("task"), "no_title", 300, "task"),
        title_en=values.clipped(raw.get("task_en"), 300),
        goal_en=values.clipped(raw.get("goal_en"), 300),
        document_en=values.clipped(raw.get("resolution_en"), 300),
        owner_printed=values.clipped(raw.get("responsible_body"), 300),
        owner_printed_en=values.clipped(raw.get("body_en"), 300),
        due_on=_deadline(raw.get("deadline")),
        indicator=values.clipped(raw.get("indicator"), 200),
        indicator_en=values.clipped(raw.get("indicator_en"), 200),
        unit=values.clipped(raw.get("unit"), 80),
        unit_en=values.clipped(raw.get("unit_en"), 80),
        target=target,
        target_text=target_text,
        target_text_en=values.clipped(raw.get("target_en"), 200),
        baseline=baseline,
        baseline_text=baseline_text,
        baseline_text_en=values.clipped(raw.get("baseline_en"), 300),
        published_status=values.clipped(raw.get("reported_status"), 300),
        published_status_en=values.clipped(raw.get("status_en"), 300),
        target_code=values.clipped(raw.get("target_code"), 60),
        source_url=values.web(raw.get("source_url")),
        note=_NOTES.get(values.text(raw.get("verification")), ""),
    )


def body_of(printed):
    """Return the body that a cell names first, by the name it has now.

    >>> body_of("Sở Kế hoạch và Đầu tư (nay Sở Tài chính)")
    'Sở Tài chính'
    >>> body_of("UBND xã Hòa Lạc, UBND xã Phú Cát")
    'UBND xã Hòa Lạc'
    """
    first = _FIRST_BODY.split(printed)[0].strip()
    now = _NOW.search(first)
    return now[1] if now else first


def _figure(cell, longest):
    """Return (number, "") or ("", the words): a range or a rank in words is no number."""
    written = values.clipped(cell, longest)
    return (written, "") if _NUMBER.fullmatch(written) else ("", written)


def _deadline(cell):
    written = values.text(cell)
    if written and not values.day(written):
        raise BadLine("bad_value", f"deadline: {written[:20]}")
    return values.day(written)
