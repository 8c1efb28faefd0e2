"""What pages of apps above show of a problem too: the row of tabs, its state, its name."""

from decimal import Decimal
from typing import Any

from django import template
from django.db.models import DecimalField
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from cauhien.challenges.bridge import shared_spans
from cauhien.challenges.models import Challenge
from cauhien.challenges.rules import asks_for_definition
from cauhien.challenges.states import FROZEN, State
from cauhien.challenges.states.task import Cost
from cauhien.ui.templatetags import ui
from cauhien.ui.words import number

register = template.Library()

TONES = {
    State.CATALOGUED: "info",
    State.DRAFT: "",
    State.AWAITING_SIGN_OFF: "warn",
    State.TRIAGE: "info",
    State.DEFINED: "info",
    State.OPEN: "ok",
}

# Of which council a tab is the page, where it is not that of the files.
COUNCILS = {"definition": {"kind": "definition"}}
PREPARING = (State.TRIAGE, State.DEFINED)

# A council is formed once the files of a call are open.
BEFORE_COUNCIL = (
    State.CATALOGUED,
    State.DRAFT,
    State.AWAITING_SIGN_OFF,
    State.TRIAGE,
    State.DEFINED,
    State.OPEN,
)

# A decision can be cancelled: then the files are in review again.
WITH_DECISION = (
    State.IN_REVIEW,
    State.RECOMMENDED,
    State.DECIDED,
    State.PILOT,
    State.ACCEPTANCE,
    State.CLOSED,
)
BEFORE_FILES = BEFORE_COUNCIL[:-1]
WITH_PILOT = (State.DECIDED, State.PILOT, State.ACCEPTANCE, State.CLOSED)


@register.inclusion_tag("ui/parts/tabs.html")
def case_tabs(challenge, current):
    """The tabs of a case file. current: the name of one. A page not built yet has no tab."""
    names = {
        "problem": ("challenges:detail", _("Problem")),
        "definition": ("review:council", _("Definition of the task")),
        "call": ("challenges:call", _("Call")),
        "questions": ("challenges:questions", _("Questions")),
        "who": ("matching:who", _("Who can solve it")),
        "files": ("challenges:files", _("Files sent")),
        "council": ("review:council", _("Council")),
        "decision": ("review:decision", _("Decision")),
        "pilot": ("pilots:pilot", _("Pilot")),
        "tasks": ("resolution:of_problem", _("Tasks")),
        "documents": ("challenges:documents", _("Documents")),
        "log": ("challenges:log", _("Log")),
    }
    call = getattr(challenge, "call", None)
    is_public = bool(call and call.published_at)
    shown = {
        "definition": current == "definition"
        or (challenge.state in PREPARING and asks_for_definition(challenge)),
        "call": is_public or (call and challenge.state in PREPARING),
        "questions": is_public,
        "files": is_public and challenge.state not in BEFORE_FILES,
        "council": challenge.state not in BEFORE_COUNCIL,
        "decision": challenge.state in WITH_DECISION,
        "pilot": challenge.state in WITH_PILOT,
    }
    tabs = [
        {"url": url, "label": label, "current": name == current}
        for name, (view, label) in names.items()
        if shown.get(name, True) and (url := _address(view, challenge, **COUNCILS.get(name, {})))
    ]
    return {"tabs": tabs, "label": _("Case file")}


@register.simple_tag
def state(challenge):
    """The state of a problem as a word on a ground; of one that has ended, how it ended too.

    Of an illustration, that it is one stands before.
    """
    words = [challenge.get_state_display(), challenge.get_outcome_display()]
    shown = ui.status(": ".join(filter(None, words)), TONES.get(challenge.state, ""))
    if not challenge.is_illustration:
        return shown
    return format_html("{} {}", ui.status(_("illustration"), "warn"), shown)


@register.simple_tag
def shared_marked(text, challenge):
    """The text with the words marked that the problem shares with the one being written."""
    return ui.marked(text, shared_spans(text, challenge.shared))


@register.simple_tag
def plain_quantity(value, unit):
    """14.2000 and "km/h" as "14,2 km/h": no decimals but those that say something."""
    return ui.quantity(Decimal(f"{value.normalize():f}"), unit)


@register.filter
def costs(task):
    """The kinds of cost of a task in words."""
    return "; ".join(str(Cost(one).label) for one in task.costs)


@register.filter
def frozen_lines(frozen):
    """Return [(label, text)] of a frozen text in the order of the page, without empty lines."""
    known: Any = Challenge._meta
    fields = [(known.get_field(name), frozen.content[name]) for name in FROZEN]
    return [(field.verbose_name, _as_read(field, text)) for field, text in fields if text]


def _as_read(field, text):
    """Return a frozen value as people read it; what was frozen stays as it is."""
    if isinstance(field, DecimalField):
        return number(Decimal(text))
    return dict(field.flatchoices).get(text, text)


@register.filter
def shared_words(challenge):
    """The words a similar problem shares, as it writes them itself."""
    return ", ".join(challenge.words[:6])


def _address(view, challenge, **more):
    try:
        return reverse(view, kwargs={"code": challenge.code} | more)
    except NoReverseMatch:
        return ""
