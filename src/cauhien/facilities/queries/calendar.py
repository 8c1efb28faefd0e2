"""A week of a calendar: which slots are free, which are taken, which have passed."""

from collections import defaultdict
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Q

from cauhien.facilities import rules
from cauhien.facilities.models import ClosedDays, Occupation, Unit
from cauhien.facilities.queries.offer import leaves_of
from cauhien.facilities.states import OCCUPYING, BookingState

WEEK = 7  # days


class SlotShown(NamedTuple):
    """A slot. free: how many units; is_open: whether it can still be booked, seen from now."""

    stretch: rules.Stretch
    free: int
    is_open: bool


class Day(NamedTuple):
    day: date
    slots: list[SlotShown]


def week_of(resource, monday, at):
    """Return the seven Days from a Monday on."""
    hours = list(resource.hours.all())
    closed = list(closed_at(resource))
    leaves = leaves_of(resource)
    units = _units_of(leaves)
    days = [monday + timedelta(days=number) for number in range(WEEK)]
    slots = {day: rules.slots_of(day, resource, hours, closed) for day in days}
    every = [slot for found in slots.values() for slot in found]
    taken = taken_at(leaves, rules.Stretch(every[0].start, every[-1].end), at) if every else {}
    open_for = rules.bounds(resource, at)

    def shown(slot):
        free = min(
            sum(not _is_taken(unit, leaf, slot, taken) for unit in units[leaf.pk])
            for leaf in leaves
        )
        return SlotShown(slot, free, open_for.start <= slot.start <= open_for.end)

    return [Day(day, [shown(slot) for slot in slots[day]]) for day in days]


def closed_at(resource):
    """Return the ClosedDays of the laboratory of a resource."""
    return ClosedDays.objects.filter(laboratory=resource.laboratory_id)


def taken_at(leaves, stretch, at):
    """Return {id of a unit: [Stretch taken]} around a Stretch; holds that ran out do not count."""
    margin = timedelta(minutes=max(one.minutes_before + one.minutes_after for one in leaves))
    around = (stretch.start - margin, stretch.end + margin)
    runs = ~Q(state=BookingState.HELD) | Q(booking__held_until__gt=at)
    rows = Occupation.objects.filter(
        runs, unit__resource__in=leaves, state__in=OCCUPYING, period__overlap=around
    )
    taken = defaultdict(list)
    for unit, period in rows.values_list("unit", "period"):
        taken[unit].append(rules.Stretch(period.lower, period.upper))
    return taken


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
