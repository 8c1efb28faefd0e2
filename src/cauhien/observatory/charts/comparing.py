"""Pictures and tables of two editions or methods, and of what would reach a rank."""

import json

from django.utils.translation import gettext as _

from cauhien.observatory.charts.index import percent
from cauhien.observatory.states import BadBook
from cauhien.ui.charts import Chart
from cauhien.ui.shapes import Axis, Interval, intervals
from cauhien.ui.words import figure, number

MOST = 20  # lines of the picture; the table has all
CHANGED = {
    "before": lambda: _("as it was"),
    "data": lambda: _("with the new values"),
    "frame": lambda: _("with the new weights and tree"),
    "plan": lambda: _("with the new steps"),
}


def edition(computation):
    """Return "name of the frame, 2025"."""
    return f"{computation.frame}, {computation.year}"


def shifts(found, correlation, names, units, unit):
    """Return the Chart of Shifts. names: of what was before and after. unit: the one explained."""
    both = [one for one in found if one.places is not None]
    near = [one for one in both if one.after <= MOST or one.unit == unit]
    drawn = [
        Interval(
            str(units[one.unit]),
            min(one.before, one.after),
            one.after,
            max(one.before, one.after),
            one.unit == unit,
        )
        for one in near
    ]
    title = _("Ranks: dot “%(after)s”, bar from “%(before)s”")
    return Chart(
        title % {"before": names[0], "after": names[1]},
        shifts_sentence(both, correlation),
        [
            {"label": _("Unit")},
            {"label": names[0], "number": True},
            {"label": names[1], "number": True},
            {"label": _("Places up"), "number": True},
        ],
        [
            [str(units.get(one.unit, one.unit)), *(number(n) for n in one[1:]), _signed(one.places)]
            for one in found
        ],
        intervals(drawn, Axis(_("rank"), 1, max((one.high for one in drawn), default=None))),
    )


def shifts_sentence(both, correlation):
    """Return how many units keep their rank, and how far the others go at most."""
    kept = sum(one.places == 0 for one in both)
    most = max((abs(one.places) for one in both), default=0)
    said = _(
        "%(kept)s of %(all)s units keep their rank, the others move by %(most)s places at most;"
        " the ranks correlate at %(r)s."
    )
    if kept == len(both):
        said = _("All %(all)s units keep their rank.")
    return said % {
        "kept": number(kept),
        "all": number(len(both)),
        "most": number(most),
        "r": number(correlation, 2),
    }


def step_columns():
    return [
        {"label": _("What was changed, one upon the other")},
        {"label": _("Rank"), "number": True},
        {"label": _("Score"), "number": True},
    ]


def step_rows(steps):
    """Return the rows of the steps from one edition to the next."""
    return [[CHANGED[what](), number(rank), number(score, 1)] for what, rank, score in steps]


def cell_columns():
    """Return the columns of what a workbook that came back changes."""
    return [
        {"label": _("What changes")},
        {"label": _("In the workbook"), "number": True},  # in sight on a phone
        {"label": _("Before"), "number": True},
        {"label": _("Sheet, row")},
    ]


def cell_rows(cells):
    """Return a row for each of bridge.workbook's Cells."""
    return [
        [one.what, _written(one.after), _written(one.before), _place(one.sheet, one.row)]
        for one in cells
    ]


def fault_columns():
    return [{"label": _("Sheet, row")}, {"label": _("Column")}, {"label": _("Why")}]


def fault_rows(faults):
    """Return a row for each (sheet, core.sheets.Fault); the engine's own reasons stay."""
    known = set(BadBook.values)
    return [
        [
            _place(sheet, one.row),
            one.column,
            str(BadBook(one.reason).label) if one.reason in known else one.reason,
        ]
        for sheet, one in faults
    ]


def _place(sheet, row):
    return f"{sheet}, {row}" if row else sheet


def _written(value):
    if value is None:
        return "—"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return figure(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def reach_columns(k):
    return [
        {"label": _("What changes")},
        {"label": _("Needed"), "number": True},  # first of all figures, in sight on a phone
        {"label": _("Now"), "number": True},
        {"label": _("Of the way to the best"), "number": True},
        {"label": _("Rank then"), "number": True},
        {"label": _("Among the first %(k)s in") % {"k": k}, "number": True},
    ]


def reach_rows(found, chances, indicators):
    """Return a row for each move. chances: one for each. indicators: {code: Indicator}."""
    return [
        [
            " + ".join(measured(indicators[code]) for code in one.codes),
            " + ".join(map(figure, one.needed)),
            " + ".join(map(figure, one.now)),
            percent(one.share),
            number(one.rank),
            percent(chance),
        ]
        for one, chance in zip(found, chances, strict=True)
    ]


def chance_sentence(unit, k, chances, runs):
    """Return how sure the rank is now and after the smallest change. chances: now, then, …"""
    now, *then = chances
    said = _(
        "Over %(runs)s variants of the method %(unit)s is among the first %(k)s in %(now)s as it"
        " is now, and in %(then)s after the smallest change."
    )
    if not then:
        said = _(
            "Over %(runs)s variants of the method %(unit)s is among the first %(k)s in %(now)s."
        )
    return said % {
        "runs": number(runs),
        "unit": unit,
        "k": k,
        "now": percent(now),
        "then": percent(then[0]) if then else "",
    }


def in_sentence(unit, k):
    return _("%(unit)s already has rank %(k)s or better.") % {"unit": unit, "k": k}


def reach_sentence(found, short, asked, indicators):
    """Return the smallest change in one sentence, or that there is none. asked: (unit, rank)."""
    unit, k = asked
    if not found:
        said = _("No one or two of the indicators tried bring %(unit)s to rank %(k)s.")
        return said % {"unit": unit, "k": k}
    best = found[0]
    said = _(
        "The smallest change that brings %(unit)s to rank %(k)s: %(what)s from %(now)s to"
        " %(needed)s. Of the other indicators %(short)s do not suffice alone, even at the best"
        " value that any unit has."
    )
    return said % {
        "unit": unit,
        "k": k,
        "what": " + ".join(str(indicators[code]) for code in best.codes),
        "now": _figures(best.now, best.codes, indicators),
        "needed": _figures(best.needed, best.codes, indicators),
        "short": number(short),
    }


def _figures(values, codes, indicators):
    return " + ".join(
        f"{figure(value)} {indicators[code].measure}".strip()
        for value, code in zip(values, codes, strict=True)
    )


def measured(indicator):
    """Return "Research spending (% of GDP)", so that the figures beside it stay short."""
    return f"{indicator} ({indicator.measure})" if indicator.measure else str(indicator)


def _signed(places):
    return "" if places is None else f"{'+' if places > 0 else ''}{number(places)}"
