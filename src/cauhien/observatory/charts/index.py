"""Pictures of an index: ranks with their ranges, and what moves them."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from cauhien.observatory.states import Factor
from cauhien.ui.charts import Chart
from cauhien.ui.shapes import Axis, Interval, intervals
from cauhien.ui.words import number


def percent(share):
    """Return 0.714 as "71 %"; nearly all and nearly nothing are not rounded to all and nothing."""
    shown = number(100 * share, 0)
    if shown == "100" and share < 1:
        return f">\u00a0{number(99.5)}\u00a0%"
    if shown == "0" and share > 0:
        return f"<\u00a0{number(0.5)}\u00a0%"
    return f"{shown}\u00a0%"


def edges(low, high):
    """Return "3–5", or "3" where both ends are the same; nothing where there are none."""
    if low is None:
        return ""
    ends = number(low, 0), number(high, 0)
    return ends[0] if ends[0] == ends[1] else "–".join(ends)


def ranks(placed, units, scope):
    """Return the Chart of ranks. placed: of bridge.ranking. units: {code: Unit}. scope: a Scope."""
    found = [
        Interval(str(units[one.unit]), one.low, one.rank, one.high, one.unit in scope.own)
        for one in placed
        if one.low is not None
    ]
    title = _("Rank in %(group)s: dot by the published method, bar 90 %% of the variants")
    return Chart(
        title % {"group": scope.group},
        ranks_sentence(placed, units, scope),
        columns(scope.k),
        [cells(one, units) for one in placed],
        intervals(found, Axis(_("rank"), 1, len(placed))),
    )


def ranks_sentence(placed, units, scope):
    """Return "Viet Nam is in the ASEAN top 5 in 71 % of the 10,000 variants."

    Where none of the units is an own one, it is told of who stands first.
    """
    own = next((one for one in placed if one.unit in scope.own), placed[0])
    said = _("%(unit)s is in the %(group)s top %(k)s in %(share)s of the %(runs)s variants.")
    return said % {
        "unit": units[own.unit],
        "group": scope.group,
        "k": scope.k,
        "share": percent(own.within),
        "runs": number(scope.runs),
    }


def columns(k):
    return [
        {"label": _("Unit")},
        {"label": _("Rank"), "number": True},
        {"label": _("Range in 9 of 10 variants"), "number": True},
        {"label": _("Among the first %(k)s in") % {"k": k}, "number": True},
        {"label": _("Score"), "number": True},
        {"label": _("Group"), "number": True},
    ]


def cells(one, units):
    """Return the cells of one unit, its name a link to its page."""
    page = reverse("observatory:unit", args=[one.unit])
    return [
        format_html('<a href="{}">{}</a>', page, units[one.unit]),
        number(one.rank),
        edges(one.low, one.high),
        "" if one.within is None else percent(one.within),
        number(one.score, 1),
        number(one.group),
    ]


def groups(placed, units):
    """Return [names of units] of each group of more than one that cannot be told apart."""
    found = {}
    for one in placed:
        found.setdefault(one.group, []).append(str(units[one.unit]))
    return [", ".join(names) for group, names in sorted(found.items()) if len(names) > 1]


def duels(unit, found, units):
    """Return (columns, rows, sentence): in how many variants a unit stands before each other one.

    None where it stands beside nobody. found: of bridge.profiles.duels. units: {code: Unit}.
    """
    if not found:
        return None
    columns = [{"label": _("Unit")}, {"label": _("Stands before it in"), "number": True}]
    rows = [[str(units[other]), percent(share)] for other, share in found]
    other, share = min(found, key=lambda one: abs(one[1] - 0.5))
    said = _(
        "It is closest with %(other)s: %(unit)s stands before it in %(share)s of the variants."
    )
    told = {"other": units[other], "unit": unit, "share": percent(share)}
    return columns, rows, said % told


def drivers(variants, unit=None, group=""):
    """Return the Chart of what moves the ranks, or that of a unit in the whole group; None where
    there are no numbers of it.
    """
    told = variants["sensitivity"]
    shares = told.get("own", {}).get(unit.code) if unit else told
    if not shares or "reason" in told:
        return None
    title = _("What moves the ranks: share of their variance, with all that a choice acts with")
    said = _("The ranks are moved most by %(choice)s: %(share)s of the variance of %(runs)s runs.")
    if unit:
        title = _("What moves the rank of %(unit)s in %(group)s: share of its variance")
        said = _(
            "The rank of %(unit)s in %(group)s is moved most by %(choice)s: %(share)s of its"
            " variance over %(runs)s runs."
        )
    about = {"unit": unit, "group": group}
    names = [str(Factor(factor).label) for factor in variants["factors"]]
    parts = zip(names, *(shares[name] for name in ("low", "total", "high", "first")), strict=True)
    found = sorted(parts, key=lambda one: -one[2])
    return Chart(
        title % about,
        drivers_sentence(said, found[0], told["runs"], about),
        [
            {"label": _("Choice")},
            {"label": _("Share"), "number": True},
            {"label": _("Range"), "number": True},
            {"label": _("Of it alone"), "number": True},
        ],
        [
            [name, percent(middle), f"{percent(low)} – {percent(high)}", percent(max(alone, 0))]
            for name, low, middle, high, alone in found
        ],
        intervals(
            [Interval(*one[:4]) for one in found],
            Axis(_("share of the variance"), 0, format=".0%"),
        ),
    )


def drivers_sentence(said, most, runs, about):
    """Return which choice moves ranks most. most: its name and the low, middle and high share."""
    return said % {
        **about,
        "choice": most[0],
        "share": percent(most[2]),
        "runs": number(runs),
    }


def tried_columns(k):
    """Return the columns of ranks by other weights: `columns`, and the rank as published."""
    first, rank, *others = columns(k)
    return [first, rank, {"label": _("As published"), "number": True}, *others]


def tried_cells(placed, tried, units):
    before = {one.unit: one.rank for one in placed}
    rows = [(one, cells(one, units)) for one in tried]
    return [[*row[:2], number(before[one.unit]), *row[2:]] for one, row in rows]


def tried_sentence(placed, tried, units, scope):
    """Return how many units change their rank, and where an own one goes."""
    before = {one.unit: one.rank for one in placed}
    moved = sum(before[one.unit] != one.rank for one in tried)
    own = next((one for one in tried if one.unit in scope.own), tried[0])
    said = _(
        "With these weights %(moved)s of %(all)s units change their rank;"
        " %(unit)s: %(rank)s instead of %(before)s."
    )
    return said % {
        "moved": number(moved),
        "all": number(len(tried)),
        "unit": units[own.unit],
        "rank": number(own.rank),
        "before": number(before[own.unit]),
    }
