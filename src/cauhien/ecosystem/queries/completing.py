"""Entries that leave field or stage open, and who has seen to it."""

from django.db.models import F, Q
from django.urls import reverse

from cauhien.ecosystem import rules
from cauhien.ecosystem.models import Registration
from cauhien.ecosystem.queries.entries import BODY, MODELS, STARTUP, entries_for, standing
from cauhien.ecosystem.states import OPEN

KINDS = (BODY, STARTUP)
COLUMNS = ("topics", "stages")
_LACKS = Q(topics=[]) | Q(stages=[])
_UNTENDED = Q(looked_at=None, asked_at=None)


def incomplete(kind, user, year):
    """Return the entries that leave field or stage open, first those that nobody has seen to.

    None for whoever does not moderate; no body that is over.
    """
    if not rules.may_moderate(user):
        return MODELS[kind].objects.none()
    rows = entries_for(kind, user).select_related("source", "owner", "organisation__canonical")
    if kind == BODY:
        rows = standing(rows, year).filter(is_over=False)
    seen_to = (F(name).asc(nulls_first=True) for name in ("asked_at", "looked_at"))
    return rows.filter(_LACKS).order_by(*seen_to, "sort_key", "id")


def untended(kind, user, year):
    """Return those of them on whose page no coordinator has looked, and whom none has asked."""
    return incomplete(kind, user, year).filter(_UNTENDED).order_by("retrieved_at", "id")


def asked_of(kind, user):
    """Return the entries of a user that a coordinator has asked them to complete."""
    waiting = Registration.objects.filter(kind=kind, state__in=OPEN).values("entry_code")
    own = entries_for(kind, user).filter(owner=user.pk, asked_at__isnull=False)
    return own.filter(_LACKS).exclude(code__in=waiting)


def open_columns(entry):
    """Return which of COLUMNS say nothing, or only what a coordinator has read on a page."""
    read = {column for column, *_said in entry.read_here}
    return [name for name in COLUMNS if name in read or not getattr(entry, name)]


def address_to_change(kind, entry):
    """Return the address at which whoever runs an entry says more of it."""
    return reverse("ecosystem:change", args=[kind, entry.code])
