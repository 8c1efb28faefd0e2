"""How standings of members are written on pages."""

from django import template

from cauhien.members.queries import standing_in_words

register = template.Library()
register.simple_tag(standing_in_words, name="standing")
