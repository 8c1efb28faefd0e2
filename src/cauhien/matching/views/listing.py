"""A list of candidates with its tabs, places and pages, from whatever was found."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.utils.http import urlencode

from cauhien.matching.queries import ZONES
from cauhien.matching.states import Closeness, Kind
from cauhien.matching.views.shown import heading, shown
from cauhien.organisations.states import Zone
from cauhien.ui.words import zone_name

PER_PAGE = 20
NEAR = {Closeness.CLOSE, Closeness.RELATED}
SOLVE_NOTHING = {Kind.WORK, Kind.CHALLENGE}  # works point to people, problems to nobody


@dataclass(frozen=True)
class Asked:
    """Which tab, place and page of a list is wanted; what makes no sense is left out."""

    kind: str = ""
    zone: str = ""
    page: str = "1"

    @classmethod
    def of(cls, query, tab="kind"):
        """Return what an address, or with tab="tab" a form about one candidate, asks for."""
        kind, zone = query.get(tab, ""), query.get("zone", "")
        return cls(
            kind if kind in Kind.values else "",
            zone if zone in Zone.values else "",
            query.get("page", "1"),
        )

    @property
    def query(self):
        """Return the part of the address that asks for the same."""
        return urlencode({"kind": self.kind, "zone": self.zone, "page": self.page})


def listing(candidates, asked, describe, marks=None):
    """Return what the list's template wants.

    candidates: dicts with kind, code, zone and closeness, all that the reader may see, nearest
    places first, problems last. describe: takes some of them, returns dicts of a Match's fields.
    """
    of_kind = [one for one in candidates if asked.kind in {"", one["kind"]}]
    of_zone = [one for one in of_kind if asked.zone in {"", one["zone"]}]
    page = Paginator(of_zone, PER_PAGE).get_page(asked.page)
    return {
        "asked": asked,
        "page": page,
        "groups": _groups(describe(list(page)), marks or {}),
        "kinds": _kinds(candidates, asked),
        "zones": _zones(of_kind, asked),
        "says_nobody": asked.kind not in SOLVE_NOTHING and not _near(of_kind, here=True),
        "somebody_there": _near(of_kind, here=False),
    }


def _groups(rows, marks):
    """Return the candidates of a page under the heading of their place, problems under theirs."""
    groups = {}
    for one in rows:
        mark = marks.get((one["kind"], one["code"]))
        is_problem = one["kind"] == Kind.CHALLENGE
        title = Kind.CHALLENGE.label if is_problem else heading(one["zone"])
        groups.setdefault(title, []).append(shown(one, mark))
    return [{"heading": title, "rows": rows} for title, rows in groups.items()]


def _kinds(candidates, asked):
    """Return the tabs: all kinds, then those of which there is one."""
    counts = {kind: sum(one["kind"] == kind for one in candidates) for kind in Kind}
    tabs = [{"value": "", "label": "", "count": len(candidates), "current": not asked.kind}]
    for kind, count in counts.items():
        if count or asked.kind == kind:
            tab = {"value": kind.value, "label": kind.label, "count": count}
            tabs.append(tab | {"current": asked.kind == kind})
    return tabs


def _zones(candidates, asked):
    counts = {zone: sum(one["zone"] == zone for one in candidates) for zone in ZONES}
    return [
        {
            "value": zone.value,
            "label": zone_name(zone),
            "count": count,
            "current": zone == asked.zone,
        }
        for zone, count in counts.items()
        if count or zone == asked.zone
    ]


def _near(candidates, here):
    """Return whether somebody or something of the city (or of elsewhere) is near."""
    return any(
        one["closeness"] in NEAR and one["kind"] not in SOLVE_NOTHING
        for one in candidates
        if (one["zone"] == Zone.CITY) == here
    )
