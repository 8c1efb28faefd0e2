"""Bookings as iCalendar (RFC 5545): one's own, those of a laboratory, and when it is taken."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, FreeBusy

from cauhien.facilities.models import Booking
from cauhien.facilities.queries import outages_of
from cauhien.facilities.states import OCCUPYING, BookingState
from cauhien.notices.queries import absolute, host

STATUS = {BookingState.HELD: "TENTATIVE", BookingState.CANCELLED: "CANCELLED"}


def calendar_of(name, bookings, at, *, for_host=False):
    """Return bookings as a calendar (bytes). for_host: named by who comes, not by where."""
    calendar = _calendar(name)
    for booking in bookings:
        calendar.add_component(_event(booking, at, for_host))
    return calendar.to_ical()


def busy_of(laboratory, at):
    """Return when a laboratory is taken or out of order (bytes), without who and what for."""
    rows = Booking.objects.filter(resource__laboratory=laboratory, state__in=OCCUPYING)
    calendar = _calendar(str(laboratory))
    busy = FreeBusy()
    busy.add("uid", f"busy-{laboratory.code}@{host()}")
    busy.add("dtstamp", at)
    for period in rows.filter(period__endswith__gt=at).values_list("period", flat=True):
        busy.add("freebusy", (period.lower, period.upper), parameters={"FBTYPE": "BUSY"})
    for one in outages_of(laboratory, after=at):
        down = (one.period.lower, one.period.upper)
        busy.add("freebusy", down, parameters={"FBTYPE": "BUSY-UNAVAILABLE"})
    calendar.add_component(busy)
    return calendar.to_ical()


def _calendar(name):
    calendar = Calendar(prodid="-//Cầu Hiền//Laboratories//VI", version="2.0", method="PUBLISH")
    calendar.add("x-wr-calname", name)
    return calendar


def _event(booking, at, for_host):
    asker = booking.organisation or booking.user.shown_name
    event = Event()
    event.add("uid", f"{booking.code}@{host()}")
    event.add("dtstamp", at)
    event.add("dtstart", booking.period.lower)
    event.add("dtend", booking.period.upper)
    event.add("summary", f"{booking.resource}: {asker}" if for_host else str(booking.resource))
    event.add("location", booking.laboratory.address or str(booking.laboratory))
    event.add("status", STATUS.get(booking.state, "CONFIRMED"))
    said = {"state": capfirst(booking.get_state_display()), "purpose": booking.purpose}
    event.add("description", _("{state}. {purpose}").format(**said))
    event.add("url", absolute(reverse("facilities:booking", args=[booking.code])))
    return event
