"""What pages show of decisions: the result of a file, what was recommended, a request's state."""

from django import template
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cauhien.review.documents import result_in_words
from cauhien.review.queries import decision as decisions
from cauhien.review.states import DecisionKind, Outcome, RequestState
from cauhien.ui import words
from cauhien.ui.templatetags import ui

register = template.Library()

TONES = {Outcome.SELECT: "ok", Outcome.RESERVE: "info"}
OPEN_REQUESTS = (RequestState.SENT, RequestState.IN_HANDLING)


@register.simple_tag
def result(said):
    """What was decided on a file, as a word on a ground."""
    return ui.status(result_in_words(said.outcome, said.reserve_place), TONES.get(said.outcome, ""))


@register.simple_tag
def recommended(conclusion):
    """What the council recommended, with mean, interval and possible ranks where it scored."""
    said = [_("Council: %(outcome)s") % {"outcome": conclusion.get_outcome_display()}]
    if conclusion.reserve_place:
        said.append(_("place %(place)s") % {"place": conclusion.reserve_place})
    standing = conclusion.standing
    if standing.get("mean") is not None:
        said.append(_("mean %(points)s of 100") % {"points": words.number(standing["mean"], 1)})
    if interval := standing.get("interval"):
        low, high = (words.number(one, 1) for one in interval)
        said.append(_("interval %(low)s to %(high)s") % {"low": low, "high": high})
    if ranks := standing.get("ranks"):
        best, worst = ranks
        if best == worst:
            said.append(_("possible rank %(rank)s") % {"rank": best})
        else:
            said.append(_("possible ranks %(best)s to %(worst)s") % {"best": best, "worst": worst})
    return ", ".join(said)


@register.simple_tag
def team(initiative):
    return decisions.team_name(initiative)


@register.simple_tag
def request_state(request):
    tone = "info" if request.state in OPEN_REQUESTS else "ok"
    return ui.status(capfirst(request.get_state_display()), tone)


@register.simple_tag
def way_to_write(draft):
    """The address on which a draft is written on."""
    if draft.kind == DecisionKind.CHANGE:
        return reverse("review:change", args=[draft.answers.code])
    page = "reserve" if draft.kind == DecisionKind.RESERVE else "write"
    return reverse(f"review:{page}", args=[draft.challenge.code])
