"""Money, days and values of a park as people read them."""

from decimal import Decimal

from django import template
from django.utils.html import format_html

from cauhien.park import charts, documents, states
from cauhien.ui import words

register = template.Library()

register.filter("nationality_name", states.nationality_name)
register.filter("last_capital", documents.last_capital)
register.simple_tag(charts.said_amount, name="amount")
register.simple_tag(charts.said_amounts, name="amounts")
register.simple_tag(charts.said_total, name="total")
register.simple_tag(charts.said_figure, name="figure")
register.simple_tag(charts.said_computed, name="computed")
register.simple_tag(charts.said_difference, name="difference")


@register.filter
def normal(value):
    """A decimal without the noughts that its column adds; nothing for nothing."""
    return value if value is None else Decimal(f"{value.normalize():f}")


@register.simple_tag
def on(entry):
    """The day of an entry, as exactly as it is known."""
    shown = charts.said_day(entry.on_date, entry.precision)
    return format_html('<time datetime="{}">{}</time>', words.machine_date(entry.on_date), shown)
