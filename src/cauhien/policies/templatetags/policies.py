"""What pages show of mechanisms: validity, answers, conditions in words, differences."""

from django import template

from cauhien.core.comparing import pieces
from cauhien.policies.states import (
    CommentState,
    MechanismState,
    ObstacleState,
    TrialState,
    Validity,
)
from cauhien.ui.templatetags import ui

register = template.Library()
register.filter("compared_with", lambda new, old: pieces(old, new))

TONES = {
    Validity.IN_FORCE: "ok",
    Validity.SUPERSEDED: "bad",
    Validity.EXPIRED: "bad",
    MechanismState.DRAFT: "",
    MechanismState.WITHDRAWN: "bad",
    MechanismState.ENDED: "bad",
    MechanismState.ADOPTED: "ok",
    ObstacleState.TAKEN_UP: "ok",
    ObstacleState.REFUSED: "bad",
    TrialState.ADMITTED: "ok",
    TrialState.STOPPED: "bad",
    CommentState.PUBLISHED: "ok",
}


@register.simple_tag
def validity(mechanism):
    """Whether a mechanism is in force; how far a draft has come."""
    if mechanism.is_drafted and mechanism.state != MechanismState.ADOPTED:
        return state(mechanism)
    return ui.status(mechanism.get_validity_display(), TONES.get(mechanism.validity, "warn"))


@register.simple_tag
def state(thing):
    return ui.status(thing.get_state_display(), TONES.get(thing.state, "info"))


@register.filter
def in_language(said, language):
    """Return the words of {"vi", "en"} in a language."""
    return said.get(language, "")
