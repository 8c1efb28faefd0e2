"""What a park looks like over time and on the map, each picture with the sentence it says."""

import math
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cauhien.park.queries.totals import totals_on
from cauhien.park.states import MONEY, SIGNS, Precision, Qualifier, TotalKind
from cauhien.ui import words
from cauhien.ui.charts import LAKE, SON, WIDE, Chart

BILLION, MILLION = Decimal(10) ** 9, Decimal(10) ** 6
UNITS = {"VND": BILLION}  # in what a currency is counted here; every other in millions
FEWEST = 2  # points of a picture


def said_amount(value, currency, qualifier=""):
    """Return "≥ 66,000 billion dong" of an amount in whole units; "planned" is a word behind it."""
    number = words.number(_plain(value / UNITS.get(currency, MILLION)))
    if currency == "VND":
        said = _("%(number)s billion dong") % {"number": number}
    else:
        said = _("%(number)s million %(currency)s") % {"number": number, "currency": currency}
    said = f"{SIGNS[qualifier]} {said}" if qualifier in SIGNS else said
    is_planned = qualifier == Qualifier.PLANNED
    return _("%(amount)s (planned)") % {"amount": said} if is_planned else said


def said_total(total):
    """Return the value of a published total with its unit and the sign of its qualifier."""
    return said_value(total.kind, total.value, total.currency, total.qualifier)


def said_value(kind, value, currency="", qualifier=""):
    if kind in MONEY:
        return said_amount(value, currency, qualifier)
    sign = f"{SIGNS[qualifier]} " if qualifier in SIGNS else ""
    number = words.number(_plain(value))
    if kind == TotalKind.AREA:
        return sign + _("%(number)s ha") % {"number": number}
    text = ngettext("%(number)s project", "%(number)s projects", int(value))
    return sign + text % {"number": number}


def said_figure(figure):
    """Return the value of a Figure: money with its currency, people as a number."""
    if figure.currency:
        return said_amount(figure.value, figure.currency, figure.qualifier)
    number = words.number(_plain(figure.value))
    said = f"{SIGNS[figure.qualifier]} {number}" if figure.qualifier in SIGNS else number
    is_planned = figure.qualifier == Qualifier.PLANNED
    return _("%(amount)s (planned)") % {"amount": said} if is_planned else said


def said_amounts(amounts):
    """Return "10,000 billion dong and 390 million USD" of {currency: amount}; "none" of nothing."""
    return _and([said_amount(amount, currency) for currency, amount in amounts.items()])


def said_day(day, precision=Precision.DAY):
    """Return a day as exactly as it is known: "2018", "04/2018", "20/5/2009"."""
    if precision == Precision.YEAR:
        return str(day.year)
    if precision == Precision.MONTH:
        return words.month(day)
    if precision == Precision.SEEN:
        return _("by %(day)s") % {"day": words.day(day)}
    return words.day(day)


def _plain(number):
    """Return a number without needless noughts, and not with more than four decimals."""
    rounded = round(number, 4).normalize()
    return Decimal(f"{rounded:f}")


def _and(parts):
    if not parts:
        return _("none")
    if len(parts) == 1:
        return parts[0]
    return _("%(first)s and %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}


def said_computed(beside):
    """Return what is itemised beside a published total; in whole units where it is converted."""
    if beside.computed is None:
        return said_amounts(beside.parts)
    return _in_unit_of(beside, beside.computed)


def said_difference(beside):
    """Return what is published and not itemised; "" where the two cannot be compared."""
    return "" if beside.difference is None else _in_unit_of(beside, beside.difference)


def _in_unit_of(beside, value):
    total = beside.total
    unit = UNITS.get(total.currency, MILLION)
    shown = round(value / unit) * unit if beside.rates else value
    return said_value(total.kind, shown, total.currency)


def sentence_beside(beside):
    """Return the sentence on a published total and the computed one of its day."""
    total = beside.total
    published = said_total(total)
    said = {"day": words.day(total.statement.as_of), "published": published}
    if beside.computed is None:
        said["computed"] = said_amounts(beside.parts)
        return (
            _(
                "Published for %(day)s: %(published)s. Itemised here: %(computed)s, which cannot "
                "be compared without an exchange rate of that time."
            )
            % said
        )
    said["computed"] = said_computed(beside)
    if not beside.computed:
        return (
            _("Published for %(day)s: %(published)s. No project that is known here was there yet.")
            % said
        )
    said["rest"] = _in_unit_of(beside, abs(beside.difference))
    if beside.difference < 0:
        return (
            _(
                "Published for %(day)s: %(published)s. Itemised here: %(computed)s, %(rest)s more "
                "than was published."
            )
            % said
        )
    if beside.difference == 0:
        return _("Published for %(day)s: %(published)s. All of it is itemised here.") % said
    said["share"] = words.number(Decimal(str(100 * beside.share)), 0)
    return (
        _(
            "Published for %(day)s: %(published)s. Itemised here: %(computed)s, %(share)s %% of "
            "it; %(rest)s is not itemised."
        )
        % said
    )


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
            _plain(one.total.value / unit),
            None if one.computed is None else _plain(one.computed / unit),
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
    rows = [[words.day(day), _plain(amount / unit)] for day, amount in grown]
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


@dataclass(frozen=True)
class Spot:
    """A lot on the plan: where its middle lies, in hundredths of the plan's width and height."""

    lot: object
    x: float
    y: float
    outline: str = ""  # the points of a polygon


PLAN = 100.0
EDGE = 6.0  # of the plan, left free


def plan_of(lots):
    """Return the Spots of lots that say where they lie, drawn to scale, the north above."""
    placed = [one for one in lots if one.latitude is not None and one.longitude is not None]
    if not placed:
        return []
    rings = {one.pk: _outer_ring(one.outline) for one in placed if one.outline}
    points = [(one.longitude, one.latitude) for one in placed]
    points += [point for ring in rings.values() for point in ring]
    west, north = min(x for x, _y in points), max(y for _x, y in points)
    narrow = math.cos(math.radians(north))  # how much shorter a degree of longitude is
    size = max(narrow * (max(x for x, _y in points) - west), north - min(y for _x, y in points))
    scale = (PLAN - 2 * EDGE) / (size or 1.0)

    def at(longitude, latitude):
        x, y = narrow * (longitude - west), north - latitude
        return round(EDGE + scale * x, 2), round(EDGE + scale * y, 2)

    found = []
    for one in placed:
        x, y = at(one.longitude, one.latitude)
        corners = [at(*point) for point in rings.get(one.pk, ())]
        found.append(Spot(one, x, y, " ".join(f"{x},{y}" for x, y in corners)))
    return found


def _outer_ring(outline):
    coordinates = outline["coordinates"]
    polygon = coordinates if outline["type"] == "Polygon" else coordinates[0]
    return [tuple(point[:2]) for point in polygon[0]]


def plan_sentence(lots, spots):
    """Return the sentence under the plan: how many lots, how much land, which are not on it."""
    area = sum((one.area_ha or Decimal(0) for one in lots), Decimal(0))
    taken = sum(one.project_id is not None for one in lots)
    return _(
        "%(all)s lots with %(area)s ha in all; %(taken)s have a project; %(placed)s lie on the "
        "plan."
    ) % {
        "all": words.number(len(lots)),
        "area": words.number(_plain(area)),
        "taken": words.number(taken),
        "placed": words.number(len(spots)),
    }
