"""What pages show of a pilot: a value with its interval, an answer, what is late."""

from django import template
from django.utils.timezone import localdate

from cauhien.challenges.templatetags.challenges import plain_quantity as quantity
from cauhien.challenges.templatetags.measured import with_interval
from cauhien.pilots.states import Answer
from cauhien.ui.templatetags import ui

register = template.Library()
register.simple_tag(quantity, name="plain_quantity")

TONES = {Answer.ACCEPTED: "ok", Answer.RETURNED: "warn", Answer.WAITING: "info"}


@register.simple_tag
def value(one):
    """A measured value with its unit and its interval, or that none is stated."""
    return with_interval(one.value, one.low, one.high, one.pilot.unit)


@register.simple_tag
def answer(one):
    return ui.status(one.get_answer_display(), TONES[Answer(one.answer)])


@register.filter
def is_late(milestone):
    """Return whether the day of a milestone has passed and it is not met."""
    return bool(milestone.due_on) and milestone.due_on < localdate()


@register.filter
def is_waiting(milestone):
    return any(one.answer == Answer.WAITING for one in milestone.reports.all())
