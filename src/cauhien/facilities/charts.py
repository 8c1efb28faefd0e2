"""The picture of the use of laboratories: of the hours that were open, how many were used."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cauhien.ui.charts import LAKE, Chart, beside
from cauhien.ui.words import number

MOST = 25  # laboratories in the picture; the table has them all


def use_of(figures):
    """Return the Chart of Figures, None where there is nothing to draw."""
    if not figures:
        return None
    columns = [
        {"label": _("Laboratory")},
        {"label": _("Open hours used, %"), "number": True},
        {"label": _("Hours open"), "number": True},
        {"label": _("Hours out of order"), "number": True},
        {"label": _("Hours used"), "number": True},
        {"label": _("Hours nobody came"), "number": True},
        {"label": _("Requests"), "number": True},
        {"label": _("Accepted"), "number": True},
        {"label": _("Refused"), "number": True},
        {"label": _("Unanswered after the day"), "number": True},
    ]
    rows = [_row(one) for one in figures]
    return Chart(
        _("Open hours used, by laboratory"), _sentence(figures), columns, rows, _bars(figures)
    )


def _row(one):
    share = None if one.share is None else round(100 * one.share)
    hours = [round(value, 1) for value in (one.open, one.down, one.used, one.missed)]
    return [str(one.laboratory), share, *hours, one.asked, one.accepted, one.refusals, one.late]


def _sentence(figures):
    opened = sum(one.open for one in figures)
    used = sum(one.used for one in figures)
    asked, refused = sum(one.asked for one in figures), sum(one.refusals for one in figures)
    said = ngettext(
        "%(n)s laboratory is open or was asked for; %(refused)s of %(asked)s requests refused.",
        "%(n)s laboratories are open or were asked for; %(refused)s of %(asked)s requests refused.",
        len(figures),
    ) % {"n": number(len(figures)), "asked": number(asked), "refused": number(refused)}
    if not opened:
        return said
    share = f"{number(100 * used / opened, 0)}\u00a0%"
    also = _("Of the open hours %(share)s were used.") % {"share": share}
    return f"{said} {also}"


def _bars(figures):
    """Return the function of a width that draws one bar for each laboratory with open hours."""
    values = [
        {"name": str(one.laboratory), "share": one.share}
        for one in figures
        if one.share is not None
    ][:MOST]
    title = _("Open hours used")

    def spec(width):
        axis, row = beside([value["name"] for value in values], width)
        names = {
            "field": "name", "type": "nominal", "sort": None, "title": None, "axis": axis,
        }  # fmt: skip
        along = {
            "field": "share", "type": "quantitative", "title": title,
            "scale": {"domain": [0, 1]}, "axis": {"format": ".0%", "tickCount": 5},
        }  # fmt: skip
        return {
            "data": {"values": values},
            "height": {"step": row},
            "mark": {"type": "bar", "color": LAKE},
            "encoding": {"y": names, "x": along},
        }

    return spec
