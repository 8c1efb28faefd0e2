"""The picture of gaps: fields by stages, the darker the surer."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cauhien.ecosystem.queries.gaps import ALL, BY_KIND, EMPTY, MAY, STAGES, STATED
from cauhien.ecosystem.states import Stage
from cauhien.organisations.states import Topic
from cauhien.ui.charts import INK, LAKE, LINE, Chart, beside
from cauhien.ui.filters import UNSTATED
from cauhien.ui.words import number

ROW = 30  # pixels for one field
PERHAPS = "?"
SHADES = {STATED: 0.55, BY_KIND: 0.28, MAY: 0.08, EMPTY: 0}
FULLEST = 3  # fields that are named


def topic_name(topic):
    named = {ALL: _("All fields"), UNSTATED: _("Field left open")}
    return named.get(topic) or capfirst(str(Topic(topic).label))


def stage_name(stage):
    """Return a stage in short: what stands before the comma."""
    if stage == ALL:
        return capfirst(_("all"))
    return capfirst(str(Stage(stage).label).partition(",")[0])


def sign(cell):
    """Return what a cell shows: "2"; "(1)" by kind alone; "2 (1)"; "≤7" where it may be so many."""
    if cell.mark == MAY:
        return f"≤{number(cell.may)}"
    stated = number(cell.stated) if cell.stated or not cell.by_kind else ""
    return " ".join(filter(None, (stated, f"({number(cell.by_kind)})" if cell.by_kind else "")))


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
    said = ngettext(
        "Of %(whole)s entry, %(fields)s states a field, %(stages)s a stage, %(both)s both.",
        "Of %(whole)s entries, %(fields)s state a field, %(stages)s a stage, %(both)s both.",
        gaps.whole,
    )
    also = _(
        "Field and stage meet in %(cells)s cells: %(stated)s are filled, %(by_kind)s by kind alone,"
        " %(may)s may be filled, %(empty)s are empty."
    )
    marks = {mark: len(gaps.cells(mark)) for mark in SHADES}
    numbers = marks | {"cells": sum(marks.values()), "whole": gaps.whole, "fields": gaps.fields}
    numbers |= {"stages": gaps.stages, "both": gaps.both}
    return f"{said} {also}" % {name: number(value) for name, value in numbers.items()}


def findings(gaps):
    """Return sentences on what is sure: where most is, and what nobody states or is for."""
    if not gaps.rows:
        return []
    totals = {topic: cells[0].count for topic, cells in gaps.rows if topic in Topic.values}
    fullest = [f"{topic_name(one)} ({number(totals[one])})" for one in list(totals)[:FULLEST]]
    empty = [f"{topic_name(c.topic)} – {stage_name(c.stage)}" for c in gaps.cells(EMPTY)]
    unheard = [cell.stage for cell in gaps.rows[0][1] if not cell.count]
    nobody = [str(Topic(topic).label) for topic in gaps.nobody]
    said = [
        (_("Most is listed for: %(names)s."), fullest),
        (_("Nothing listed names the stage: %(names)s."), [stage_name(one) for one in unheard]),
        (_("What is listed says something else: %(names)s."), empty),
        (_("Nobody speaks of the fields: %(names)s."), nobody),
    ]
    return [words % {"names": "; ".join(names)} for words, names in said if names]


def _map(gaps):
    values = [
        {"field": topic_name(topic), "stage": stage_name(cell.stage),
         "sign": PERHAPS if cell.mark == MAY else sign(cell),
         "shade": 0 if ALL in (topic, cell.stage) else SHADES[cell.mark],
         "weight": 600 if ALL in (topic, cell.stage) or cell.mark == EMPTY else 400}
        for topic, cells in gaps.rows
        for cell in cells
    ]  # fmt: skip

    def spec(width):
        fields, row = beside([topic_name(topic) for topic, _cells in gaps.rows], width,
                             wide=220, narrow=140, row=ROW)  # fmt: skip
        stages, _row = beside({value["stage"] for value in values}, width, wide=150)
        field = {"field": "field", "type": "nominal", "sort": None, "title": None,
                 "axis": fields}  # fmt: skip
        stage = {"field": "stage", "type": "nominal", "sort": None, "title": None,
                 "axis": stages | {"orient": "top", "labelAngle": -90}}  # fmt: skip
        shade = {"field": "shade", "type": "quantitative", "scale": None, "legend": None}
        return {
            "data": {"values": values},
            "height": {"step": row},
            "encoding": {"y": field, "x": stage},
            "layer": [
                {"mark": {"type": "rect", "stroke": LINE, "fill": LAKE},
                 "encoding": {"fillOpacity": shade}},
                {"mark": {"type": "text", "color": INK,
                          "fontWeight": {"expr": "datum.weight"}},
                 "encoding": {"text": {"field": "sign"}}},
            ],
        }  # fmt: skip

    return spec
