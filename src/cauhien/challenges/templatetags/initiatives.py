"""What the pages of a file share: its tabs, its state, how a team's file is called."""

from decimal import Decimal

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from cauhien.challenges.queries.initiative.duplicates import asked_of
from cauhien.challenges.states import RUNNING_TEXTS, TEXT_LABELS, InitiativeState, Part
from cauhien.ui import words as written
from cauhien.ui.templatetags import ui

register = template.Library()

TONES = {
    InitiativeState.SUBMITTED: "info",
    InitiativeState.FIX_ASKED: "warn",
    InitiativeState.ELIGIBLE: "ok",
    InitiativeState.NOT_ELIGIBLE: "bad",
    InitiativeState.IN_REVIEW: "info",
    InitiativeState.SELECTED: "ok",
    InitiativeState.PILOT: "info",
    InitiativeState.MET: "ok",
}


@register.inclusion_tag("ui/parts/tabs.html")
def file_tabs(initiative, current, sight):
    """The tabs of a file, those of its team and of who screens it besides. current: one's name."""
    names = {"file": ("initiative", _("Content"))}
    if sight.is_team:
        names |= {
            "documents": ("initiative_documents", _("Attachments")),
            "team": ("initiative_team", _("Team")),
        }
    if sight.has(Part.CONTENT):
        names["versions"] = ("initiative_versions", _("Versions sent"))
    if sight.is_team:
        names["log"] = ("initiative_log", _("Log"))
    if initiative.is_screened_by_reader:
        names["screening"] = ("initiative_screening", _("Screening"))
    if initiative.state != InitiativeState.DRAFT and (
        sight.is_team or initiative.is_screened_by_reader
    ):
        names["requests"] = ("initiative_requests", _("Changes of the team"))
    tabs = [
        {
            "url": reverse(f"challenges:{view}", args=[initiative.code]),
            "label": label,
            "current": name == current,
        }
        for name, (view, label) in names.items()
    ]
    if asked := _last_asked(initiative, sight):
        url = reverse("challenges:initiative_likeness", args=[initiative.code, asked])
        label = _("Passages that stand elsewhere too")
        tabs.append({"url": url, "label": label, "current": current == "likeness"})
    return {"tabs": tabs, "label": _("Parts of the file")}


def _last_asked(initiative, sight):
    """Return the code of what the team was asked about last, None where there is nothing."""
    if not sight.is_team or initiative.opened_at is None:
        return None
    return asked_of(initiative).values_list("code", flat=True).first()


@register.simple_tag
def file_state(state):
    """The state of a file, as its reader may know it, as a word on a ground."""
    return ui.status(InitiativeState(state).label, TONES.get(state, ""))


@register.filter
def text_label(name):
    """How one of the written texts of a file is headed."""
    return TEXT_LABELS.get(name, name)


@register.filter
def place_label(place):
    """A place in a document, ["page", 3], in words."""
    kind, number = place
    words_for = {
        "page": _("page %(number)s"),
        "paragraph": _("paragraph %(number)s"),
        "cell": _("cell %(number)s"),
        "header": _("header"),
        "footer": _("footer"),
        "footnotes": _("footnote %(number)s"),
        "endnotes": _("endnote %(number)s"),
        "comments": _("comment %(number)s"),
        "name": _("name of the document"),
    }
    return words_for.get(kind, kind) % {"number": number}


@register.filter
def written_texts(content):
    """Return [(label, text, language)] of the running texts of a file, in the form's order."""
    said = content["texts"]
    return [
        (label, said[name], "en" if name.endswith("_en") else "vi")
        for name, label in RUNNING_TEXTS.items()
        if said.get(name)
    ]


@register.simple_tag
def figure(value, unit=""):
    """A kept number ("900000000") as people of the page's language write it."""
    return ui.quantity(Decimal(value), unit) if value else ""


@register.simple_tag
def total(rows):
    """What the amounts of a budget come to."""
    return written.number(sum(Decimal(row["amount"]) for row in rows if row["amount"]))
