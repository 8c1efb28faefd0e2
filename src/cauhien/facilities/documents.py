"""What leaves as a table: the uses of a laboratory for its host, and the figures of all."""

from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from cauhien.core.sheets import Table, book
from cauhien.facilities.states import BookingState

HOUR = 3600  # seconds
NARROW, WIDE = 14, 34  # characters
FORMULAS = ("=", "+", "-", "@", "\t", "\r")  # by which a cell of a CSV begins to compute


class Uses(NamedTuple):
    """What the host of a laboratory takes with it: bookings, agreed requests, outages."""

    bookings: list
    requests: list
    outages: list


def workbook(uses):
    """Return the XLSX (bytes) of Uses, a sheet for each."""
    return book([booked(uses.bookings), agreed(uses.requests), outages(uses.outages)])


def booked(bookings):
    """Return the Table of bookings: one each, with what is to be paid for it."""
    columns = [
        (_("Code"), NARROW),
        (_("What of it"), WIDE),
        (_("Day"), NARROW),
        (_("From"), NARROW),
        (_("Until"), NARROW),
        (_("Hours"), NARROW),
        (_("State"), 22),
        (_("Organisation"), WIDE),
        (_("Person"), 24),
        (_("For whom"), WIDE),
        (_("Price"), NARROW),
        (_("Owed for cancelling late"), NARROW),
        (_("To be paid"), NARROW),
        (_("Currency"), 10),
        (_("What it is used for"), 60),
    ]
    return Table(_("Bookings"), columns, [_booking(one) for one in bookings])


def _booking(one):
    start, end = localtime(one.period.lower), localtime(one.period.upper)
    return [
        one.code,
        str(one.resource),
        start.date(),
        f"{start:%H:%M}",
        f"{end:%H:%M}",
        round((end - start).total_seconds() / HOUR, 2),
        capfirst(one.get_state_display()),
        str(one.organisation or ""),
        one.user.shown_name,
        capfirst(one.get_user_class_display()),
        one.price,
        one.fee,
        one.fee if one.state == BookingState.CANCELLED else one.price,
        one.currency,
        one.purpose,
    ]


def agreed(requests):
    """Return the Table of requests that the host accepted; the price stands in the terms."""
    columns = [
        (_("Code"), NARROW),
        (_("What of it"), WIDE),
        (_("Not before"), NARROW),
        (_("Not after"), NARROW),
        (_("How much"), 20),
        (_("State"), 22),
        (_("Organisation"), WIDE),
        (_("Person"), 24),
        (_("For whom"), WIDE),
        (_("Terms"), 60),
    ]
    rows = [
        [
            one.code,
            str(one.resource or ""),
            one.first_on,
            one.last_on,
            one.extent,
            capfirst(one.get_state_display()),
            str(one.organisation or ""),
            one.user.shown_name,
            capfirst(one.get_user_class_display()),
            one.terms,
        ]
        for one in requests
    ]
    return Table(_("Requests to use"), columns, rows)


def outages(found):
    """Return the Table of outages, each with how many units it concerns."""
    columns = [
        (_("What of it"), WIDE),
        (_("Units"), 8),
        (_("Why"), 24),
        (_("From"), 18),
        (_("Until"), 18),
        (_("What users read about it"), 60),
    ]
    rows = [
        [
            str(one.resource),
            len(one.units.all()),
            capfirst(one.get_kind_display()),
            localtime(one.period.lower).replace(tzinfo=None),
            localtime(one.period.upper).replace(tzinfo=None),
            one.reason,
        ]
        for one in found
    ]
    return Table(_("Out of order"), columns, rows)


def lines(table):
    """Return the rows of a Table for a CSV, its names first; no cell runs as a formula there."""
    names = [name for name, _width in table.columns]
    return [names, *([_inert(cell) for cell in row] for row in table.rows)]


def _inert(cell):
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULAS) else cell
