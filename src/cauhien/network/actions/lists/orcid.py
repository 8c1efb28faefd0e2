"""A record of ORCID as JSON or XML (version 3.0), or the works of one alone."""

import json
import re

from cauhien.network.actions.lists.entries import BadEntry, Unread, entry
from cauhien.network.actions.lists.orcid_xml import record_of
from cauhien.network.states import ListFault, WorkKind

KINDS = {
    "journal-article": WorkKind.ARTICLE,
    "conference-paper": WorkKind.CONFERENCE_PAPER,
    "preprint": WorkKind.PREPRINT,
    "book": WorkKind.BOOK,
    "book-chapter": WorkKind.BOOK_CHAPTER,
    "dissertation": WorkKind.DISSERTATION,
    "dissertation-thesis": WorkKind.DISSERTATION,
    "report": WorkKind.REPORT,
    "data-set": WorkKind.DATASET,
}
_ID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")


def read(written):
    """Return ([Entry], [Unread], the ORCID iD that the record is of or ""); ValueError: neither."""
    record = record_of(written) if written.startswith("<") else json.loads(written)
    found, unread = [], []
    for number, work in enumerate(_works(record), 1):
        try:
            found.append(_entry(number, work))
        except BadEntry as bad:
            shown = _inside(work, "title", "title", "value")
            unread.append(Unread(number, bad.fault, str(shown or "")))
    return found, unread, _id_of(record)


def _works(record):
    """Return one account of each work: of a group, the one that its owner prefers."""
    if bulk := _list(record, "bulk"):
        return [_inside(one, "work") for one in bulk]
    groups = _list(record, "activities-summary", "works", "group") or _list(record, "group")
    return [next(iter(_list(group, "work-summary")), None) for group in groups]


def _id_of(record):
    path = _inside(record, "orcid-identifier", "path") or _inside(record, "path") or ""
    found = _ID.search(str(path))
    return found[0] if found else ""


def _entry(number, work):
    if not isinstance(work, dict):
        raise BadEntry(ListFault.NOT_READ)
    ids = _list(work, "external-ids", "external-id")
    dois = [
        _inside(one, "external-id-value")
        for one in ids
        if _inside(one, "external-id-type") == "doi"
        and _inside(one, "external-id-relationship") != "part-of"
    ]
    people = _list(work, "contributors", "contributor")
    return entry(
        number,
        {
            "title": _inside(work, "title", "title", "value"),
            "year": _inside(work, "publication-date", "year", "value"),
            "authors": [_inside(one, "credit-name", "value") for one in people],
            "venue": _inside(work, "journal-title", "value"),
            "doi": next(iter(dois), ""),
            "url": _inside(work, "url", "value"),
            "kind": KINDS.get(str(_inside(work, "type")), WorkKind.OTHER),
            "abstract": _inside(work, "short-description"),
        },
    )


def _inside(value, *path):
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _list(value, *path):
    found = _inside(value, *path)
    return found if isinstance(found, list) else []
