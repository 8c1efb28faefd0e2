"""What the pilot of a problem has measured, as pages show it."""

from datetime import date
from decimal import Decimal

from django import template
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.challenges.templatetags.challenges import plain_quantity
from cauhien.ui.words import number

register = template.Library()


@register.simple_tag
def with_interval(value, low, high, unit):
    """15.1, 14.6 and 15.6 as "15,1 km/h (14,6–15,6)", or that no interval is stated."""
    shown = plain_quantity(value, unit)
    if low is None and high is None:
        said = _("no interval stated")
        return f"{shown} ({said})"
    ends = ["" if end is None else number(Decimal(f"{end.normalize():f}")) for end in (low, high)]
    return f"{shown} ({'–'.join(ends)})"


@register.filter
def values_measured(challenge):
    """Return the accepted values, the oldest first, each with `share`: how far to the target."""
    return [_read(challenge, said) for said in challenge.measured_values]


@register.filter
def is_silent(challenge):
    """Return whether the pilot was to be reported before today and was not."""
    return challenge.is_silent(localdate())


def _read(challenge, said):
    figures = {name: Decimal(said[name]) if said[name] else None for name in ("low", "high")}
    value = Decimal(said["value"])
    days = {name: date.fromisoformat(said[name]) for name in ("from", "until")}
    return {"value": value, **figures, **days, "share": _share(challenge, value)}


def _share(challenge, value):
    """Return how far a value has come from the baseline to the target, from 0 to 1."""
    if challenge.baseline is None or challenge.target in (None, challenge.baseline):
        return None
    gone = (value - challenge.baseline) / (challenge.target - challenge.baseline)
    return float(min(max(gone, 0), 1))
