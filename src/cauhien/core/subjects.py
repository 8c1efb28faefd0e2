"""The registry of everything that has a page: its name, its address and who may see it.

Each app fills it from its `subjects.py`, loaded in its `apps.py`. Search, log pages, feeds and
notices ask here, so that "may this user see that?" has one answer for all of them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Subject:
    """One kind of thing.

    kind: the word in SearchEntry.kind and in events. label, plural: lazy texts.
    url_name: name of the address, which takes `code`.
    visible_to: takes a user, returns the queryset of what they may see.
    has_hidden: the search holds some of this kind for those alone who may see them, and asks for
        each; of any other kind it shows what is public, which spares it most conditions.
    """

    kind: str
    label: str | Promise
    plural: str | Promise
    url_name: str
    visible_to: Callable
    icon: str = ""
    has_hidden: bool = False


_subjects: dict[str, Subject] = {}


def register(subject):
    _subjects[subject.kind] = subject
    return subject


def subject(kind):
    """Return the subject of a kind; KeyError where nobody registered it."""
    return _subjects[kind]


def subjects():
    """Return all subjects in the order in which they were registered."""
    return tuple(_subjects.values())


def hidden_codes(kind, codes, user):
    """Return those of the codes that this user may not see (or that do not exist)."""
    seen = subject(kind).visible_to(user).filter(code__in=codes).values_list("code", flat=True)
    return set(codes) - set(seen)


_renditions: dict[str, Callable] = {}
_links: dict[str, Callable | None] = {}


def register_json_ld(kind, render, links=None):
    """Let the pages of a kind carry what they say for machines, as an app above writes it.

    render: takes a row, returns JSON-LD as a dict, None for a row that is not given out.
    links: takes the row and its JSON-LD, returns [(relation, address, media type or "")].
    """
    _renditions[kind] = render
    _links[kind] = links


def json_ld_of(kind, row):
    render = _renditions.get(kind)
    return render(row) if render else None


def links_of(kind, row, said):
    """Return the typed links of the page of a row. said: its JSON-LD."""
    links = _links.get(kind)
    return links(row, said) if links else []
