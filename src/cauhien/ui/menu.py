"""The entries of the header that some people have: each app registers its own in `subjects.py`.

register(Entry(_("Roles"), "accounts:roles", rules.may_give_roles))
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
