"""What is read of laboratories and their equipment."""

from django.db.models import Exists, OuterRef

from cauhien.core import search
from cauhien.facilities import rules
from cauhien.facilities.models import Laboratory, Resource
from cauhien.organisations.queries import alphabetical, rows_of

KIND = "laboratory"


def laboratories_for(user):
    bookable = Resource.objects.filter(
        laboratory=OuterRef("pk"), has_calendar=True, retired_at=None
    )
    rows = Laboratory.objects.filter(rules.visible(user)).annotate(is_bookable=Exists(bookable))
    return rows.select_related("source", "host__canonical", "place__parent")


def laboratories_counted(user):
    """Return those that lists, figures and programs know of: illustrations aside."""
    return laboratories_for(user).filter(is_illustration=False)


def illustrations_for(user):
    return laboratories_for(user).filter(is_illustration=True).order_by("id")


def laboratories_listed(user, question="", language="vi"):
    rows = search.narrowed(laboratories_counted(user), question, user=user, kind=KIND)
    return rows.order_by(*alphabetical(language))


def laboratories_at(organisation, user):
    """Return the laboratories that an organisation hosts, on whichever of its rows they hang."""
    rows = laboratories_for(user).filter(host__in=rows_of(organisation))
    return rows.order_by("sort_key", "id")


def pages_for(user):
    return laboratories_for(user).select_related("terms").prefetch_related("equipment")
