"""What pages show of councils: words on a ground, their tabs, how a file is called."""

from django import template
from django.utils.translation import gettext as _

from cauhien.network.states import InvolvementKind
from cauhien.review import rules
from cauhien.review.bridge import TEAM
from cauhien.review.queries import DECLARED, file_in_words
from cauhien.review.states import CouncilKind, Outcome, ReviewState, SeatState
from cauhien.ui import words
from cauhien.ui.templatetags import ui

register = template.Library()

OWN_WORDS = (TEAM, DECLARED)
TONES = {
    SeatState.PROPOSED: "",
    SeatState.INVITED: "info",
    SeatState.DECLARING: "info",
    SeatState.SITTING: "ok",
    SeatState.READING: "ok",
    SeatState.EXCLUDED: "warn",
    SeatState.DECLINED: "warn",
}


@register.simple_tag
def seat_state(seat):
    return ui.status(seat.get_state_display(), TONES.get(seat.state, ""))


@register.simple_tag
def due(council):
    """By when the work of a council is due, in words."""
    day = {"day": words.day(council.review_by_on)}
    if council.kind == CouncilKind.DEFINITION:
        return _("task to be defined by %(day)s") % day
    if council.kind == CouncilKind.ACCEPTANCE:
        return _("acceptance due on %(day)s") % day
    return _("reviews due on %(day)s") % day


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


@register.inclusion_tag("review/parts/council_tabs.html")
def council_tabs(council, current, user):
    """The parts of the work of a council that a user may see. current: the name of one."""
    names = {"council": _("Seats")} if rules.may_see_whole(user, council) else {}
    if names and council.kind == CouncilKind.SELECTION:
        names["assignment"] = _("Who reads what")
    if council.kind == CouncilKind.SELECTION and rules.may_see_standings(user, council):
        names["scores"] = _("Scores")
    if rules.may_see_minutes(user, council):
        names["meeting"] = _("Meeting")
    tabs = [
        {"url": council.url(name), "label": label, "current": name == current}
        for name, label in names.items()
    ]
    return {"tabs": tabs, "label": _("Work of the council")}


@register.simple_tag
def review_state(review):
    """The state of a review as a word on a ground."""
    tone = "" if review.state == ReviewState.DRAFT else "ok"
    return ui.status(review.get_state_display(), tone)


OUTCOMES = {Outcome.SELECT: "ok", Outcome.RESERVE: "info", Outcome.REFUSE: "warn"}


@register.simple_tag
def outcome(row):
    """What a council proposes for a file, as a word on a ground."""
    label = row.get_outcome_display()
    if row.reserve_place:
        label = f"{label} ({row.reserve_place})"
    return ui.status(label, OUTCOMES[row.outcome])


@register.simple_tag
def file_named(file, is_titled=True):
    """How a file is called: its number and, where one may read it, its title."""
    return file_in_words(file, is_titled)


@register.filter
def points(value):
    """Points of 100 as they are shown, "–" where there are none."""
    return "–" if value is None else words.number(value, 1)


@register.simple_tag
def score_points(score, levels):
    return points(score.points(levels))
