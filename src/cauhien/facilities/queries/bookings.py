"""Bookings, read."""

from datetime import timedelta
from decimal import Decimal

from django.db.models import Q

from cauhien.facilities import rules
from cauhien.facilities.models import Booking
from cauhien.facilities.states import OCCUPYING, BookingState

BOOKING = "booking"
SOON = timedelta(days=7)


def bookings_for(user):
    """Return the bookings that a user may see."""
    return _whole().filter(rules.visible_bookings(user))


def bookings_of(user):
    """Return what a user has booked themself or for their firm, the latest first."""
    return _whole().filter(rules.owned(user)).order_by("-period", "-id")


def booked_by(user):
    """Return what a user has booked themself; none while they act for somebody else."""
    rows = Booking.objects.filter(user=user.pk)
    return rows.none() if user.is_authenticated and user.delegation else rows


def to_confirm(user, at):
    """Return what a user holds and has not confirmed."""
    return booked_by(user).filter(state=BookingState.HELD, held_until__gt=at)


def booked_at(laboratory):
    """Return the bookings of a laboratory that were confirmed."""
    return _whole().filter(resource__laboratory=laboratory).exclude(confirmed_at=None)


def uses_of(laboratory, period):
    """Return the bookings of a laboratory that were confirmed for a Period, the earliest first."""
    rows = booked_at(laboratory).filter(period__startswith__date__gte=period.first)
    return rows.filter(period__startswith__date__lte=period.last).order_by("period", "id")


def together_with(booking):
    """Return the other bookings that were held together with one, the earliest first."""
    rows = _whole().filter(series=booking.series).exclude(pk=booking.pk)
    return rows.order_by("period", "id") if booking.series else rows.none()


def to_keep(user, at):
    """Return the confirmed bookings of a user that begin within some days."""
    rows = booked_by(user).filter(state=BookingState.CONFIRMED)
    return rows.filter(period__startswith__gt=at, period__startswith__lt=at + SOON)


def upcoming_at(laboratory, at):
    """Return who comes to a laboratory from now on, as its host reads it."""
    rows = _whole().filter(resource__laboratory=laboratory, state__in=OCCUPYING)
    return rows.filter(period__endswith__gt=at)


def quoted(booking):
    """Return the Quote that was shown before the booking was confirmed."""
    lines = [
        rules.Line(one["unit"], Decimal(one["number"]), Decimal(one["amount"]))
        for one in booking.quote
    ]
    return rules.Quote(tuple(lines), booking.currency)


def due_to_end(at):
    """Return what the clock ends: holds not confirmed, bookings whose time has passed."""
    over = Q(state__in=(BookingState.CONFIRMED, BookingState.IN_USE), period__endswith__lte=at)
    return _whole().filter(Q(state=BookingState.HELD, held_until__lte=at) | over)


def _whole():
    return Booking.objects.select_related("resource__laboratory__host", "user", "organisation")
