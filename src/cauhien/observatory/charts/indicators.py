"""The series of one indicator for one unit, over the years."""

from django.utils.translation import gettext as _

from cauhien.observatory.queries.merged import Computed
from cauhien.observatory.queries.values import said
from cauhien.observatory.states import Status
from cauhien.ui.charts import Chart
from cauhien.ui.shapes import Axis, Point, series
from cauhien.ui.words import figure


def series_chart(indicator, unit, values, breaks):
    """Return the Chart of a series, or None where fewer than two years can be drawn.

    values: all of the unit. Drawn are shown numbers of single years, of the definition that most
    of them have; a break parts the line.
    """
    drawn = drawable(values)
    if len(drawn) < 2:
        return None
    years = [one.year for one in breaks]
    points = [Point(one.year, one.number, run=sum(year <= one.year for year in years))
              for one in drawn]  # fmt: skip
    columns = [{"label": _("Year")}, {"label": indicator.measure or _("Value"), "number": True}]
    return Chart(
        f"{indicator}: {unit}",
        sentence(unit, drawn),
        columns,
        [[str(one.year), _told(one)] for one in drawn],
        series(points, Axis(indicator.measure, is_turned=indicator.direction < 0)),
    )


def _told(one):
    """Return a value as it was published, or the figure that is computed here."""
    return figure(one.number) if isinstance(one, Computed) else said(one)


def drawable(values):
    """Return the shown numbers of single years, of one definition, by year."""
    plain = [
        one
        for one in values
        if one.status == Status.SHOWN and one.is_single_year and one.number is not None
    ]
    held = [one.definition for one in plain]
    most = max(set(held), key=lambda word: (held.count(word), word), default="")
    return sorted((one for one in plain if one.definition == most), key=lambda one: one.year)


def sentence(unit, drawn):
    """Return what the series says: the first value and the last."""
    first, last = drawn[0], drawn[-1]
    return _("%(unit)s: %(first)s in %(since)s, %(last)s in %(year)s.") % {
        "unit": unit,
        "first": _told(first),
        "since": first.year,
        "last": _told(last),
        "year": last.year,
    }
