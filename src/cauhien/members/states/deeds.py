"""The registry of what a member may have done: each app above counts its own from `subjects.py`.

    register_deed(Deed("reviews", _("files reviewed"), queries.reviews_given))

Only what may be public is told: a review once its call is decided, and never of which file.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise


@dataclass(frozen=True)
class Done:
    """One thing that was done. title_vi, title_en: of what everybody may read, else empty."""

    on: date
    title_vi: str = ""
    title_en: str = ""


@dataclass(frozen=True)
class Deed:
    """One kind of contribution. label: what is counted. done: takes a Person, returns [Done]."""

    code: str
    label: str | Promise
    done: Callable


_deeds: dict[str, Deed] = {}


def register_deed(deed):
    _deeds[deed.code] = deed


def deeds():
    """Return all kinds in the order in which they were registered."""
    return tuple(_deeds.values())
