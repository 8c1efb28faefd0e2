"""What pages show of mechanisms: validity, answers, conditions in words, differences."""

from django import template
from django.template.loader import render_to_string
from django.utils.translation import ngettext

from cauhien.core.comparing import pieces
from cauhien.policies import bridge, queries
from cauhien.policies.states import (
    CommentState,
    MechanismState,
    ObstacleState,
    TrialState,
    Validity,
)
from cauhien.ui.templatetags import ui
from cauhien.ui.words import language as spoken

register = template.Library()
register.filter("compared_with", lambda new, old: pieces(old, new))

JSON_COLUMNS = {
    (queries.FACT, "content"),
    *((queries.MECHANISM, column) for column in ("rule", "benefits", "audience")),
}
TONES = {
    Validity.IN_FORCE: "ok",
    Validity.SUPERSEDED: "bad",
    Validity.EXPIRED: "bad",
    MechanismState.DRAFT: "",
    MechanismState.WITHDRAWN: "bad",
    MechanismState.ENDED: "",
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


def column_in_short(kind, column, value):
    """Return what a column of a mechanism or a question holds in a line, None of a plain one."""
    if (kind, column) not in JSON_COLUMNS or not value:
        return None
    match column:
        case "rule":
            n = bridge.number_of_conditions(value["condition"])
            return ngettext("%(n)s condition", "%(n)s conditions", n) % {"n": n}
        case "benefits":
            return "; ".join(in_language(one, spoken()) for one in value)
        case "audience":
            return ngettext("%(n)s kind of applicant", "%(n)s kinds of applicant", len(value)) % {
                "n": len(value)
            }
    return in_language(value["asks"], spoken())


def column_in_words(kind, column, value, other):
    """Return what a column of a mechanism or a question holds as HTML, None of a plain one.

    other: what somebody else says of the same column; of a rule it is marked what differs.
    """
    if (kind, column) not in JSON_COLUMNS or not value:
        return None
    page = {"column": column, "value": value, "language": spoken()}
    vocabulary = bridge.vocabulary_of(queries.facts())
    if column == "rule":
        page["condition"] = bridge.literal_rows_beside(value, other, vocabulary, spoken())
    if column == "audience":
        known = dict(bridge.applicants(vocabulary, spoken()))
        page["value"] = [known.get(one, one) for one in value]
    return render_to_string("policies/parts/column.html", page)
