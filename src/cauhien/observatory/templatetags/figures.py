"""How a value of the observatory is written in a page."""

from django import template

from cauhien.observatory.queries import values
from cauhien.ui.words import figure

register = template.Library()
register.filter("said", values.said)
register.filter("figure", figure)
register.filter("period_said", values.period_said)


@register.filter
def named(value, names):
    """Return what a dict holds under a value's word, "" for none: the name of a definition."""
    return names.get(value, "")
