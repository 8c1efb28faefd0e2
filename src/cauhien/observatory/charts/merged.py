"""Tables of values that are computed from those of merged provinces, each part a link."""

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from cauhien.observatory.charts.comparing import measured
from cauhien.observatory.charts.units import linked, value_link
from cauhien.observatory.states import Merging
from cauhien.ui.words import figure, number


def computed_columns():
    return [
        {"label": _("Indicator")},
        {"label": _("Value"), "number": True},
        {"label": _("Year"), "number": True},
        {"label": _("Computed as")},
    ]


def computed_rows(found):
    """Return the rows of the Computed of one unit."""
    return [
        [
            linked("observatory:indicator", one.indicator.code, measured(one.indicator)),
            value_link(one),
            str(one.year),
            origin(one),
        ]
        for one in found
    ]


def origin(computed):
    """Return the rule and the parts of a Computed: each value and weight leads to its page."""
    rule = {
        Merging.SUM: _("sum"),
        Merging.MEAN: _("mean, weighted by: %(weight)s"),
    }[Merging(computed.indicator.merging)]
    weight = computed.parts[0].weight
    said = rule % {"weight": weight.indicator} if weight else rule
    return format_html("{} – {}", said, format_html_join("; ", "{} {}", map(_part, computed.parts)))


def _part(part):
    value = linked("observatory:value", part.value.code, figure(part.value.number))
    if part.weight is None:
        return part.value.unit, value
    weight = linked("observatory:value", part.weight.code, figure(part.weight.number))
    return part.value.unit, format_html("{} × {}", value, weight)


def today_columns(indicator):
    return [
        {"label": _("Province")},
        {"label": _("Rank"), "number": True},
        {"label": indicator.measure or _("Value"), "number": True},
        {"label": _("Where it comes from")},
    ]


def today_rows(ranked, computed):
    """Return the provinces that exist today, the best first; equals share a rank.

    ranked: [(rank, Value)] of all provinces; computed: the Computed of those made by a merger.
    """
    printed = [
        (value.number, value.unit, linked("observatory:value", value.code, _("as printed")))
        for _rank, value in ranked
        if value.unit.valid_to is None
    ]
    found = printed + [(one.number, one.unit, origin(one)) for one in computed]
    better = computed[0].indicator.direction or 1
    found.sort(key=lambda one: (-better * one[0], one[1].sort_key))
    numbers = [one[0] for one in found]
    return [
        [
            linked("observatory:unit", unit.code, unit),
            number(numbers.index(value) + 1),
            figure(value),
            said,
        ]
        for value, unit, said in found
    ]
