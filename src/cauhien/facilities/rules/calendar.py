"""Which times a calendar offers, from what the host has said; no database, no clock."""

from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from django.utils.timezone import get_default_timezone, localtime
from django.utils.translation import gettext as _

from cauhien.core.calendar import exceptions

LONGEST_PERIOD = timedelta(days=3 * 366)  # of which figures are told at once


class Stretch(NamedTuple):
    """From a moment, taken in, until another, left out."""

    start: datetime
    end: datetime

    def overlaps(self, other):
        return self.start < other.end and other.start < self.end


def is_closed(day, resource, closed):
    """Return whether a day is closed. closed: the ClosedDays of its laboratory."""
    if resource.keeps_holidays and exceptions().get(day) is False:
        return True
    return any(
        one.first_on <= day <= one.last_on and one.resource_id in (None, resource.pk)
        for one in closed
    )


def slots_of(day, resource, hours, closed):
    """Return the slots of a day as Stretches in the city's time; hours: all its OpeningHours."""
    if is_closed(day, resource, closed):
        return []
    zone, length = get_default_timezone(), timedelta(minutes=resource.slot_minutes)
    slots = []
    for one in hours:
        if one.weekday == day.isoweekday():
            start = datetime.combine(day, one.opens, zone)
            while start + length <= datetime.combine(day, one.closes, zone):
                slots.append(Stretch(start, start + length))
                start += length
    return slots


def bounds(resource, at):
    """Return from when until when the calendar is open, seen at a moment."""
    return Stretch(
        at + timedelta(hours=resource.notice_hours), at + timedelta(days=resource.ahead_days)
    )


def why_closed(resource, wanted, hours, closed, at):
    """Return in words why a Stretch cannot be booked by the calendar; "" where it can."""
    open_for = bounds(resource, at)
    if wanted.start < open_for.start:
        return _("This time is too near: the host wants %(hours)s hours of notice.") % {
            "hours": resource.notice_hours
        }
    if wanted.start > open_for.end:
        return _("The calendar is not open so far ahead.")
    slots = slots_of(localtime(wanted.start).date(), resource, hours, closed)
    covered = [one for one in slots if wanted.start <= one.start and one.end <= wanted.end]
    if not covered or not _is_run(covered, wanted):
        return _("The laboratory is closed at this time.")
    if len(covered) > resource.most_slots:
        return _("This is longer than one booking may be.")
    return ""


def _is_run(slots, wanted):
    """Return whether slots follow one another from the first to the last moment wanted."""
    follow = all(one.end == two.start for one, two in pairwise(slots))
    return follow and (slots[0].start, slots[-1].end) == (wanted.start, wanted.end)
