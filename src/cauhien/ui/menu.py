"""What only some people are offered: each app registers its own in `subjects.py`.

In the header: register(Entry(_("Roles"), "accounts:roles", rules.may_give_roles)).
At the foot of the page of a thing: offer(Act(_("Correct it"), "ingest:correct", kinds, may)).
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise


@dataclass(frozen=True)
class Entry:
    """label: lazy. url_name: of an address without parts. is_for: takes a user who signed in.

    count_url_name: of an address that answers how much waits there; asked once the page is shown,
    so that no page waits for it.
    """

    label: str | Promise
    url_name: str
    is_for: Callable
    count_url_name: str = ""

    @property
    def url(self):
        return reverse(self.url_name)

    @property
    def count_url(self):
        return self.count_url_name and reverse(self.count_url_name)


_entries: list[Entry] = []


def register(entry):
    if entry not in _entries:
        _entries.append(entry)
    return entry


def entries_for(user):
    return [entry for entry in _entries if user.is_authenticated and entry.is_for(user)]


@dataclass(frozen=True)
class Act:
    """Something to be done with a thing. url_name: of an address that takes its kind and code.

    label: lazy. kinds: words of the subjects registry. is_for: takes a user who signed in.
    """

    label: str | Promise
    url_name: str
    kinds: frozenset[str]
    is_for: Callable


_acts: list[Act] = []


def offer(act):
    if act not in _acts:
        _acts.append(act)
    return act


def acts_on(kind, code, user):
    """Return [(label, address)] of what this user may do with a thing."""
    return [
        (act.label, reverse(act.url_name, args=[kind, code]))
        for act in _acts
        if kind in act.kinds and user.is_authenticated and act.is_for(user)
    ]
