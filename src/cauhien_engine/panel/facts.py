"""What is known of people and proposals that may stand between them: facts with their source."""

import calendar
from dataclasses import dataclass
from datetime import date
from functools import lru_cache


@dataclass(frozen=True)
class Period:
    """Days from `since` to `until`, both included; None where it has no known end on that side."""

    since: date | None = None
    until: date | None = None

    def is_within(self, on, years):
        """Return whether any day lies within so many years of a day; None: within a lifetime.

        The edge counts: what ended on 24 November 2022 is within four years of 24 November 2026.

        >>> period("2022").is_within(date(2026, 11, 24), 4)
        True
        >>> period("2022-11-24").is_within(date(2026, 11, 25), 4)
        False
        """
        if years is None:
            return True
        first, last = shifted(on, -years), shifted(on, years)
        return (self.until or date.max) >= first and (self.since or date.min) <= last

    def holds_until(self, years):
        """Return the last day on which `is_within` is true, None if there is no last one."""
        return shifted(self.until, years) if self.until and years is not None else None


@lru_cache(maxsize=10_000)  # a few days are asked for again and again
def shifted(day, years):
    """Return the same day some years away; 29 February becomes the 28th where there is none.

    >>> shifted(date(2024, 2, 29), -1)
    datetime.date(2023, 2, 28)
    """
    year = min(max(day.year + years, date.min.year), date.max.year)
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))


def period(since, until=""):
    """Return the Period of days written as 2022, 2022-05 or 2022-05-31; one stands for both.

    since "": begin unknown. until "now": not ended. What is known by the year is taken for all
    of that year, so that a doubt counts as a conflict. Raises ValueError for what is no day.

    >>> period("2022-02")
    Period(since=datetime.date(2022, 2, 1), until=datetime.date(2022, 2, 28))
    >>> period("2020", "now").until
    """
    last = until or since
    return Period(_day(since, first=True), None if last == "now" else _day(last, first=False))


def _day(text, first):
    if not text:
        return None
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    month = month or (1 if first else 12)
    return date(year, month, day or (1 if first else calendar.monthrange(year, month)[1]))


ALWAYS = Period()


@dataclass(frozen=True)
class Post:
    """Somebody's place at an organisation, known by id, by name or by both."""

    organisation: str = ""
    name: str = ""
    period: Period = ALWAYS
    source: str = ""
    recorded_on: date | None = None


@dataclass(frozen=True)
class Work:
    """A publication. authors: ids or names of all or some. author_count: 0 where unknown."""

    id: str = ""
    title: str = ""
    period: Period = ALWAYS
    authors: tuple[str, ...] = ()
    author_count: int = 0
    source: str = ""
    recorded_on: date | None = None


@dataclass(frozen=True)
class Project:
    """A project in which somebody took part."""

    id: str
    period: Period = ALWAYS
    source: str = ""
    recorded_on: date | None = None


@dataclass(frozen=True)
class Tie:
    """What binds a person to another, to an organisation or to a proposal.

    kind: "supervision", "kinship", "money" or "declared". other: id or name of a person, an
    organisation or a proposal. relation: "sibling", "advisor", "shares", … as the rules name it.
    """

    kind: str
    other: str
    relation: str = ""
    period: Period = ALWAYS
    source: str = ""
    recorded_on: date | None = None


@dataclass(frozen=True)
class Judged:
    """That a person sat in judgement. subject: id of what was judged. role: as who."""

    subject: str
    role: str = ""
    period: Period = ALWAYS
    source: str = ""
    recorded_on: date | None = None


@dataclass(frozen=True)
class Person:
    """Somebody who may judge or may be judged. aliases: other ids of the same person (ORCID).

    judging: ids of the proposals that the person judges in this round.
    """

    id: str
    name: str = ""
    aliases: tuple[str, ...] = ()
    posts: tuple[Post, ...] = ()
    works: tuple[Work, ...] = ()
    projects: tuple[Project, ...] = ()
    ties: tuple[Tie, ...] = ()
    judged: tuple[Judged, ...] = ()
    judging: tuple[str, ...] = ()


@dataclass(frozen=True)
class Member:
    """A person in a proposal's team. role: "lead", "secretary", "main" or "member"."""

    person: Person
    role: str = "member"


@dataclass(frozen=True)
class Body:
    """An organisation in a proposal. role: "lead organisation" or "partner organisation"."""

    organisation: str = ""
    name: str = ""
    role: str = "lead organisation"
    source: str = ""
    recorded_on: date | None = None


@dataclass(frozen=True)
class Proposal:
    """What is judged. earlier: ids of what it grew out of, as a file of an earlier round."""

    id: str
    members: tuple[Member, ...] = ()
    bodies: tuple[Body, ...] = ()
    earlier: tuple[str, ...] = ()
