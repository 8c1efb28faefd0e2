"""Calls in words: instants with their zone, sums of money, what a level of a score means."""

from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from cauhien.core.city import city_name
from cauhien.ui import words as written

register = template.Library()


@register.simple_tag
def zoned(at):
    """An instant with its zone: "17:00 24/12/2026 (giờ Hà Nội, UTC+7)"."""
    if not at:
        return "–"
    return format_html(
        '<time datetime="{}">{}</time> <span class="small muted">({})</span>',
        written.machine_date(at),
        written.moment(at),
        zone_of(at),
    )


def zone_of(at):
    """Return "Hanoi time, UTC+7" for an instant."""
    offset = localtime(at).strftime("%z")  # "+0700", "+0530"
    hours = f"{int(offset[:3]):+d}" + (f":{offset[3:]}" if offset[3:] != "00" else "")
    return _("%(city)s time, UTC%(hours)s") % {"city": city_name(), "hours": hours}


@register.simple_tag
def money(sum_, currency):
    """A sum of money: "3.000.000.000 VND"."""
    return f"{written.number(Decimal(f'{sum_.normalize():f}'))} {currency}"


@register.simple_tag
def levels(criterion):
    """What each level of a criterion means, in the page's language where it is said in it."""
    english = criterion["anchors_en"] if written.language() == "en" else []
    return english or criterion["anchors_vi"]
