"""What the pages of enterprises say of templates and points."""

from django import template

from cauhien.enterprises.forms.assessment import said as said_in
from cauhien.ui.words import number

register = template.Library()


@register.filter
def said(thing, name=""):
    """Return a text of a template in the language of the page: `part|said:"guide"`."""
    return said_in(thing, name)


@register.filter
def points(value):
    """Return points or a value as people read them, with two decimals at most."""
    if value is None:
        return ""
    rounded = round(float(value), 2)
    return number(int(rounded) if rounded.is_integer() else rounded)
