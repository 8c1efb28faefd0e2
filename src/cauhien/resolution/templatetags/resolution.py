"""What pages show of a task: its state, its target, how it stands against time and plan."""

from datetime import date
from decimal import Decimal

from django import template
from django.db.models import DateField, DecimalField
from django.utils.html import format_html
from django.utils.translation import gettext as _

from cauhien.challenges.templatetags.challenges import plain_quantity
from cauhien.resolution.states import Answer, Reporting, TaskState, Timing, Verdict
from cauhien.ui import words
from cauhien.ui.templatetags import ui

register = template.Library()

STATE_TONES = {
    TaskState.RUNNING: "info",
    TaskState.BLOCKED: "bad",
    TaskState.DONE: "ok",
}
TIMING_TONES = {Timing.OVERDUE: "bad", Timing.SOON: "warn"}
ANSWER_TONES = {Answer.WAITING: "warn", Answer.ACCEPTED: "ok", Answer.RETURNED: "bad"}
PACE_TONES = {
    Verdict.REACHED: "ok",
    Verdict.STEPS_DONE: "ok",
    Verdict.ON_PACE: "ok",
    Verdict.BEHIND: "bad",
    Verdict.MISSED: "bad",
}


@register.simple_tag
def task_state(task):
    """The state of a task as a word on a ground; late and silent stand beside it."""
    said = [ui.status(task.get_state_display(), STATE_TONES.get(task.state, ""))]
    if tone := TIMING_TONES.get(task.timing):
        said.append(ui.status(Timing(task.timing).label, tone))
    if task.reporting == Reporting.SILENT:
        said.append(ui.status(Reporting.SILENT.label, "bad"))
    return format_html("{} " * len(said), *said)


@register.simple_tag
def target_of(task):
    """The target with its unit: a number, or the words of the document."""
    if task.target is not None:
        return figure_of(task, task.target)
    in_words = ui.either(task.target_text, task.target_text_en)
    return format_html("{} {}", in_words, _unit_of(task)) if in_words else ""


@register.simple_tag
def figure_of(task, value):
    """A value of the task with its unit in the language of the page."""
    return plain_quantity(value, _unit_of(task))


def _unit_of(task):
    return ui.either(task.unit, task.unit_en)


@register.simple_tag
def planned(column, text):
    """A value of the plan, kept as a text in the log, as people read it."""
    if not text:
        return "–"
    if isinstance(column, DecimalField):
        return words.number(Decimal(text))
    if isinstance(column, DateField):
        return words.day(date.fromisoformat(text))
    named = {str(value): name for value, name in column.flatchoices}
    return named.get(text) or ui.as_written(text)


@register.simple_tag
def answer_to(report):
    return ui.status(report.get_answer_display(), ANSWER_TONES[report.answer])


@register.simple_tag
def pace_word(verdict):
    return ui.status(Verdict(verdict).label, PACE_TONES[verdict])


@register.simple_tag
def step_state(step, day, inside):
    """Whether a step of the plan is reported as done, and the report accepted.

    inside: whether the reader reads reports that wait for an answer.
    """
    if step.is_done:
        return ui.status(_("reported as done"), "ok")
    if inside and step.is_told:
        return ui.status(_("reported, waits for an answer"), "warn")
    if step.due_on < day:
        return ui.status(_("its day has passed"), "bad")
    return ui.status(_("to be done"))
