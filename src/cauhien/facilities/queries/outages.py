"""When units are out of order, read."""

from typing import NamedTuple

from cauhien.facilities import rules
from cauhien.facilities.models import Occupation, Outage, Unit
from cauhien.facilities.queries.calendar import free_units
from cauhien.facilities.states import OCCUPYING


class Hit(NamedTuple):
    """A row that a booking takes and an outage falls on. free: a unit alike that is free, or None.

    kept: that the booked time has begun; it is left to who stands there.
    """

    occupation: Occupation
    free: Unit | None
    kept: bool


def units_in_order(resource, stretch):
    """Return the units of a resource that no outage takes in a Stretch."""
    down = Outage.objects.filter(resource=resource, period__overlap=tuple(stretch)).values("units")
    return resource.units.filter(in_service=True).exclude(pk__in=down)


def outages_of(laboratory, *, after=None, before=None):
    """Return the outages of a laboratory that end after a moment and begin before another."""
    rows = Outage.objects.filter(resource__laboratory=laboratory).select_related("resource")
    rows = rows.filter(period__endswith__gt=after) if after else rows
    rows = rows.filter(period__startswith__lt=before) if before else rows
    return rows.prefetch_related("units")


def first_of_series(outages):
    """Return of outages that come week by week the first one, with `later`: the others after it."""
    first = {}
    for one in outages:
        known = first.setdefault(one.series or one.code, one)
        known.later = [] if known is one else [*known.later, one]
    return list(first.values())


def hits_of(outage, at):
    """Yield a Hit for each booking on which an outage falls, with what it keeps free around it.

    Each is answered before the next is asked: a unit that was given away is free no more.
    """
    rows = Occupation.objects.filter(
        unit__in=outage.units.all(), state__in=OCCUPYING, period__overlap=outage.period
    )
    for one in rows.select_related("booking__resource", "unit__resource").order_by("period", "id"):
        leaf, period = one.unit.resource, one.booking.period
        begun = period.lower <= at
        alike = [] if begun else free_units(leaf, rules.Stretch(period.lower, period.upper), at)
        yield Hit(one, alike[0] if alike else None, begun)
