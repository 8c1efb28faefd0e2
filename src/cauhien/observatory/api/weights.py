"""Rounds in which people give weights, for other programs: what their pages say to everybody."""

from datetime import date, datetime
from typing import Annotated

from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema

from cauhien.observatory.bridge.weights import consistency_of, spread_of
from cauhien.observatory.queries import weights
from cauhien.observatory.states import RoundState, Weighing
from cauhien.ui.records import (
    REFUSALS,
    BothLanguages,
    Code,
    Limit,
    Offset,
    Page,
    page_record,
)

router = Router(tags=["observatory"])


class RoundRecord(Schema):
    """People were asked what the parts of one element of an index should count."""

    code: str
    url: str = Field(description="Its page, from the root of the site")
    index: str = Field(description="Code of the index")
    element: str = Field(description="Code of the element whose parts are weighed")
    name: BothLanguages = Field(description="Of the element")
    method: Weighing
    question: str
    until: date = Field(description="The last day to answer")
    state: RoundState
    asked: int
    given: int
    closed_at: datetime | None
    fork: str | None = Field(description="Code of the index that was made of the answers")
    is_illustration: bool = Field(description="Invented for a demonstration")


class WeighedPart(Schema):
    """What the answers gave to one part, in points of 100; null while told to nobody."""

    code: str
    name: BothLanguages
    low: float | None
    middle: float | None
    mean: float | None
    high: float | None


class OwnAnswer(Schema):
    """What whoever asks has signed."""

    points: dict[str, float]
    pairs: dict[str, int] = Field(description="A:B is 3 where A counts three times as much, -3: B")
    remark: str
    at: datetime


class RoundWhole(RoundRecord):
    """A round with what came of it."""

    parts: list[WeighedPart]
    consistency: float | None = Field(description="Ratio of all comparisons together")
    own: OwnAnswer | None = Field(description="Yours, if you were asked and have signed")


class RoundFilter(Schema):
    index: str | None = Field(None, description="Code of the index")
    state: RoundState | None = None


@router.get("/weights", response={200: Page[RoundRecord], **REFUSALS}, operation_id="weights")
def rounds(request, wanted: Annotated[RoundFilter, Query()], limit: Limit = 20, offset: Offset = 0):
    """List the rounds in which people give weights, the newest first."""
    rows = weights.rounds_for(request.user)
    if wanted.index:
        rows = rows.filter(frame__code=wanted.index)
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    return page_record(rows, limit, offset, round_record)


@router.get("/weights/{code}", response={200: RoundWhole, **REFUSALS}, operation_id="weight_round")
def one_round(request, code: Code):
    """Show one round: how far apart the answers were once it is closed, and your own."""
    held = get_object_or_404(weights.rounds_for(request.user), code=code)
    answers = weights.said_in(held)
    told = spread_of(held, answers)
    own = weights.asked_of(request.user, held)
    return round_record(held) | {
        "parts": [_part(one, told) for one in weights.parts_of(held)],
        "consistency": consistency_of(answers) if told else None,
        "own": own if own and own.at else None,
    }


def round_record(held):
    said = ("code", "method", "question", "until", "state", "asked", "given", "closed_at")
    return {name: getattr(held, name) for name in said} | {
        "url": f"/observatory/weights/{held.code}/",
        "index": held.frame.code,
        "element": held.parent,
        "name": weights.names_of_element(held),
        "fork": held.fork and held.fork.code,
        "is_illustration": held.is_illustration,
    }


def _part(node, told):
    spread = told and told[node["iCode"]]
    sizes = ("low", "middle", "mean", "high")
    return {"code": node["iCode"], "name": weights.names_of(node)} | {
        name: getattr(spread, name) if spread else None for name in sizes
    }
