"""Shapes of charts that several apps draw: intervals of named things, a value over the years."""

import json
from dataclasses import dataclass

from cauhien.ui.charts import LAKE, NARROW, SON, WIDE, beside

ROW = 24  # pixels for one line of intervals


@dataclass(frozen=True)
class Interval:
    """A named value and the range in which it may be. is_own: drawn as what the page is about."""

    name: str
    low: float
    middle: float
    high: float
    is_own: bool = False


@dataclass(frozen=True)
class Axis:
    """What an axis says. least, most: ends, None as the values are. is_turned: the least is at the
    right, as for ranks. format: of d3 (",.1f", ".0%").
    """

    title: str
    least: float | None = None
    most: float | None = None
    is_turned: bool = False
    format: str = ",~f"


def intervals(found, axis):
    """Return the function of a width that draws one line for each Interval, in their order."""

    mine = json.dumps([one.name for one in found if one.is_own], ensure_ascii=False)
    bold = {"condition": {"test": f"indexof({mine}, datum.value) >= 0", "value": "bold"},
            "value": "normal"}  # fmt: skip

    def spec(width):
        own = {"condition": {"test": "datum.is_own", "value": SON}, "value": LAKE}
        beside_rows, row = beside([one.name for one in found], width, wide=260, row=ROW)
        names = {
            "field": "name", "type": "nominal", "sort": None, "title": None,
            "axis": beside_rows | {"labelPadding": 8, "labelFontWeight": bold},
        }  # fmt: skip
        along = {"field": "low", "type": "quantitative", "title": axis.title,
                 "scale": _scale(axis), "axis": _axis(axis, width)}  # fmt: skip
        return {
            "data": {"values": [vars(one) for one in found]},
            "height": {"step": row},
            "encoding": {"y": names, "color": own},
            "layer": [
                {"mark": {"type": "rule", "strokeWidth": 4, "opacity": 0.45},
                 "encoding": {"x": along, "x2": {"field": "high"}}},
                {"mark": "point", "encoding": {"x": along | {"field": "middle"}}},
            ],
        }  # fmt: skip

    return spec


@dataclass(frozen=True)
class Point:
    """A value of a year. low, high: its range, None where it is exact. run: points of one run are
    comparable, and only these are joined. is_ahead: it has not come yet.
    """

    year: int
    value: float
    run: int = 0
    low: float | None = None
    high: float | None = None
    is_ahead: bool = False


def series(points, axis, *, goal=None):
    """Return the function of a width that draws Points over the years, joined within a run only.

    goal: (year, value) to be reached, None without one.
    """

    def spec(width):
        years = sorted({point.year for point in points} | ({goal[0]} if goal else set()))
        year = {
            "field": "year", "type": "quantitative", "title": None,
            "scale": {"domain": [years[0] - 0.5, years[-1] + 0.5], "nice": False},
            "axis": {"format": "d", "grid": False, "values": _marked(years, width)},
        }  # fmt: skip
        above = {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleX": 0,
                 "titleY": -8}  # fmt: skip
        value = {"field": "value", "type": "quantitative", "title": axis.title,
                 "scale": _scale(axis), "axis": _axis(axis, width) | above}  # fmt: skip
        known = {"filter": "!datum.is_ahead"}
        ranged = {"filter": "isValid(datum.low)"}
        layers = [
            {"transform": [known], "mark": {"type": "line", "color": LAKE, "strokeWidth": 2},
             "encoding": {"x": year, "y": value, "detail": {"field": "run", "type": "nominal"}}},
            {"transform": [ranged], "mark": {"type": "rule", "strokeWidth": 4, "opacity": 0.45},
             "encoding": {"x": year, "y": value | {"field": "low"}, "y2": {"field": "high"}}},
            {"mark": {"type": "point", "stroke": LAKE, "strokeWidth": 2},
             "encoding": {"x": year, "y": value,
                          "fillOpacity": {"condition": {"test": "datum.is_ahead", "value": 0},
                                          "value": 1}}},
        ]  # fmt: skip
        if goal:
            aim = {"data": {"values": [{"year": goal[0], "value": goal[1]}]}}
            layers += [
                aim | {"mark": {"type": "rule", "color": SON, "strokeDash": [4, 4]},
                       "encoding": {"y": value}},
                aim | {"mark": {"type": "point", "shape": "diamond", "color": SON, "size": 110},
                       "encoding": {"x": year, "y": value}},
            ]  # fmt: skip
        return {
            "data": {"values": [vars(point) for point in points]},
            "height": 220 if width >= WIDE else 200,
            "padding": {"left": 4, "right": 4, "bottom": 4, "top": 24},
            "layer": layers,
        }

    return spec


def _scale(axis):
    ends = {"domainMin": axis.least, "domainMax": axis.most}
    given = {name: value for name, value in ends.items() if value is not None}
    return {"zero": False, "reverse": axis.is_turned, "nice": axis.most is None} | given


def _axis(axis, width):
    return {"format": axis.format, "tickCount": 8 if width >= WIDE else 4}


def _marked(years, width):
    """Return the years that are written: all where there is room, else some."""
    room = 12 if width > NARROW else 6
    step = -(-(years[-1] - years[0] + 1) // room)
    return list(range(years[0], years[-1] + 1, step))
