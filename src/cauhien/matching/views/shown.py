"""Candidates as a page shows them: names, links, words and marks for what the run has kept."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cauhien.core.subjects import subject
from cauhien.matching.states import Kind
from cauhien.organisations.states import Zone
from cauhien.ui.words import zone_name

# A candidate that is itself the text found: close, related, distant.
_ITSELF = (_("Close to this"), _("Related to this"), _("Touches on this"))
# What may be said of whoever holds the text: no more than that kind of text shows. Only a
# project says that something was done.
_CLAIMS = {
    "work": (
        _("Published work close to this"),
        _("Published work related to this"),
        _("Published work that touches on this"),
    ),
    "project": (
        _("Has done a project close to this"),
        _("Has done a project related to this"),
        _("Has done a project that touches on this"),
    ),
    "technology": (
        _("Has a technology close to this"),
        _("Has a technology related to this"),
        _("Has a technology that touches on this"),
    ),
    "laboratory": (
        _("Has a laboratory for what is close to this"),
        _("Has a laboratory for what is related to this"),
        _("Has a laboratory for what touches on this"),
    ),
    "organisation": (
        _("States a field of work close to this"),
        _("States a field of work related to this"),
        _("States a field of work that touches on this"),
    ),
}
_STEPS = ("close", "related", "distant")
_HOLDERS = {Kind.PERSON, Kind.ORGANISATION, Kind.ENTERPRISE}
_HEADINGS = {
    Zone.CITY: _("In %(place)s"),
    Zone.COUNTRY: _("Elsewhere in %(place)s"),
    Zone.UNKNOWN: _("Place not stated"),
    Zone.ABROAD: _("Abroad"),
}


def shown(candidate, mark=None):
    """Return what the list shows of a candidate. candidate: dict of a Match's fields."""
    kind = candidate["kind"]
    return candidate | {
        "url": url_of(kind, candidate["code"]),
        "kind_label": _label(kind),
        "zone_label": zone_name(candidate["zone"]),
        "claim": claim(candidate),
        "evidence": [_evidence(row, candidate) for row in candidate["evidence"]],
        "mark": mark,
    }


def claim(candidate):
    """Return the sentence that says how close a candidate is and by what."""
    kind, step = candidate["kind"], _STEPS.index(candidate["closeness"])
    proof = candidate["evidence"][0]["kind"] if candidate["evidence"] else ""
    if kind in _HOLDERS and proof in _CLAIMS:
        return _CLAIMS[proof][step]
    return _ITSELF[step]


def url_of(kind, code):
    """Return the address of a thing; an enterprise is an organisation."""
    kind = "organisation" if kind == Kind.ENTERPRISE else kind
    return reverse(subject(kind).url_name, kwargs={"code": code})


def heading(zone):
    """Return the heading over the candidates of a place."""
    return _HEADINGS[zone] % {"place": zone_name(zone)}


def _label(kind):
    if kind == Kind.ENTERPRISE:
        return _("Enterprise")
    return subject(kind).label


def _evidence(row, candidate):
    """Return a proof with its link; of a candidate that is the text itself only the passage."""
    is_itself = (row["kind"], row["code"]) == (candidate["kind"], candidate["code"])
    is_own = row["kind"] == "organisation" and row["code"] == candidate["code"]
    return row | {
        "url": "" if is_itself or is_own else url_of(row["kind"], row["code"]),
        "kind_label": _("Own description") if is_own else _label(row["kind"]),
        "is_itself": is_itself,
    }
