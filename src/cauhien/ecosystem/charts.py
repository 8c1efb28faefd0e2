"""The picture of gaps: fields by stages, the darker the more."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cauhien.ecosystem.queries.gaps import COUNT, EMPTY, STAGES, UNKNOWN
from cauhien.ecosystem.states import Stage
from cauhien.organisations.states import Topic
from cauhien.ui.charts import INK, LAKE, LINE, Chart, beside
from cauhien.ui.filters import UNSTATED
from cauhien.ui.words import number

ROW = 30  # pixels for one field


def topic_name(topic):
    return _("Field not stated") if topic == UNSTATED else capfirst(str(Topic(topic).label))


def stage_name(stage):
    """Return a stage in short: what stands before the comma."""
    if stage == UNSTATED:
        return capfirst(_("not stated"))
    return capfirst(str(Stage(stage).label).partition(",")[0])


def sign(cell):
    """Return what a cell shows: "2", or "0–7" where it is between none and seven."""
    if cell.most > cell.count:
        return f"{number(cell.count)}–{number(cell.most)}"
    return number(cell.count)


def gap_chart(gaps):
    """Return the Chart of Gaps, None where there is nothing to draw."""
    if not gaps.rows:
        return None
    stages = [{"label": stage_name(stage), "number": True} for stage in STAGES]
    columns = [{"label": _("Field")}, *stages]
    rows = [[topic_name(topic), *map(sign, cells)] for topic, cells in gaps.rows]
    return Chart(_("What there is, by field and stage"), sentence(gaps), columns, rows, _map(gaps))


def sentence(gaps):
    """Say how much of the picture is known, from the same numbers."""
    known, unknown, empty = (len(gaps.cells(mark)) for mark in (COUNT, UNKNOWN, EMPTY))
    said = ngettext(
        "Of %(whole)s entry, %(silent)s states neither field nor stage.",
        "Of %(whole)s entries, %(silent)s state neither field nor stage.",
        gaps.whole,
    ) % {"whole": number(gaps.whole), "silent": number(gaps.silent)}
    also = _(
        "Field and stage meet in %(cells)s cells: %(known)s are filled, of %(unknown)s it is not"
        " known, %(empty)s are empty."
    ) % {
        "cells": number(known + unknown + empty),
        "known": number(known),
        "unknown": number(unknown),
        "empty": number(empty),
    }
    return f"{said} {also}"


def _map(gaps):
    values = [
        {"field": topic_name(topic), "stage": stage_name(cell.stage), "count": cell.count,
         "sign": sign(cell), "is_known": cell.mark == COUNT}
        for topic, cells in gaps.rows
        for cell in cells
    ]  # fmt: skip
    most = max(value["count"] for value in values)

    def spec(width):
        fields, row = beside([topic_name(topic) for topic, _cells in gaps.rows], width,
                             wide=220, narrow=110, row=ROW)  # fmt: skip
        stages, _row = beside({value["stage"] for value in values}, width, wide=150)
        field = {"field": "field", "type": "nominal", "sort": None, "title": None,
                 "axis": fields}  # fmt: skip
        stage = {"field": "stage", "type": "nominal", "sort": None, "title": None,
                 "axis": stages | {"orient": "top", "labelAngle": -90}}  # fmt: skip
        shade = {"condition": {"test": "datum.is_known", "field": "count", "type": "quantitative",
                               "scale": {"domain": [0, max(most, 1)], "range": [0.15, 0.6]},
                               "legend": None}, "value": 0}  # fmt: skip
        return {
            "data": {"values": values},
            "height": {"step": row},
            "encoding": {"y": field, "x": stage},
            "layer": [
                {"mark": {"type": "rect", "stroke": LINE, "fill": LAKE},
                 "encoding": {"fillOpacity": shade}},
                {"mark": {"type": "text", "color": INK}, "encoding": {"text": {"field": "sign"}}},
            ],
        }  # fmt: skip

    return spec
