"""Composite indices and goals for other programs: what their pages say, in numbers."""

from datetime import datetime
from typing import Annotated, Literal

from django.db.models import prefetch_related_objects
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from ninja import Field, Query, Router, Schema

from cauhien.observatory.api.values import (
    FigureSource,
    UnitRecord,
    ValueRecord,
    source_record,
    unit_record,
    value_record,
)
from cauhien.observatory.bridge.frames import result_of
from cauhien.observatory.bridge.goals import outlook, outlook_told
from cauhien.observatory.bridge.ranking import left_out, ranking
from cauhien.observatory.bridge.variants import standing_of
from cauhien.observatory.charts.goals import standing
from cauhien.observatory.forms.weights import BASE, FIRST, MOST
from cauhien.observatory.queries import frames, goals
from cauhien.ui.records import (
    REFUSALS,
    BothLanguages,
    Code,
    Limit,
    Offset,
    Page,
    page_record,
    text_record,
)

router = Router(tags=["observatory"])


class IndexRecord(Schema):
    """A composite index by one method."""

    code: str
    url: str = Field(description="Its page, from the root of the site")
    name: BothLanguages
    note: BothLanguages
    version: str
    is_published: bool = Field(description="False: a fork by a methodologist")
    group: str = Field(description="Whose index it is: asia")
    base_group: str = Field(description="Who is ranked among themselves besides: asean")


class PlacedRecord(Schema):
    """A unit in an index. What rests on variants is null until they are computed."""

    unit: UnitRecord
    rank: int = Field(description="By the method as it is")
    score: float
    low: float | None = Field(description="90 % of the variants put the rank between low and high")
    middle: float | None
    high: float | None
    within: float | None = Field(description="Share of the variants in which it is among the k")
    group: int | None = Field(description="Those of one number cannot be told apart")
    values: dict[str, str] = Field(
        description="Code of the indicator: code of the value that counts, for /values/{code}"
    )


class IndexWhole(IndexRecord):
    """An index with the ranks of one edition."""

    editions: list[int]
    year: int | None = Field(description="Newest values up to this year; null: not computed yet")
    among: Literal["base", "all"]
    k: int
    runs: int = Field(description="How many variants of the method were computed")
    engine: str = ""
    key: str = Field("", description="Hash of engine, frame, values and plan")
    plan: list[dict] = Field(description="The steps of the method")
    ranks: list[PlacedRecord]
    left_out: list[UnitRecord] = Field(description="Too few of their values are known")


class Chance(Schema):
    """How likely a target is to be met, by the series so far."""

    probability: float
    low: float = Field(description="80 % of what may come lies between low and high")
    middle: float
    high: float
    points: int
    model: str


class ToldChance(Schema):
    """A chance as it was told once, and its Brier score when it has come due."""

    probability: float
    at: datetime
    engine: str
    score: float | None


class TargetRecord(Schema):
    """What a document wants to reach by when, and how far it is."""

    code: str
    url: str
    name: BothLanguages
    unit: UnitRecord
    indicator: str | None = Field(description="Code of the indicator that measures it")
    year: int | None
    operator: str
    number: float | None
    high: float | None = Field(description="Where the document gives a range")
    text: str
    measure: BothLanguages
    document: str
    source: FigureSource
    verdict: Literal["met", "on_pace", "behind", "missed", "unknown"]
    reason: str = Field(description="Of the verdict, in the language of the request")
    share: float | None = Field(description="Of the way")
    pace: float | None = Field(description="A year so far")
    needed: float | None = Field(description="A year from now on")
    newest: ValueRecord | None
    chance: Chance | None
    without: str = Field(description="Why there is no chance")


class TargetWhole(TargetRecord):
    """A target with all chances that were told of it."""

    told: list[ToldChance]


class EditionFilter(Schema):
    year: int | None = Field(None, description="The newest edition without one")
    among: Literal["base", "all"] = "base"
    k: int = Field(FIRST, ge=1, le=MOST, description="The first how many")


@router.get("/indices", response={200: Page[IndexRecord], **REFUSALS}, operation_id="indices")
def indices(request, limit: Limit = 20, offset: Offset = 0):
    """List the indices: published ones first, then forks."""
    rows = frames.frames_for(request.user).order_by("-locked", "id")
    return page_record(rows, limit, offset, index_record)


@router.get("/indices/{code}", response={200: IndexWhole, **REFUSALS}, operation_id="index")
def index(request, code: Code, wanted: Annotated[EditionFilter, Query()]):
    """Show one index: ranks with their ranges, each number traced to the values it rests on."""
    frame = get_object_or_404(frames.frames_for(request.user), code=code)
    found = frames.newest(frame, wanted.year)
    said = index_record(frame) | {
        "editions": frames.editions(frame),
        "among": wanted.among,
        "k": wanted.k,
        "plan": frame.plan,
    }
    if found is None:
        return said | {"year": None, "runs": 0, "ranks": [], "left_out": []}
    return said | _edition(frame, found, wanted)


def _edition(frame, found, wanted):
    snapshot, variants = found.snapshot, found.variants
    members = snapshot["base" if wanted.among == BASE else "units"]
    units = frames.names_of(snapshot["units"])
    result = result_of(frame, snapshot)
    sure = standing_of(variants[wanted.among]) if variants else None
    origins = dict(zip(snapshot["units"], snapshot["origins"], strict=True))
    return {
        "year": found.year,
        "runs": sure.runs if sure else 0,
        "engine": found.engine_version,
        "key": found.key,
        "ranks": [
            one._asdict()
            | {
                "unit": unit_record(units[one.unit]),
                "values": _traced(snapshot["codes"], origins[one.unit]),
            }
            for one in ranking(result, members, sure, wanted.k)
        ],
        "left_out": [unit_record(units[unit]) for unit in left_out(result, members)],
    }


def _traced(codes, origins):
    return {code: value for code, value in zip(codes, origins, strict=True) if value}


@router.get("/goals", response={200: Page[TargetRecord], **REFUSALS}, operation_id="goals")
def list_goals(request, year: int | None = None, limit: Limit = 20, offset: Offset = 0):
    """List what documents want to reach, each with position, pace and verdict."""
    rows = goals.listed(request.user)
    rows = list(rows.filter(year=year) if year else rows)
    part = rows[offset : offset + limit]
    read, told = _series(part), goals.issued(part)

    def likely(target, points):
        return outlook_told(told.get(target.pk), target, points)

    return page_record(rows, limit, offset, lambda row: target_record(row, read[row.pk], likely))


@router.get("/goals/{code}", response={200: TargetWhole, **REFUSALS}, operation_id="goal")
def goal(request, code: Code):
    """Show one target, with the chances told of it so far."""
    found = get_object_or_404(goals.targets_for(request.user), code=code)
    said = target_record(found, _series([found])[found.pk], outlook)
    return said | {
        "told": [
            {"probability": one.probability, "at": one.at, "engine": one.engine_version,
             "score": one.score}
            for one in found.probabilities.order_by("at", "id")
        ]
    }  # fmt: skip


def _series(targets):
    """Return the Series of some targets, the newest value with its unit and source."""
    found = goals.series_of(targets)
    newest = [one.newest for one in found.values() if one.newest]
    prefetch_related_objects(newest, "unit", "source")
    return found


def index_record(row):
    return {
        "code": row.code,
        "url": f"/observatory/index/{row.code}/",
        "name": text_record(row, "name"),
        "note": text_record(row, "note"),
        "version": row.version,
        "is_published": row.locked,
        "group": row.group,
        "base_group": row.base_group,
    }


SAME = ("code", "year", "operator", "number", "high", "text", "document")


def target_record(row, found, likely):
    """Return a target. found: its Series. likely: as `charts.goals.standing` takes it."""
    stands = standing(row, found, localdate(), likely)
    ahead = stands.outlook
    return {name: getattr(row, name) for name in SAME} | {
        "url": f"/observatory/goals/{row.code}/",
        "name": text_record(row, "name"),
        "unit": unit_record(row.unit),
        "indicator": row.indicator and row.indicator.code,
        "measure": text_record(row, "measure"),
        "source": source_record(row.source),
        "verdict": stands.verdict,
        "reason": stands.reason,
        "share": stands.share,
        "pace": _number(stands.gap and stands.gap.observed),
        "needed": _number(stands.gap and stands.gap.required),
        "newest": found.newest and value_record(found.newest),
        "chance": ahead and ahead._asdict() | {"probability": ahead.chance},
        "without": stands.without,
    }


def _number(value):
    """Return a number of the engine as JSON knows it: what is not known is null."""
    return value if value == value else None
