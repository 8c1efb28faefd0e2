"""Units out of order: recorded by the host, with what becomes of the bookings in the way."""

from datetime import timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from cauhien.core.audit import record
from cauhien.core.codes import random_code
from cauhien.facilities import queries
from cauhien.facilities.actions.booking import cancel_as_host, let_go, lock
from cauhien.facilities.actions.offer import need_host, note
from cauhien.facilities.actions.steps import need
from cauhien.facilities.models import Outage
from cauhien.facilities.states import UseAct

WEEK = timedelta(weeks=1)


class Reported(NamedTuple):
    """The first outage, and how many bookings were moved to a unit alike, cancelled, and left."""

    outage: Outage
    moved: int
    cancelled: int
    left: int


@transaction.atomic
def report_outage(*, resource, units, stretch, values, by, at, weeks=1):  # noqa: PLR0913 - an outage is these facts
    """Record that units of a resource cannot be used; return a Reported.

    units: those meant. stretch: a rules.Stretch. values: {kind: an OutageKind, reason: for users}.
    weeks: in how many the same time is kept from users, one after the other.
    Bookings in the way go to a unit alike that is free, else who has booked is told that it is
    off; a booked time that has begun is left to who stands there.
    """
    laboratory = resource.laboratory
    need_host(by, laboratory)
    need(not resource.parts.exists(), _("Choose the part that is out of order."))
    need(stretch.end > stretch.start, _("The end lies before the beginning."), "until")
    need(stretch.end > at, _("This time has passed."), "until")
    is_short = weeks == 1 or stretch.end - stretch.start <= WEEK
    need(is_short, _("What comes again each week lasts a week at most."), "until")
    let_go(lock(resource), at)
    values = values | {"series": random_code() if weeks > 1 else "", "made_at": at, "made_by": by}
    found = []
    for number in range(weeks):
        period = DateTimeTZRange(*(moment + number * WEEK for moment in stretch))
        outage = Outage.objects.create(resource=resource, period=period, **values)
        outage.units.set(units)
        note(laboratory, UseAct.REPORT_OUTAGE, by, at, outage=outage.code, resource=resource.code)
        found.append(_clear(outage, by, at))
    return Reported(found[0].outage, *(sum(one) for one in list(zip(*found, strict=True))[1:]))


@transaction.atomic
def end_outage(*, outage, by, at, and_later=False):
    """Let units be used again from now on; an outage that has not begun was none.

    and_later: in the weeks after it, too.
    """
    laboratory = outage.resource.laboratory
    need_host(by, laboratory)
    need(outage.period.upper > at, _("This time has passed."))
    rest = Outage.objects.filter(series=outage.series, period__startswith__gt=outage.period.lower)
    for one in [outage, *(rest if outage.series and and_later else ())]:
        _end(one, by, at)


def _end(outage, by, at):
    note(outage.resource.laboratory, UseAct.END_OUTAGE, by, at, outage=outage.code)
    if outage.period.lower >= at:
        outage.delete()
        return
    outage.period = DateTimeTZRange(outage.period.lower, at)
    outage.save(update_fields=["period"])


def _clear(outage, by, at):
    moved = cancelled = left = 0
    for hit in queries.hits_of(outage, at):
        booking = hit.occupation.booking
        if hit.free:
            hit.occupation.unit = hit.free
            hit.occupation.save(update_fields=["unit"])
            record(chain=booking.chain, act=UseAct.MOVE_UNIT, by=by, at=at)
            moved += 1
        elif hit.kept:
            left += 1
        else:
            cancel_as_host(booking=booking, words=outage.reason, by=None, at=at)
            cancelled += 1
    return Reported(outage, moved, cancelled, left)
