"""A booking: held, confirmed, used, or let go."""

import contextlib
from datetime import timedelta
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from cauhien.core.codes import random_code
from cauhien.facilities import queries, rules
from cauhien.facilities.actions.steps import (
    Asked,
    CannotUse,
    advance,
    are_qualified,
    need,
    write,
)
from cauhien.facilities.models import Booking, Occupation, Resource
from cauhien.facilities.states import BOOKING_WAYS, OCCUPYING, BookingState, UseAct

HOLD = timedelta(minutes=15)  # for reading the price and confirming


class Series(NamedTuple):
    """What was held of the weeks asked for. refused: [(Stretch, why it is not to be had)]."""

    held: list[Booking]
    refused: list


def hold_weekly(*, resource, stretch, weeks, **said):
    """Hold the same time in each of so many weeks, and return the Series.

    said: as `hold_booking` takes it. A week that is not to be had stops no other; where none is,
    it is refused as the first one is.
    """
    series, held, refused = random_code() if weeks > 1 else "", [], []
    for number in range(weeks):
        wanted = rules.Stretch(*(moment + timedelta(weeks=number) for moment in stretch))
        try:
            one = hold_booking(resource=resource, stretch=wanted, series=series, **said)
        except CannotUse as refusal:
            refused.append((wanted, str(refusal)))
        else:
            held.append(one)
    if not held:
        raise CannotUse(refused[0][1])
    return Series(held, refused)


@transaction.atomic
def hold_booking(*, resource, stretch, purpose, by, at, organisation=None, series=""):  # noqa: PLR0913 - a booking is these facts
    """Hold a resource for somebody until they confirm, with the price as it is now.

    stretch: a rules.Stretch of whole slots. organisation: the firm that one acts for.
    series: the same for what is held together.
    """
    need(rules.may_ask(by, organisation), _("Sign in in your own name to book."))
    need(resource.has_calendar and not resource.retired_at, _("This takes no bookings."))
    check_calendar(resource, stretch, at)
    leaves = lock(resource)  # from here on rivals wait: what can be asked before stands above
    need(not any(leaf.retired_at for leaf in leaves), _("This takes no bookings."))
    units = [_free(leaf, stretch, at) for leaf in leaves]
    let_go(leaves, at)
    ahead = Booking.objects.filter(resource=resource, user=by, state__in=OCCUPYING)
    if ahead.filter(period__endswith__gt=at).count() >= resource.most_ahead:
        raise CannotUse(_("You have as many bookings ahead here as one person may."))
    booking = Booking(
        resource=resource,
        series=series,
        user=by,
        organisation=organisation,
        purpose=purpose,
        period=DateTimeTZRange(*stretch),
        held_until=at + HOLD,
        made_at=at,
    )
    _save_priced(booking, stretch)
    are_qualified(booking, Asked(by=by, at=at, words="", refusal=""))
    _occupy(booking, units, stretch)
    write(booking, BOOKING_WAYS[0], Asked(by=by, at=at, words="", refusal=""))
    return booking


@transaction.atomic
def confirm_booking(*, booking, by, at):
    """Take what is held, at the price that was shown; who waited for it waits no more."""
    waits = queries.waits_of(booking.user).filter(resource=booking.resource)
    waits.filter(period__overlap=booking.period).update(ended_at=at)
    return advance(case=booking, act=UseAct.CONFIRM, by=by, at=at, confirmed_at=at)


@transaction.atomic
def confirm_series(*, booking, by, at):
    """Take a booking and all that is held together with it, or none of them; return how many."""
    every = [booking, *queries.together_with(booking).filter(state=BookingState.HELD)]
    for one in every:
        confirm_booking(booking=one, by=by, at=at)
    return len(every)


@transaction.atomic
def cancel_booking(*, booking, by, at):
    """Give the time back; late, a share of the price is owed."""
    changes = {"ended_at": at}
    if rules.is_late_to_cancel(booking, at):
        changes["fee"] = rules.fee_of(booking.price, booking.resource.late_fee_percent)
    return advance(case=booking, act=UseAct.CANCEL, by=by, at=at, **changes)


def cancel_as_host(*, booking, words, by, at):
    """Take the time back, with a reason; nothing is owed."""
    said = {"reason": words.strip(), "ended_at": at}
    return advance(case=booking, act=UseAct.CANCEL_AS_HOST, by=by, at=at, words=words, **said)


def check_in(*, booking, by, at):
    return advance(case=booking, act=UseAct.CHECK_IN, by=by, at=at, checked_in_at=at)


def check_out(*, booking, by, at):
    return advance(case=booking, act=UseAct.CHECK_OUT, by=by, at=at, ended_at=at)


def miss_booking(*, booking, by, at):
    """Record that nobody came."""
    return advance(case=booking, act=UseAct.MISS, by=by, at=at, ended_at=at)


BY_CLOCK = {
    BookingState.HELD: UseAct.EXPIRE,
    BookingState.CONFIRMED: UseAct.MISS,
    BookingState.IN_USE: UseAct.CHECK_OUT,
}


def end_by_clock(*, booking, at):
    """Let a hold go that was not confirmed; end a booking whose time has passed."""
    return advance(case=booking, act=BY_CLOCK[booking.state], by=None, at=at, ended_at=at)


def lock(resource):
    """Return the leaves of a resource, locked in one order, so that rivals come one by one."""
    leaves = [one.pk for one in queries.leaves_of(resource)]
    return list(Resource.objects.select_for_update().filter(pk__in=leaves).order_by("pk"))


def let_go(leaves, at):
    """End the holds of resources that ran out, before their units are given away.

    One that was confirmed meanwhile stands.
    """
    over = queries.due_to_end(at).filter(state=BookingState.HELD)
    for booking in over.filter(occupations__unit__resource__in=leaves).distinct():
        with contextlib.suppress(CannotUse):
            end_by_clock(booking=booking, at=at)


def check_calendar(resource, stretch, at):
    """Ask that a Stretch can be booked by the calendar, whoever has it."""
    closed = queries.closed_at(resource)
    if said := rules.why_closed(resource, stretch, resource.hours.all(), closed, at):
        raise CannotUse(said)


def _free(leaf, stretch, at):
    free = queries.free_units(leaf, stretch, at)
    if not free:
        raise CannotUse(_taken())
    return leaf, free[0]


def _save_priced(booking, stretch):
    """Save a booking with its price as it is now."""
    laboratory = booking.resource.laboratory
    booking.user_class = rules.class_of(booking.user, laboratory, booking.organisation)
    quote = rules.quote_of(booking.resource.rates.all(), booking.user_class, stretch)
    booking.quote, booking.price = quote.stored(), quote.total
    booking.currency = quote.currency
    booking.save()


def _occupy(booking, units, stretch):
    """Write one row for each unit; the database has the last word on whether it is free."""
    rows = [
        Occupation(
            booking=booking,
            unit=unit,
            period=DateTimeTZRange(*queries.kept_free(leaf, stretch)),
            state=booking.state,
        )
        for leaf, unit in units
    ]
    try:
        with transaction.atomic():
            Occupation.objects.bulk_create(rows)
    except IntegrityError:
        raise CannotUse(_taken()) from None


def _taken():
    return _("Somebody else was quicker: this time is taken. Choose another one.")
