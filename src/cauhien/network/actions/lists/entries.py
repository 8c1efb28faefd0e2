"""What the readers of lists hand over, and single values read with patience."""

import re
from typing import NamedTuple
from unicodedata import normalize
from urllib.parse import urlsplit

from cauhien.core.text import parse_name
from cauhien.network.states import ListFault

LONGEST_TITLE, LONGEST_NAME, LONGEST_VENUE = 1_000, 300, 400  # characters
MOST_AUTHORS = 500
FIRST_YEAR, LAST_YEAR = 1900, 2200
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_YEAR = re.compile(r"\b(\d{4})\b")


class Entry(NamedTuple):
    """A work as a list tells it; texts are composed (NFC), the DOI without its resolver.

    line: where it begins; in a record of ORCID its place among the works.
    """

    line: int
    title: str
    year: int
    authors: tuple[str, ...] = ()
    venue: str = ""
    doi: str = ""
    url: str = ""
    kind: str = ""  # a WorkKind, or ""
    abstract: str = ""


class Unread(NamedTuple):
    """A part of a list that cannot be read, and why."""

    line: int
    fault: ListFault
    shown: str  # how it begins


class BadEntry(Exception):
    def __init__(self, fault):
        super().__init__(fault)
        self.fault = fault


def entry(line, said):
    """Return the Entry of values as they are written; raise BadEntry where one will not do.

    said: {field of Entry: text or None}, authors a list of them.
    """
    found = Entry(
        line=line,
        title=text(said.get("title")),
        year=_year(said.get("year")),
        authors=tuple(name for name in map(_name, said.get("authors") or ()) if name),
        venue=text(said.get("venue"))[:LONGEST_VENUE],
        doi=_doi(said.get("doi")) or _doi(said.get("url")),
        url=_web(said.get("url")),
        kind=said.get("kind", ""),
        abstract=text(said.get("abstract")),
    )
    if not found.title:
        raise BadEntry(ListFault.NO_TITLE)
    is_long = len(found.title) > LONGEST_TITLE or len(found.authors) > MOST_AUTHORS
    if is_long or any(len(name) > LONGEST_NAME for name in found.authors):
        raise BadEntry(ListFault.TOO_LONG)
    return found


def text(value):
    """Return a value as one trimmed, composed text, "" for none."""
    return " ".join(normalize("NFC", str(value or "")).split())


def _year(value):
    found = _YEAR.search(text(value))
    if found is None or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        raise BadEntry(ListFault.NO_YEAR)
    return int(found[1])


def _name(value):
    """Return a name in the order in which it is spoken: a comma only sorts lists."""
    name = text(value)
    family, comma, rest = (part.strip() for part in name.partition(","))
    if not (comma and family and rest):
        return name.strip(", ")
    return f"{family} {rest}" if parse_name(name).lang == "vi" else f"{rest} {family}"


def _doi(value):
    found = _DOI.search(text(value))
    return found[0].rstrip(".,;").lower()[:200] if found else ""


def _web(value):
    written = text(value)
    try:
        parts = urlsplit(written)
    except ValueError:
        return ""
    is_web = parts.scheme in {"http", "https"} and parts.hostname and " " not in written
    return written if is_web and len(written) <= 1_000 else ""
