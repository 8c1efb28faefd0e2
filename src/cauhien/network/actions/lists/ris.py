"""RIS: each record from its TY to its ER."""

import re

import rispy

from cauhien.network.actions.lists.entries import BadEntry, Unread, entry, text
from cauhien.network.states import ListFault, WorkKind

KINDS = {
    "JOUR": WorkKind.ARTICLE,
    "CONF": WorkKind.CONFERENCE_PAPER,
    "CPAPER": WorkKind.CONFERENCE_PAPER,
    "BOOK": WorkKind.BOOK,
    "CHAP": WorkKind.BOOK_CHAPTER,
    "THES": WorkKind.DISSERTATION,
    "RPRT": WorkKind.REPORT,
    "DATA": WorkKind.DATASET,
}
TITLES = ("title", "primary_title")
YEARS = ("year", "publication_year", "date")
AUTHORS = ("authors", "first_authors")
VENUES = ("journal_name", "secondary_title", "alternate_title3", "alternate_title1", "publisher")
_BEGINS = re.compile(r"TY {1,2}-")
_TAG = re.compile(r"[A-Z][A-Z0-9] {1,2}-")
_END = "ER  - "


def read(written):
    """Return ([Entry], [Unread]) of a text in RIS."""
    found, unread = [], []
    for line, lines in _records(written):
        shown = text(" ".join(lines))
        try:
            found.append(_entry(line, lines))
        except BadEntry as bad:
            unread.append(Unread(line, bad.fault, shown))
    return found, unread


def _records(written):
    """Yield (number of the first line, lines) of each record, and of what stands outside one."""
    start, lines = 1, []
    for number, line in enumerate(written.splitlines(), 1):
        if _BEGINS.match(line) and lines:
            yield start, lines
            lines = []
        if line.strip():
            start = start if lines else number
            lines.append(line)
        if line.startswith("ER") and lines:
            yield start, lines
            lines = []
    if lines:
        yield start, lines


def _entry(line, lines):
    if not _BEGINS.match(lines[0]):
        raise BadEntry(ListFault.NOT_READ)
    kept = [one for one in lines if not one.startswith("ER")]
    # A line without a tag goes on with the one before it.
    joined: list[str] = []
    for one in kept:
        if _TAG.match(one) or not joined:
            joined.append(one)
        else:
            joined[-1] += f" {one.strip()}"
    records = rispy.loads("\n".join([*joined, _END, ""]))
    if len(records) != 1:
        raise BadEntry(ListFault.NOT_READ)
    said = records[0]
    return entry(
        line,
        {
            "title": _first(said, TITLES),
            "year": _first(said, YEARS),
            "authors": _first(said, AUTHORS) or (),
            "venue": _first(said, VENUES),
            "doi": said.get("doi"),
            "url": next(iter(said.get("urls", ())), ""),
            "kind": KINDS.get(said.get("type_of_reference", ""), WorkKind.OTHER),
            "abstract": said.get("abstract") or said.get("notes_abstract"),
        },
    )


def _first(said, names):
    return next((said[name] for name in names if said.get(name)), None)
