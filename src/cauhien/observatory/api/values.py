"""Indicators, their values and sources for other programs."""

from datetime import datetime
from typing import Annotated, Literal

from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema

from cauhien.observatory.queries import values
from cauhien.observatory.queries.merged import Computed
from cauhien.observatory.queries.readings import readings
from cauhien.observatory.states import (
    MERGED,
    Family,
    IndicatorKind,
    Trap,
    UnitKind,
    Why,
)
from cauhien.ui.records import (
    REFUSALS,
    BothLanguages,
    Code,
    Limit,
    Offset,
    Page,
    Question,
    page_record,
    text_record,
)

router = Router(tags=["observatory"])
# Written out: other apps have choices of the same names, and the description knows each name once.
Exactness = Literal["eq", "ge", "le", "about", "band", "unlisted"]
Standing = Literal["shown", "other"]


class IndicatorRecord(Schema):
    """What is measured."""

    code: str
    url: str = Field(description="The page of the indicator, from the root of the site")
    source_code: str = Field("", description="The publisher's own code")
    name: BothLanguages
    measure: BothLanguages = Field(description="Unit of measure")
    kind: IndicatorKind
    direction: int = Field(description="1 more is better, -1 less is better, 0 neither")
    level: UnitKind = Field(description="Whose figures they mostly are")
    family: Family = Field(description="The collection it belongs to")
    values: int = Field(description="How many published values are shown")


class BreakRecord(Schema):
    """From this year on the series is another one."""

    year: int
    why: BothLanguages


class DefinitionRecord(Schema):
    code: str
    name: BothLanguages


class IndicatorWhole(IndicatorRecord):
    """An indicator with its breaks and definitions."""

    producer: str = ""
    note: str = ""
    note_vi: str = Field("", description="The note in Vietnamese, where it is in English")
    breaks: list[BreakRecord]
    definitions: list[DefinitionRecord]


class UnitRecord(Schema):
    """A country, province, city, region or area."""

    code: str
    kind: UnitKind
    name: BothLanguages
    official_code: str = ""


class FigureSource(Schema):
    """Where a value stands."""

    code: str
    url: str = Field(description="The page of the source on this site")
    name: str
    page: str = Field("", description="The page or data set itself")
    edition: str = ""
    licence: str
    attribution: str = ""
    retrieved_at: datetime


class PartRecord(Schema):
    """A value of a merged unit, and the one by which it is weighted."""

    value: str = Field(description="Code of the value")
    weight: str | None


class ValueRecord(Schema):
    """What one source says of an indicator, a unit and a period, or what follows from it for a
    province that was made by a merger.
    """

    code: str | None = Field(description="Null where the value is computed here from its parts")
    url: str
    indicator: str
    unit: UnitRecord
    period: str = Field(description="2024, 2021-2025, or empty where no year is given")
    number: float | None
    low: float | None = Field(description="Of a band of ranks")
    high: float | None
    qualifier: Exactness
    printed: str = Field(description="As the source prints it")
    definition: str = ""
    edition: str = Field("", description="Of the ranking or index, by its publisher")
    origin: Literal["printed", "derived", "computed", "form", "merged"]
    status: Standing
    why: Why | None = Field(description="Why it is the one shown")
    reason: str = Field("", description="Of the person who chose it")
    traps: list[Trap] = Field(description="What makes it doubtful")
    note: str = ""
    note_vi: str = Field("", description="The note in Vietnamese, where it is in English")
    source: FigureSource
    rule: Literal["sum", "mean"] | None = Field(
        None, description="How a computed value follows from its parts"
    )
    parts: list[PartRecord] = Field([], description="The values of the merged units")


class HandRecord(Schema):
    """Which office did something with a value, and when; no person is named."""

    office: BothLanguages | None
    at: datetime


class ValueWhole(ValueRecord):
    """A value with who entered and chose it, and with what other sources say of the same."""

    entered: HandRecord | None = Field(description="Null: shipped with the product")
    chosen: HandRecord | None = Field(description="Null: shown without a person's choice")
    beside: list[ValueRecord]


class IndicatorFilter(Schema):
    family: Family | None = None
    level: UnitKind | None = None


class ValueFilter(Schema):
    unit: str | None = Field(None, description="Code of the unit")
    year: int | None = None
    status: Standing | None = None


@router.get(
    "/indicators", response={200: Page[IndicatorRecord], **REFUSALS}, operation_id="indicators"
)
def indicators(
    request,
    wanted: Annotated[IndicatorFilter, Query()],
    q: Question = "",
    limit: Limit = 20,
    offset: Offset = 0,
):
    """List the indicators by collection and name."""
    rows = values.indicators_listed(request.user, q).filter(**wanted.dict(exclude_none=True))
    return page_record(rows, limit, offset, indicator_record)


@router.get(
    "/indicators/{code}", response={200: IndicatorWhole, **REFUSALS}, operation_id="indicator"
)
def indicator(request, code: Code):
    """Show one indicator."""
    found = get_object_or_404(values.indicators_listed(request.user), code=code)
    return indicator_record(found) | {
        "producer": found.producer,
        "note": found.note,
        "note_vi": found.note_vi,
        "breaks": [
            {"year": one.year, "why": text_record(one, "why")} for one in found.breaks.all()
        ],
        "definitions": [
            {"code": one.code, "name": text_record(one, "name")} for one in found.definitions.all()
        ],
    }


@router.get(
    "/indicators/{code}/values",
    response={200: Page[ValueRecord], **REFUSALS},
    operation_id="indicator_values",
)
def indicator_values(
    request,
    code: Code,
    wanted: Annotated[ValueFilter, Query()],
    limit: Limit = 20,
    offset: Offset = 0,
):
    """List the values of an indicator, conflicting ones side by side, computed ones too."""
    found = get_object_or_404(values.indicators_for(request.user), code=code)
    rows = readings(found, **wanted.dict(exclude_none=True))
    return page_record(rows, limit, offset, value_record)


@router.get("/values/{code}", response={200: ValueWhole, **REFUSALS}, operation_id="value")
def value(request, code: Code):
    """Show one value, its source and what others say of the same."""
    found = get_object_or_404(values.values_for(request.user), code=code)
    beside = values.beside(found).exclude(pk=found.pk)
    entered, chosen = values.hands_of(request.user, found)
    return value_record(found) | {
        "entered": _hand(entered, found.at),
        "chosen": _hand(chosen, found.chosen_at),
        "beside": [value_record(one) for one in beside],
    }


def _hand(hand, at):
    office = hand and hand.office and text_record(hand.office.organisation, "name")
    return {"office": office, "at": at} if hand else None


@router.get(
    "/figure-sources/{code}",
    response={200: FigureSource, **REFUSALS},
    operation_id="figure_source",
)
def figure_source(request, code: Code):
    """Show one source of figures."""
    return source_record(get_object_or_404(values.sources_for(request.user), code=code))


def indicator_record(row):
    return {
        "code": row.code,
        "url": f"/observatory/indicators/{row.code}/",
        "source_code": row.source_code,
        "name": text_record(row, "name"),
        "measure": text_record(row, "measure"),
        "kind": row.kind,
        "direction": row.direction,
        "level": row.level,
        "family": row.family,
        "values": row.values_shown,
    }


def unit_record(row):
    return {
        "code": row.code,
        "kind": row.kind,
        "name": text_record(row, "name"),
        "official_code": row.official_code,
    }


def source_record(row):
    return {
        "code": row.code,
        "url": f"/observatory/sources/{row.code}/",
        "name": row.name,
        "page": row.url,
        "edition": row.version,
        "licence": row.licence,
        "attribution": row.attribution,
        "retrieved_at": row.retrieved_at,
    }


SAME = (
    *("code", "period", "number", "low", "high", "qualifier", "printed", "definition", "edition"),
    *("origin", "status", "reason", "note", "note_vi"),
)


def value_record(row):
    if isinstance(row, Computed):
        return _computed_record(row)
    return {name: getattr(row, name) for name in SAME} | {
        "url": f"/observatory/values/{row.code}/",
        "indicator": row.indicator.code,
        "unit": unit_record(row.unit),
        "why": row.why or None,
        "traps": row.flags,
        "source": source_record(row.source),
    }


def _computed_record(row):
    same = ("period", "number", "qualifier", "definition", "status")
    return {name: getattr(row, name) for name in same} | {
        "code": None,
        "url": f"/observatory/indicators/{row.indicator.code}/?unit={row.unit.code}",
        "indicator": row.indicator.code,
        "unit": unit_record(row.unit),
        **dict.fromkeys(("low", "high", "why")),
        "printed": "",
        "origin": MERGED,
        "traps": [],
        "source": source_record(row.source),
        "rule": row.indicator.merging,
        "parts": [
            {"value": part.value.code, "weight": part.weight and part.weight.code}
            for part in row.parts
        ],
    }
