"""The registry of things to do: what waits for a person, by when, and what happens if it is left.

Each app registers its sources in its `subjects.py`. The page "My work", its calendar and the count
in the header read them here. A source begins at queries that take the user, so that nobody is told
of a thing that they may not see.

    @register
    def to_sign(user, at):
        return Rows(queries.to_sign(user), "challenge", "challenges:sign", since="sent_at", …)

However many sources there are, one statement asks all of them what waits, and most need no other:
a source returns `Rows`, `Asked` where its items take queries of their own, or a list of items.

Where nothing can wait for whoever lacks a role, a seat, a place in a team, the source says so:

    @register(by=in_a_team)
    def own_drafts(user, at): …

`by(user)` answers at once, or with rows of which one is enough. One statement before the other asks
for all of these, so that those whom a source cannot concern do not pay for it.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from functools import partial
from typing import Any

from django.db.models import DateTimeField, F, IntegerField, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce, NullIf
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import make_aware
from django.utils.translation import get_language

SOON = timedelta(days=7)
MOST_ARGUMENTS = 2  # of an address
# Made once for all sources: the header of each page asks them all.
_NUMBER, _TEXT, _TIME = IntegerField(), TextField(), DateTimeField()
_NO_TEXT, _NO_TIME = Cast(Value(""), _TEXT), Cast(Value(None), _TIME)


@dataclass(frozen=True)
class Item:
    """One thing that a person has to do.

    kind, code: the subject it is about, as in `core.subjects`; code may be empty for a heap.
    title: of the subject. to_do: what is to be done, in words. url: where it is done.
    since: when it began to wait. due: by when, None where nothing says so.
    if_nothing: what happens if nothing is done, in words.
    on_behalf_of: the name of whom it waits for, where that is somebody else.
    """

    kind: str
    code: str
    title: str
    to_do: str | Promise
    url: str
    since: datetime
    if_nothing: str | Promise
    due: datetime | None = None
    on_behalf_of: str = ""

    @property
    def uid(self):
        """A name for calendars that stays the same as long as the thing waits."""
        said = f"{self.kind}:{self.code}:{self.url}"
        return hashlib.sha256(said.encode()).hexdigest()[:32]

    def is_overdue(self, at):
        return self.due is not None and self.due < at

    def is_soon(self, at):
        """Return whether it is due within the next seven days."""
        return self.due is not None and at <= self.due <= at + SOON


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Items that are told by the columns of a query, one by each row.

    query: the rows. page: the name of the address where it is done; arguments: the columns, or
    expressions, that it takes. code, since, due: columns, or expressions; due_on: one of days, at
    the end of which it is due. title: columns, the first that says something counts, on an English
    page those in English (`…_en`) before the others. in_words: says such a title as it is read,
    where no column does. The rest is as in `Item`.
    """

    query: QuerySet
    kind: str
    page: str
    to_do: str | Promise
    if_nothing: str | Promise
    since: Any
    due: Any = None
    due_on: Any = None
    code: str = "code"
    title: tuple[Any, ...] = ("title_vi", "title_en")
    arguments: tuple[Any, ...] = ("code",)
    in_words: Callable[[str], str | Promise] = str

    def read(self, number):
        columns = sorted(self.title, key=_is_not_english) if _is_english() else self.title
        names = [NullIf(Cast(name, _TEXT), Value("")) for name in columns]
        due = self.due or self.due_on
        more = [_NO_TEXT] * (MOST_ARGUMENTS - len(self.arguments))
        return _read(
            self.query,
            number,
            Cast(self.code, _TEXT),
            Cast(Coalesce(*names, F(self.code), output_field=_TEXT), _TEXT),
            Cast(self.since, _TIME),
            Cast(due, _TIME) if due else _NO_TIME,
            *(Cast(one, _TEXT) for one in self.arguments),
            *more,
        )

    def items(self, rows):
        return [
            Item(
                kind=self.kind,
                code=code,
                title=str(self.in_words(title)),
                to_do=self.to_do,
                url=reverse(self.page, args=arguments[: len(self.arguments)]),
                since=since,
                if_nothing=self.if_nothing,
                due=_end_of(due) if due and self.due_on else due,
            )
            for code, title, since, due, *arguments in rows
        ]


@dataclass(frozen=True)
class Asked:
    """Items that take queries of their own; `tell` is asked only where the query has a row."""

    query: QuerySet
    tell: Callable[[], list[Item]]

    def read(self, number):
        nothing = [_NO_TEXT] * MOST_ARGUMENTS
        return _read(self.query, number, _NO_TEXT, _NO_TEXT, _NO_TIME, _NO_TIME, *nothing)[:1]

    def items(self, rows):
        return self.tell() if rows else []


def _is_english():
    return (get_language() or "").startswith("en")


def _is_not_english(column):
    return not str(column).endswith("_en")


def _end_of(midnight):
    """Return the last moment, in the city, of a day that was read as its first one in UTC."""
    return make_aware(datetime.combine(midnight.astimezone(UTC).date(), time.max))


def _read(query, number, *columns):
    """Return a query for the columns by which all sources are told, the same for each."""
    plain = query.order_by().select_related(None).prefetch_related(None)
    return plain.values_list(Value(number, _NUMBER), *columns)


@dataclass(frozen=True)
class Other:
    """Somebody for whom a user may act.

    user: the user as they act then. name: of the other. way: leads from an address of the site to
    where one begins to act so and goes on at it.
    """

    user: object
    name: str
    way: Callable[[str], str]


Source = Callable[..., list[Item] | Rows | Asked]
Tie = Callable[..., bool | QuerySet]
_sources: dict[Source, Tie | None] = {}
_others: list[Callable[..., list[Other]]] = []


def register(source=None, *, by=None):
    """Add a source: `source(user, at)` says what waits for this user now.

    by: what a user needs for anything of it to wait for them.
    """
    if source is None:
        return partial(register, by=by)
    _sources[source] = by
    return source


def register_others(others):
    """Add a function that takes a user and returns each Other for whom they may act now."""
    if others not in _others:
        _others.append(others)
    return others


def items_for(user, at):
    """Return all that waits for a user: what is due first, then what has waited longest.

    What waits for somebody for whom they may act comes too, unless it waits for them anyway.
    """
    if not user.is_authenticated:
        return []
    found = _waiting(user, at)
    known = {item.uid for item in found}
    for other in (one for others in _others for one in others(user)):
        theirs = [item for item in _waiting(other.user, at) if item.uid not in known]
        known |= {item.uid for item in theirs}
        found += [
            replace(item, on_behalf_of=other.name, url=other.way(item.url)) for item in theirs
        ]
    return sorted(found, key=_order)


def _waiting(user, at):
    held = _ties_of(user)
    said = [source(user, at) for source, by in _sources.items() if by is None or by in held]
    found = [item for one in said if isinstance(one, list) for item in one]
    asked = [one for one in said if not isinstance(one, list) and not one.query.query.is_empty()]
    rows = defaultdict(list)
    if asked:
        first, *others = (one.read(number) for number, one in enumerate(asked))
        for number, *row in first.union(*others, all=True):
            rows[number].append(row)
    return found + [item for number, one in enumerate(asked) for item in one.items(rows[number])]


def _ties_of(user):
    """Return what a user has of all that sources ask for by their `by`."""
    said = {by: by(user) for by in dict.fromkeys(_sources.values()) if by}
    held = {by for by, one in said.items() if one is True}
    rows = {by: one for by, one in said.items() if isinstance(one, QuerySet)}
    asked = [by for by, one in rows.items() if not one.query.is_empty()]
    if asked:
        first, *others = (
            rows[by].order_by().values_list(Value(number, _NUMBER))[:1]
            for number, by in enumerate(asked)
        )
        held |= {asked[number] for (number,) in first.union(*others, all=True)}
    return held


def _order(item):
    return item.due is None, item.due or item.since, item.since, item.uid
