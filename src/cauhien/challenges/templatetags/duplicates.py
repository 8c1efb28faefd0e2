"""What the pages of files that are alike share."""

from django import template
from django.utils.html import format_html

from cauhien.challenges.states import DuplicateState
from cauhien.ui.templatetags import ui

register = template.Library()

TONES = {
    DuplicateState.FLAGGED: "warn",
    DuplicateState.ASKED: "info",
    DuplicateState.CONFIRMED: "bad",
}


@register.simple_tag
def duplicate_state(duplicate):
    """How far a suspicion is, as a word on a ground."""
    return ui.status(duplicate.get_state_display(), TONES.get(duplicate.state, ""))


@register.simple_tag
def file_name(file):
    """An opened file by its number and title."""
    return format_html("{}. {}", file.number, ui.either(file.title_vi, file.title_en) or file.code)
