"""Candidates as a page shows them: names, links, words and marks for what the run has kept."""

from django.utils.translation import gettext_lazy as _

from cauhien.matching.states import ONE, PROOFS, claim
from cauhien.matching.subjects import url_of
from cauhien.organisations.states import Zone
from cauhien.ui.words import zone_name

_HEADINGS = {
    Zone.CITY: _("In %(place)s"),
    Zone.COUNTRY: _("Elsewhere in %(place)s"),
    Zone.UNKNOWN: _("Place not stated"),
    Zone.ABROAD: _("Abroad"),
}


def shown(candidate, mark=None):
    """Return what the list shows of a candidate. candidate: dict of a Match's fields."""
    kind = candidate["kind"]
    evidence = [_evidence(row, candidate) for row in candidate["evidence"]]
    return candidate | {
        "url": url_of(kind, candidate["code"]),
        "kind_label": ONE[kind],
        "zone_label": zone_name(candidate["zone"]),
        "claim": claim(kind, candidate["closeness"], _best(candidate)),
        "evidence": evidence,
        "itself": next((row for row in evidence if row["is_itself"]), None),
        "mark": mark,
    }


def heading(zone):
    """Return the heading over the candidates of a place."""
    return _HEADINGS[zone] % {"place": zone_name(zone)}


def _best(candidate):
    """Return the kind of the text that speaks most for a candidate."""
    return candidate["evidence"][0]["kind"] if candidate["evidence"] else ""


def _evidence(row, candidate):
    """Return a proof with its link; of a candidate that is the text itself only the passage."""
    is_itself = (row["kind"], row["code"]) == (candidate["kind"], candidate["code"])
    is_own = row["kind"] == "organisation" and row["code"] == candidate["code"]
    return row | {
        "url": "" if is_itself or is_own else url_of(row["kind"], row["code"]),
        "kind_label": _("Own description") if is_own else PROOFS[row["kind"]],
        "is_itself": is_itself,
    }
