"""What is said of a thing, once, and where each format puts it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

_CREATIVE_COMMONS = re.compile(r"cc[ -]?(0|by(?:-(?:sa|nc|nd|nc-sa|nc-nd))?)[ -](\d\.\d)", re.I)


class Text(NamedTuple):
    """Words and their language, "" where nobody says which."""

    value: str
    language: str = ""

    def __str__(self):
        return self.value


def literal(value):
    """Return a value as JSON-LD has it, a text with its language where that is known."""
    if getattr(value, "language", ""):
        return {"@value": value.value, "@language": value.language}
    return str(value)


@dataclass(frozen=True)
class Fact:
    """One fact of a thing.

    read: takes the row, returns a value, a list of values, or nothing where it is not known.
    dc: the element of Dublin Core that holds it.
    cerif: takes the list of values, returns elements of CERIF.
    schema: the property of schema.org; node: a value → its JSON.
    """

    read: Callable
    dc: str = ""
    cerif: Callable | None = None
    schema: str = ""
    node: Callable = literal

    def values(self, row):
        """Return the values as a list, what is empty left out."""
        read = self.read(row)
        several = read if isinstance(read, list) else [read]
        return [value for value in several if value is not None and str(value).strip()]


def both(name):
    """Return how to read a text that a row has in Vietnamese and in English."""

    def read(row):
        return [Text(getattr(row, f"{name}_{language}"), language) for language in ("vi", "en")]

    return read


def shown(row):
    """Return a row, or the one that it was joined to."""
    return row and (row.canonical or row)


def licence_uri(words):
    """Return the address at SPDX of a licence of Creative Commons, None of another one.

    >>> licence_uri("CC BY 4.0")
    'https://spdx.org/licenses/CC-BY-4.0'
    """
    found = _CREATIVE_COMMONS.fullmatch((words or "").strip().replace(" ", "-"))
    if found is None:
        return None
    name = "CC0" if found[1] == "0" else f"CC-{found[1].upper()}"
    return f"https://spdx.org/licenses/{name}-{found[2]}"


CITED = Fact(lambda row: row.source_url, dc="source")
RIGHTS = Fact(lambda row: row.source and row.source.licence, dc="rights")
