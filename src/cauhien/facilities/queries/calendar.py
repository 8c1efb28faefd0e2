"""A week of a calendar: which slots are free, which are taken, which have passed."""

from collections import defaultdict
from datetime import date, timedelta
from typing import NamedTuple

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q

from cauhien.facilities import rules
from cauhien.facilities.models import ClosedDays, Occupation, Outage, Unit
from cauhien.facilities.queries.offer import leaves_of
from cauhien.facilities.states import OCCUPYING, BookingState

WEEK = 7  # days


class SlotShown(NamedTuple):
    """A slot. free: how many units; is_open: whether it can still be booked, seen from now.

    is_down: nothing is left of it that is in order.
    """

    stretch: rules.Stretch
    free: int
    is_open: bool
    is_down: bool


class Day(NamedTuple):
    day: date
    slots: list[SlotShown]


def week_of(resource, monday, at, outages=None):
    """Return the seven Days from a Monday on. outages: `outages_ahead`, where they are at hand."""
    hours = list(resource.hours.all())
    closed = list(closed_at(resource))
    leaves = leaves_of(resource)
    units = _units_of(leaves)
    days = [monday + timedelta(days=number) for number in range(WEEK)]
    slots = {day: rules.slots_of(day, resource, hours, closed) for day in days}
    every = [slot for found in slots.values() for slot in found]
    week = rules.Stretch(every[0].start, every[-1].end) if every else None
    ahead = outages_ahead(leaves, at) if outages is None else outages
    down = _by_unit([(unit, one.period) for one in ahead for unit in one.unit_ids], {})
    taken = _by_unit(_booked_at(leaves, week, at), down) if week else {}
    open_for = rules.bounds(resource, at)

    def left(slot, kept):
        """Return of how many units a slot is free of what keeps them from being used."""
        return min(
            sum(not _is_taken(unit, leaf, slot, kept) for unit in units[leaf.pk]) for leaf in leaves
        )

    def shown(slot):
        is_open = open_for.start <= slot.start <= open_for.end
        return SlotShown(slot, left(slot, taken), is_open, not left(slot, down))

    return [Day(day, [shown(slot) for slot in slots[day]]) for day in days]


def closed_at(resource):
    """Return the ClosedDays of the laboratory of a resource."""
    return ClosedDays.objects.filter(laboratory=resource.laboratory_id)


def taken_at(leaves, stretch, at):
    """Return {id of a unit: [Stretch taken or out of order]} around a Stretch."""
    return _by_unit(_booked_at(leaves, stretch, at), _down_at(leaves, stretch))


def outages_ahead(leaves, at):
    """Return the outages of resources that have not ended, each with `unit_ids`."""
    rows = Outage.objects.filter(resource__in=leaves, period__endswith__gt=at)
    return rows.select_related("resource").annotate(unit_ids=ArrayAgg("units"))


def _booked_at(leaves, stretch, at):
    """Return [(id of a unit, period)] of what is booked; holds that ran out do not count."""
    runs = ~Q(state=BookingState.HELD) | Q(booking__held_until__gt=at)
    rows = Occupation.objects.filter(
        runs,
        unit__resource__in=leaves,
        state__in=OCCUPYING,
        period__overlap=_around(leaves, stretch),
    )
    return rows.values_list("unit", "period")


def _down_at(leaves, stretch):
    """Return {id of a unit: [Stretch in which it is out of order]} around a Stretch."""
    rows = Outage.objects.filter(resource__in=leaves, period__overlap=_around(leaves, stretch))
    return _by_unit(rows.values_list("units", "period"), {})


def _around(leaves, stretch):
    margin = timedelta(minutes=max(one.minutes_before + one.minutes_after for one in leaves))
    return (stretch.start - margin, stretch.end + margin)


def _by_unit(rows, more):
    found = defaultdict(list, {unit: list(known) for unit, known in more.items()})
    for unit, period in rows:
        found[unit].append(rules.Stretch(period.lower, period.upper))
    return found


def free_units(leaf, stretch, at):
    """Return the units of a leaf that are free for a Stretch with what is kept free around it."""
    taken = taken_at([leaf], stretch, at)
    units = Unit.objects.filter(resource=leaf, in_service=True).order_by("number")
    return [one for one in units if not _is_taken(one.pk, leaf, stretch, taken)]


def _units_of(leaves):
    units = defaultdict(list)
    rows = Unit.objects.filter(resource__in=leaves, in_service=True)
    for resource, unit in rows.values_list("resource", "pk"):
        units[resource].append(unit)
    return units


def _is_taken(unit, leaf, slot, taken):
    return any(kept_free(leaf, slot).overlaps(one) for one in taken.get(unit, ()))


def kept_free(leaf, stretch):
    """Return a Stretch with what is kept free before and after it."""
    before, after = timedelta(minutes=leaf.minutes_before), timedelta(minutes=leaf.minutes_after)
    return rules.Stretch(stretch.start - before, stretch.end + after)
