"""What pages of the start-up ecosystem say in words."""

from django import template
from django.utils.translation import gettext as _

from cauhien.ecosystem.states import EVERY, GIVES, BodyKind, Help, Stage
from cauhien.organisations.states import Topic

register = template.Library()


@register.filter
def fields_in_words(values):
    return _listed(values, Topic, _("every field"))


@register.filter
def stages_in_words(values):
    return _listed(values, Stage, _("every stage"))


@register.filter
def help_in_words(values):
    return _listed(values, Help, "")


@register.filter
def given_by_kind(body):
    """What a body gives by its very kind, in words; empty where it says itself what it gives."""
    return "" if body.helps else _listed(GIVES.get(BodyKind(body.kind), ()), Help, "")


@register.filter
def kind_in_words(kind):
    return BodyKind(kind).label


def _listed(values, words, every):
    return every if EVERY in values else ", ".join(str(words(value).label) for value in values)
