"""The registry of things to do: what waits for a person, by when, and what happens if it is left.

Each app registers its sources in its `subjects.py`. The page "My work", its calendar and the count
in the header read them here. A source begins at queries that take the user, so that nobody is told
of a thing that they may not see.

    def to_sign(user, at):
        return [Item(kind="challenge", code=…, …) for challenge in queries.to_sign(user)]

    register(to_sign)
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.utils.functional import Promise

SOON = timedelta(days=7)


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


@dataclass(frozen=True)
class Other:
    """Somebody for whom a user may act.

    user: the user as they act then. name: of the other. way: leads from an address of the site to
    where one begins to act so and goes on at it.
    """

    user: object
    name: str
    way: Callable[[str], str]


Source = Callable[..., list[Item]]
_sources: list[Source] = []
_others: list[Callable[..., list[Other]]] = []


def register(source):
    """Add a source: `source(user, at)` returns the items that wait for this user now."""
    if source not in _sources:
        _sources.append(source)
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
    return [item for source in _sources for item in source(user, at)]


def _order(item):
    return item.due is None, item.due or item.since, item.since, item.uid
