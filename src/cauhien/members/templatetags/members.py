"""How standings of members are written on pages."""

from django import template

from cauhien.members.queries import standings
from cauhien.ui.words import language

register = template.Library()


@register.simple_tag
def standing(code):
    """Return the name of a standing of the city file, in the language of the page."""
    found = next((one for one in standings() if one.code == code), None)
    if found is None:
        return code
    name = found.name_en if language() == "en" else found.name_vi
    return name[:1].upper() + name[1:]
