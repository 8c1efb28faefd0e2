"""What a park looks like over time, each picture with the sentence it says."""

from decimal import Decimal

from django.utils.translation import gettext as _

from cauhien.park.charts.saying import MILLION, UNITS, plain, said_amount, said_total
from cauhien.park.queries.totals import totals_on
from cauhien.park.states import TotalKind
from cauhien.ui import words
from cauhien.ui.charts import LAKE, SON, WIDE, Chart

FEWEST = 2  # points of a picture


def capital_over_time(besides, known):
    """Return the Charts of registered capital over time, one for each currency, the dong first.

    besides: the Besides of a park. known: the Known of its projects. Where a currency was published
    more than once, the published capital stands beside the itemised part; else the itemised
    part alone is drawn, as it grew.
    """
    capital = [one for one in besides if one.total.kind == TotalKind.CAPITAL]
    days = sorted({one.on for project in known for one in project.capital})
    itemised = [(day, totals_on(known, day).registered) for day in days]
    currencies = {one.total.currency for one in capital}
    currencies |= {currency for _day, amounts in itemised for currency in amounts}
    found = []
    for currency in sorted(currencies, key=lambda one: (one != "VND", one)):
        mine = [one for one in capital if one.total.currency == currency]
        grown = [(day, amounts[currency]) for day, amounts in itemised if currency in amounts]
        if len(mine) >= FEWEST:
            found.append(_published_capital(mine, currency))
        elif len(grown) >= FEWEST:
            found.append(_itemised_capital(grown, currency))
    return found


def _published_capital(mine, currency):
    unit = UNITS.get(currency, MILLION)
    name = _unit_name(currency)
    rows = [
        [
            words.day(one.total.statement.as_of),
            plain(one.total.value / unit),
            None if one.computed is None else plain(one.computed / unit),
        ]
        for one in mine
    ]
    columns = [
        {"label": _("Day")},
        {"label": _("Published, %s") % name, "number": True},
        {"label": _("Itemised here, %s") % name, "number": True},
    ]
    title = _("Registered capital, %s") % name
    return Chart(title, _capital_sentence(mine), columns, rows, _days(mine, unit, name))


def _itemised_capital(grown, currency):
    """Return the Chart of itemised capital of one currency. grown: [(day, amount)] by day."""
    unit = UNITS.get(currency, MILLION)
    name = _unit_name(currency)
    rows = [[words.day(day), plain(amount / unit)] for day, amount in grown]
    columns = [{"label": _("Day")}, {"label": _("Itemised here, %s") % name, "number": True}]
    (first_day, first), (last_day, last) = grown[0], grown[-1]
    sentence = _(
        "Itemised project by project: from %(first)s on %(first_day)s to %(last)s on %(last_day)s. "
        "No total in this currency was published often enough to stand beside it."
    ) % {
        "first": said_amount(first, currency),
        "first_day": words.day(first_day),
        "last": said_amount(last, currency),
        "last_day": words.day(last_day),
    }
    title = _("Registered capital, %s") % name
    return Chart(title, sentence, columns, rows, _stairs(grown, unit, name))


def _unit_name(currency):
    return _("billion dong") if currency == "VND" else _("million %s") % currency


def projects_over_time(besides):
    """Return the Chart of the published number of projects beside those known here, or None."""
    mine = [one for one in besides if one.total.kind == TotalKind.PROJECTS]
    if len(mine) < FEWEST:
        return None
    rows = [
        [words.day(one.total.statement.as_of), one.total.value.normalize(), one.computed]
        for one in mine
    ]
    columns = [
        {"label": _("Day")},
        {"label": _("As published"), "number": True},
        {"label": _("Known here"), "number": True},
    ]
    first, last = mine[0], mine[-1]
    sentence = _(
        "Published: from %(first)s for %(first_day)s to %(last)s for %(last_day)s (dots). Of the "
        "last, %(known)s are known here one by one (diamonds)."
    ) % {
        "first": said_total(first.total),
        "first_day": words.day(first.total.statement.as_of),
        "last": said_total(last.total),
        "last_day": words.day(last.total.statement.as_of),
        "known": words.number(last.computed),
    }
    return Chart(
        _("Number of projects"),
        sentence,
        columns,
        rows,
        _days(mine, Decimal(1), _("investment projects")),
    )


def _capital_sentence(mine):
    first, last = mine[0], mine[-1]
    sentence = _(
        "Published: from %(first)s for %(first_day)s to %(last)s for %(last_day)s (dots)."
    ) % {
        "first": said_total(first.total),
        "first_day": words.day(first.total.statement.as_of),
        "last": said_total(last.total),
        "last_day": words.day(last.total.statement.as_of),
    }
    shares = [one for one in mine if one.share is not None]
    if not shares:
        return sentence
    most = max(shares, key=lambda one: one.share)
    return f"{sentence} " + _(
        "Itemised project by project (diamonds) was at most %(share)s %% of it, for %(day)s."
    ) % {
        "share": words.number(Decimal(str(100 * most.share)), 0),
        "day": words.day(most.total.statement.as_of),
    }


def _days(besides, unit, name):
    """Return the function of a width that draws published and computed values over days."""
    values = [
        {
            "day": one.total.statement.as_of.isoformat(),
            "published": float(one.total.value / unit),
            "known": None if one.computed is None else float(one.computed / unit),
        }
        for one in besides
    ]

    def spec(width):
        day, value = _axes(name, width)
        published, known = ({**value, "field": one} for one in ("published", "known"))
        stated = {"filter": "isValid(datum.known)"}
        line = {"type": "line", "strokeWidth": 2, "color": LAKE}
        diamonds = {"type": "point", "shape": "diamond", "color": SON, "size": 90}
        layers = [
            {"mark": line, "encoding": {"x": day, "y": published}},
            {"mark": {"type": "point"}, "encoding": {"x": day, "y": published}},
            {"transform": [stated], "mark": diamonds, "encoding": {"x": day, "y": known}},
        ]
        return _picture(values, layers, width)

    return spec


def _stairs(grown, unit, name):
    """Return the function of a width that draws what stands from each day on."""
    values = [{"day": day.isoformat(), "known": float(amount / unit)} for day, amount in grown]

    def spec(width):
        day, value = _axes(name, width)
        at = {"x": day, "y": {**value, "field": "known"}}
        stairs = {"type": "line", "interpolate": "step-after", "strokeWidth": 2, "color": SON}
        diamonds = {"type": "point", "shape": "diamond", "color": SON, "size": 60}
        layers = [{"mark": stairs, "encoding": at}, {"mark": diamonds, "encoding": at}]
        return _picture(values, layers, width)

    return spec


def _axes(name, width):
    """Return the encodings of the day along and the value up; name: of the unit."""
    day = {
        "field": "day",
        "type": "temporal",
        "title": None,
        "axis": {"format": "%Y", "grid": False, "tickCount": 8 if width >= WIDE else 4},
    }
    above = {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleX": 0}
    value = {
        "type": "quantitative",
        "title": name,
        "scale": {"zero": True},
        "axis": {"format": ",~f", "tickCount": 5, "titleY": -8, **above},
    }
    return day, value


def _picture(values, layers, width):
    return {
        "data": {"values": values},
        "height": 240 if width >= WIDE else 200,
        "padding": {"left": 4, "right": 4, "bottom": 4, "top": 24},
        "layer": layers,
    }
