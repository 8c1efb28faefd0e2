"""What may be asked, and the phrases and legal texts that stand beside it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True)
class Phrase:
    """The same words in Vietnamese and in English.

    >>> Phrase("dự án ở Hà Nội", "the project is in Hanoi")["en"]
    'the project is in Hanoi'
    """

    vi: str
    en: str

    def __getitem__(self, language):
        """Return the words in "vi" or "en"; KeyError for another language."""
        if language not in ("vi", "en"):
            raise KeyError(language)
        return getattr(self, language)


@dataclass(frozen=True)
class Basis:
    """Where the law says so. since, until: the days on which it is in force, None where open.

    document: the kind and number of the text. article, clause, point: as the text numbers them,
    empty where it has none.

    >>> law = Basis(Phrase("Luật 02/2026/QH16", "Law 02/2026/QH16"), "26", "2", "b",
    ...             since=date(2026, 7, 1))
    >>> law.cited("vi")
    'điểm b khoản 2 Điều 26 Luật 02/2026/QH16'
    >>> law.cited("en")
    'Article 26, clause 2, point b of Law 02/2026/QH16'
    >>> law.is_in_force(date(2026, 6, 30))
    False
    """

    document: Phrase
    article: str
    clause: str = ""
    point: str = ""
    since: date | None = None
    until: date | None = None
    url: str = ""

    def cited(self, language):
        """Return the place in the law as each language writes it."""
        if language == "vi":
            parts = [("điểm", self.point), ("khoản", self.clause), ("Điều", self.article)]
            said = " ".join(f"{word} {number}" for word, number in parts if number)
            return f"{said} {self.document.vi}"
        parts = [("Article", self.article), ("clause", self.clause), ("point", self.point)]
        said = ", ".join(f"{word} {number}" for word, number in parts if number)
        return f"{said} of {self.document.en}"

    def is_in_force(self, on):
        return is_within(on, self.since, self.until)


class Kind(StrEnum):
    """What kind of value answers a question."""

    NUMBER = "number"
    YES_NO = "yes_no"
    CHOICE = "choice"
    PLACE = "place"
    DAY = "day"


@dataclass(frozen=True)
class Option:
    """One value of a choice or a place, and what it is called."""

    value: str
    says: Phrase


@dataclass(frozen=True)
class Fact:
    """Something that may be asked.

    asks: the question. help: what it means, shown below it. options: of a CHOICE or a PLACE; a
    place is a path from the widest to the narrowest, "vn/01/hoa-lac". unit: of a NUMBER. whole:
    only whole numbers. least, most: bounds of a number, both included, None where there are none.
    shown_by: the paper by which it is usually shown. after: the name of a question that this one
    speaks of, "" where it stands by itself.
    """

    name: str
    kind: Kind
    asks: Phrase
    help: Phrase | None = None
    options: tuple[Option, ...] = ()
    unit: Phrase | None = None
    whole: bool = False
    least: Decimal | None = None
    most: Decimal | None = None
    shown_by: Phrase | None = None
    after: str = ""

    @property
    def values(self):
        return tuple(option.value for option in self.options)


def is_within(day, since, until):
    """Return whether a day lies between two, both included; None: no end on that side.

    >>> is_within(date(2026, 7, 1), date(2026, 7, 1), None)
    True
    """
    return (since or date.min) <= day <= (until or date.max)
