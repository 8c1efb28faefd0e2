"""What pages show of councils: the state of a seat as a word on a ground, the title of a work."""

from django import template

from cauhien.review.states import SeatState
from cauhien.ui.templatetags import ui

register = template.Library()

TONES = {
    SeatState.PROPOSED: "",
    SeatState.INVITED: "info",
    SeatState.DECLARING: "info",
    SeatState.SITTING: "ok",
    SeatState.EXCLUDED: "warn",
    SeatState.DECLINED: "warn",
}


@register.simple_tag
def seat_state(seat):
    return ui.status(seat.get_state_display(), TONES.get(seat.state, ""))


@register.filter
def title_of(proof):
    """The title of a work among the reasons for a seat, in the language that it has."""
    if proof.get("title"):
        return proof["title"]
    return ui.either(proof.get("title_vi", ""), proof.get("title_en", ""))
