"""Money, days and values of a park as people read them."""

from decimal import Decimal

from django import template
from django.utils.html import format_html

from cauhien.park import states
from cauhien.park.charts import saying
from cauhien.park.documents.tabs import last_capital
from cauhien.ui import words
from cauhien.ui.templatetags import ui

register = template.Library()

register.filter("nationality_name", states.nationality_name)
register.filter("last_capital", last_capital)
register.simple_tag(saying.said_amount, name="amount")
register.simple_tag(saying.said_amounts, name="amounts")
register.simple_tag(saying.said_total, name="total")
register.simple_tag(saying.said_figure, name="figure")
register.simple_tag(saying.said_computed, name="computed")
register.simple_tag(saying.said_difference, name="difference")


@register.filter
def normal(value):
    """A decimal without the noughts that its column adds; nothing for nothing."""
    return value if value is None else Decimal(f"{value.normalize():f}")


@register.simple_tag
def on(entry):
    """The day of an entry, as exactly as it is known."""
    shown = saying.said_day(entry.on_date, entry.precision)
    return format_html('<time datetime="{}">{}</time>', words.machine_date(entry.on_date), shown)


@register.simple_tag
def called(named, code):
    """The project of a code, in the language of the page. named: {code: project}."""
    return ui.either(named[code].name_vi, named[code].name_en)
