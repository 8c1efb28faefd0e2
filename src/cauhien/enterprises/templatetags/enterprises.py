"""What the pages of enterprises say of templates and points."""

from django import template

from cauhien.enterprises.queries import wording

register = template.Library()
register.filter("said", wording.said)
register.filter("points", wording.points)
