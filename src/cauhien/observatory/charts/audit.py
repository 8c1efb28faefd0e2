"""Pictures and tables of an audit: what weights say, and what they do."""

from django.utils.translation import gettext as _

from cauhien.observatory.charts.index import percent
from cauhien.ui.charts import Chart
from cauhien.ui.shapes import Axis, Interval, intervals
from cauhien.ui.words import number


def weights(parts, names):
    """Return the Chart of nominal against effective weights of pillars. names: {code: name}."""
    found = [
        Interval(
            names[part.code],
            min(part.nominal, part.effective),
            part.effective,
            max(part.nominal, part.effective),
        )
        for part in parts
    ]
    return Chart(
        _("Weights of the pillars: dot what they do, bar from what was set"),
        weights_sentence(parts, names),
        pillar_columns(),
        pillar_rows(parts, names),
        intervals(found, Axis(_("share of the index"), 0, format=".0%")),
    )


def weights_sentence(parts, names):
    """Return in which pillar what a weight does is farthest from what was set."""
    far = max(parts, key=lambda part: abs(part.effective - part.nominal))
    said = _("Farthest apart is %(pillar)s: %(nominal)s were set, %(effective)s come of it.")
    return said % {
        "pillar": names[far.code],
        "nominal": percent(far.nominal),
        "effective": percent(far.effective),
    }


def pillar_columns():
    return [
        {"label": _("Pillar")},
        {"label": _("Set"), "number": True},
        {"label": _("Comes of it"), "number": True},
        {"label": _("Correlation with the index"), "number": True},
        {"label": _("Cronbach’s alpha"), "number": True},
        {"label": _("Ranks move without it by"), "number": True},
    ]


def pillar_rows(parts, names):
    return [[*_told(part, names), number(part.alpha, 2), number(part.removed, 1)] for part in parts]


def indicator_columns():
    columns = pillar_columns()
    return [{"label": _("Indicator")}, *columns[1:4], columns[5]]


def indicator_rows(parts, names):
    return [[*_told(part, names), number(part.removed, 1)] for part in parts]


def pairs(found, names):
    """Return "A, B (0.95)" of each pair."""
    return [f"{names[one]}, {names[other]} ({number(r, 2)})" for one, other, r in found]


def _told(part, names):
    return [
        names[part.code],
        percent(part.nominal),
        percent(part.effective),
        number(part.correlation, 2),
    ]
