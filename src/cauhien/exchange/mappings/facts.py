"""What is said of a thing, once, and where each format puts it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple


class Text(NamedTuple):
    """Words and their language, "" where nobody says which."""

    value: str
    language: str = ""

    def __str__(self):
        return self.value


@dataclass(frozen=True)
class Fact:
    """One fact of a thing.

    read: takes the row, returns a value, a list of values, or nothing where it is not known.
    dc: the element of Dublin Core that holds it.
    """

    read: Callable
    dc: str = ""

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
