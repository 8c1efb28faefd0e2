"""Pictures and tables of units: where one stands among its peers, and who leads in what."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from cauhien.observatory.charts.comparing import measured
from cauhien.observatory.charts.index import edges
from cauhien.observatory.queries.merged import Computed
from cauhien.observatory.queries.values import said
from cauhien.ui.charts import Chart
from cauhien.ui.shapes import Axis, Point, series
from cauhien.ui.words import figure, number


def line_columns():
    return [
        {"label": _("Indicator")},
        {"label": _("Value"), "number": True},
        {"label": _("Year"), "number": True},
        {"label": _("Rank"), "number": True},
        {"label": _("Median"), "number": True},
    ]


def line_rows(lines):
    """Return the rows of profile Lines: the value leads to its source, the name to its page."""
    return [
        [
            _indicator_link(one.value.indicator),
            value_link(one.value),
            str(one.value.year),
            _("no other value") if one.is_alone else _ranked(one),
            "" if one.is_alone else figure(one.middle),
        ]
        for one in lines
    ]


def _ranked(one):
    return _("%(rank)s of %(of)s") % {"rank": number(one.rank), "of": number(one.of)}


def profile_sentence(unit, profile):
    """Return in how many of its indicators a unit leads and lags."""
    said = _(
        "%(unit)s is in the best quarter of its peers in %(leads)s of %(all)s indicators,"
        " in the last quarter in %(lags)s."
    )
    return said % {
        "unit": unit,
        "leads": number(len(profile.leads)),
        "lags": number(len(profile.lags)),
        "all": number(profile.compared),
    }


def linked(view, code, text):
    return format_html('<a href="{}">{}</a>', reverse(view, args=[code]), text)


def _indicator_link(indicator):
    return linked("observatory:indicator", indicator.code, measured(indicator))


def value_link(value):
    """Return the number as a link to its page; a Computed leads to its parts and their source."""
    said = f"{value.sign} {figure(value.number)}".strip()
    if isinstance(value, Computed):
        there = reverse("observatory:indicator", args=[value.indicator.code])
        return format_html('<a href="{}?unit={}">{}</a>', there, value.unit.code, said)
    return linked("observatory:value", value.code, said)


def with_measure(value):
    """Return "≥ 41.5 %": sign, number, unit of measure."""
    shown = figure(value.number) if value.number is not None else value.printed
    return f"{value.sign} {shown} {value.indicator.measure}".strip()


def editions(unit, group, places, of):
    """Return the Chart of a unit's rank over editions. places: [(year, Placed)], newest last."""
    points = [Point(year, one.rank, low=one.low, high=one.high) for year, one in places]
    return Chart(
        _("Rank of %(unit)s in %(group)s by edition, bar 90 %% of the variants")
        % {"unit": unit, "group": group},
        editions_sentence(unit, group, places),
        [
            {"label": _("Edition")},
            {"label": _("Rank"), "number": True},
            {"label": _("Range in 9 of 10 variants"), "number": True},
        ],
        [
            [
                str(year),
                number(one.rank),
                edges(one.low, one.high),
            ]
            for year, one in places
        ],
        series(points, Axis(_("rank"), 1, of, is_turned=True, format="d")),
    )


def editions_sentence(unit, group, places):
    """Return the newest rank with its range, and the one of the first edition."""
    (first_year, first), (year, last) = places[0], places[-1]
    said = _(
        "%(unit)s is number %(rank)s in %(group)s in %(year)s, %(range)s in 90 %% of the variants;"
        " in %(first_year)s it was number %(first)s."
    )
    if first_year == year:
        said = _(
            "%(unit)s is number %(rank)s in %(group)s in %(year)s,"
            " %(range)s in 90 %% of the variants."
        )
    return said % {
        "unit": unit,
        "rank": last.rank,
        "group": group,
        "year": year,
        "range": edges(last.low, last.high),
        "first_year": first_year,
        "first": first.rank,
    }


def pillar_columns():
    return [
        {"label": _("Pillar")},
        {"label": _("Rank"), "number": True},
        {"label": _("Range in 9 of 10 variants"), "number": True},
        {"label": _("Score"), "number": True},
    ]


def pillar_rows(found, names):
    return [
        [
            names[one.code],
            _ranked(one),
            edges(one.low, one.high),
            number(one.score, 1),
        ]
        for one in found
    ]


def ranked_columns(indicator):
    return [
        {"label": _("Province")},
        {"label": _("Rank"), "number": True},
        {"label": indicator.measure or _("Value"), "number": True},
    ]


def ranked_rows(ranked):
    return [
        [
            linked("observatory:unit", value.unit.code, value.unit),
            number(rank),
            value_link(value),
        ]
        for rank, value in ranked
    ]


def ranked_sentence(ranked, indicator, year, own):
    """Return who stands first, and where an own unit stands."""
    if not ranked:
        return _("No year has enough values to compare.")
    best = ranked[0][1]
    mine = next((one for one in ranked if one[1].unit.code in own), ranked[0])
    said = _(
        "%(indicator)s, %(year)s: %(best)s is first of %(of)s with %(value)s;"
        " %(unit)s is number %(rank)s with %(own)s."
    )
    if mine[1] == best:
        said = _("%(indicator)s, %(year)s: %(best)s is first of %(of)s with %(value)s.")
    return said % {
        "indicator": indicator,
        "year": year,
        "best": best.unit,
        "of": number(len(ranked)),
        "value": with_measure(best),
        "unit": mine[1].unit,
        "rank": number(mine[0]),
        "own": with_measure(mine[1]),
    }


def board_columns(indicators):
    return [{"label": _("City")}, *({"label": str(one)} for one in indicators)]


def board_rows(units, indicators, board):
    """Return a row for each unit: the newest value and its year."""
    return [
        [
            linked("observatory:unit", unit.code, unit),
            *(_published(board[unit.pk].get(one.pk)) for one in indicators),
        ]
        for unit in units
    ]


def board_sentence(units, indicators):
    said = _(
        "%(cities)s cities in %(rankings)s published ranks and scores, each as printed, of the"
        " year beside it. Their parts are not public, so they are not computed anew here."
    )
    return said % {"cities": number(len(units)), "rankings": number(len(indicators))}


def _published(value):
    if value is None:
        return ""
    year = f"\u00a0({value.period})" if value.period else ""
    return linked("observatory:value", value.code, f"{said(value)}{year}")
