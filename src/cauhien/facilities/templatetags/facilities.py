"""What pages show of the use of laboratories: states, acts, times and money."""

from decimal import Decimal
from urllib.parse import quote

from django import template
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from cauhien.core.audit import act_in_words
from cauhien.facilities.states import BookingState, FaultState, RateUnit, RequestState, Weekday
from cauhien.ui import words
from cauhien.ui.templatetags import ui

register = template.Library()

TONES = {
    RequestState.WAITING: "info",
    RequestState.ASKED_BACK: "warn",
    RequestState.ACCEPTED: "ok",
    RequestState.USED: "ok",
    RequestState.REFUSED: "bad",
    BookingState.HELD: "warn",
    BookingState.CONFIRMED: "ok",
    BookingState.IN_USE: "info",
    BookingState.DONE: "ok",
    BookingState.NO_SHOW: "bad",
    FaultState.OPEN: "warn",
    FaultState.OUT_OF_ORDER: "bad",
    FaultState.IN_ORDER: "ok",
}


@register.simple_tag
def state_of(case):
    return ui.status(case.get_state_display(), TONES.get(case.state, ""))


@register.simple_tag
def act_name(act):
    return act_in_words(act)


@register.simple_tag
def clock_times(period):
    """ "8:00–10:00" in the time of the city; period: with `lower` and `upper`, or a Stretch."""
    start, end = _ends(period)
    return f"{localtime(start):%H:%M}–{localtime(end):%H:%M}"


@register.simple_tag
def day_of(period):
    return words.day(_ends(period)[0])


@register.simple_tag
def money(amount, currency):
    """ "1.200.000 VND"; a whole amount without decimals."""
    if amount is None:
        return ""
    amount = Decimal(amount)
    shown = amount.quantize(Decimal(1)) if amount == amount.to_integral() else amount
    return ui.quantity(shown, currency)


@register.simple_tag
def how_many(line):
    """ "1,5", or "20 minutes" where that is no short fraction of an hour; line: of a Quote."""
    if line.unit == RateUnit.HOUR and line.number * 100 % 1:
        return _("%(n)s minutes") % {"n": words.number(round(line.number * 60))}
    return words.number(line.number.normalize())


@register.simple_tag
def unit_name(unit):
    return RateUnit(unit).label


@register.simple_tag
def weekday(day):
    return Weekday(day.isoweekday()).label


@register.simple_tag
def weekday_number(number):
    return Weekday(number).label


@register.filter
def moment_in_address(moment):
    """A moment as an address carries it."""
    return quote(moment.isoformat(timespec="minutes"))


@register.filter
def is_current(rate):
    """Return whether a price holds today or will."""
    return rate.valid_to is None or rate.valid_to >= localdate()


def _ends(period):
    if hasattr(period, "lower"):
        return period.lower, period.upper
    return period.start, period.end
