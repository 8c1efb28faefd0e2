"""What pages show of councils: the state of a seat as a word on a ground, the title of a work."""

from django import template

from cauhien.network.states import InvolvementKind
from cauhien.review.bridge import TEAM
from cauhien.review.queries import DECLARED
from cauhien.review.states import SeatState
from cauhien.ui.templatetags import ui

register = template.Library()

OWN_WORDS = (TEAM, DECLARED)
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
def source_of(finding):
    """The source of a fact in words; nothing for what a team or a member has said itself."""
    said = finding.fact_source
    if said in InvolvementKind:
        return InvolvementKind(said).label
    return "" if said in OWN_WORDS else said


@register.filter
def title_of(proof):
    """The title of a work among the reasons for a seat, in the language that it has."""
    if proof.get("title"):
        return proof["title"]
    return ui.either(proof.get("title_vi", ""), proof.get("title_en", ""))
