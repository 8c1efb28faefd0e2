"""Parks and their investment projects for other programs."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from ninja import Field, Query, Router, Schema

from cauhien.organisations.states import Topic
from cauhien.park.queries import parks, reconciling, totals
from cauhien.park.states import (
    Aside,
    CapitalKind,
    FigureKind,
    Precision,
    Status,
    Step,
    Tier,
    TotalKind,
)
from cauhien.ui.records import (
    REFUSALS,
    BothLanguages,
    Code,
    Limit,
    Link,
    Offset,
    Page,
    Question,
    SourceRecord,
    link_record,
    page_record,
    source_record,
    text_record,
)

router = Router(tags=["parks"])


class ParkRecord(Schema):
    code: str
    url: str = Field(description="The page of the park, from the root of the site")
    name: BothLanguages
    founded_on: date | None
    area_ha: Decimal | None
    source: SourceRecord | None


class EntryRecord(Schema):
    """What is known of a project on a day."""

    on: date
    precision: Precision = Field(
        description="Where it is month, year or seen, the last day that is possible is given"
    )
    document: str = ""
    url: str = Field("", description="The page cited")


class StatusRecord(EntryRecord):
    status: Status


class CapitalRecord(EntryRecord):
    kind: CapitalKind = Field(description="Each is the whole on its day, not a difference")
    amount: Decimal = Field(description="In whole units of the currency")
    currency: str
    qualifier: str = Field("", description="at_least, about, nearly, planned, or nothing")


class FigureRecord(EntryRecord):
    kind: FigureKind
    value: Decimal = Field(description="People, or money in whole units of the currency")
    currency: str = ""
    qualifier: str = ""


class InvestmentRecord(Schema):
    code: str
    url: str = Field(description="The page of the project, from the root of the site")
    park: str = Field(description="The code of the park")
    name: BothLanguages
    certificate_number: str = ""
    investor: Link | None = Field(description="With a code where the register knows it")
    nationality: str = Field("", description="ISO 3166-1, two joined by a dash")
    tier: str = ""
    topic: str = ""
    area_ha: Decimal | None
    stands_for: int = Field(description="For how many projects the record stands")
    parent: str | None = Field(description="The project it is inside: never count both")
    status: Status
    statuses: list[StatusRecord]
    capital: list[CapitalRecord]
    figures: list[FigureRecord] = Field(description="Jobs, people and spending in research")
    source: SourceRecord | None


class LotRecord(Schema):
    code: str
    name: str
    area_ha: Decimal | None
    project: str | None = Field(description="The code of the project on it")
    latitude: float | None = Field(description="Of the centre, WGS 84")
    longitude: float | None
    outline: dict | None = Field(description="A GeoJSON Polygon or MultiPolygon (RFC 7946)")
    document: str = ""


class TotalsRecord(Schema):
    """What a park comes to on a day; no project is counted twice."""

    on: date
    projects: int
    operating: int
    under_construction: int
    area_ha: Decimal
    registered: dict[str, Decimal] = Field(description="By currency, never converted")
    foreign: dict[str, Decimal]
    disbursed: dict[str, Decimal]
    itemised: list[str] = Field(description="Codes of the projects the capital is made up of")


class PartRecord(Schema):
    """Projects that are counted in a total, or may be, for one reason."""

    step: Step
    projects: list[str] = Field(description="Their codes")
    number: int = Field(description="For how many projects they stand")
    low: Decimal | None = Field(description="In the unit of the total; None: no bound, or no rate")
    high: Decimal | None


class PublishedRecord(Schema):
    """A published total beside the one that is computed for its day."""

    kind: TotalKind
    as_of: date
    published: Decimal
    currency: str = ""
    qualifier: str = ""
    computed: Decimal | None = Field(description="None where a stated exchange rate is missing")
    explanation: str = Field("", description="In the words of the park manager")
    parts: list[PartRecord] = Field(
        description="What the records explain by themselves: counted, and perhaps counted besides"
    )
    without_value: list[str] = Field(description="Projects there on the day without the value")
    unexplained: Decimal | None = Field(
        description="The least that no record explains; None where a rate or a bound is missing"
    )
    source: SourceRecord | None


class InvestmentFilter(Schema):
    status: Status | None = None
    topic: Topic | None = None
    nationality: Annotated[str | None, Query(alias="nationality", max_length=8)] = None
    tier: Tier | None = None


@router.get("/parks", response={200: Page[ParkRecord], **REFUSALS}, operation_id="parks")
def all_parks(request, limit: Limit = 20, offset: Offset = 0):
    """List the parks."""
    rows = parks.parks_for(request.user).order_by("name_vi", "id")
    return page_record(rows, limit, offset, _park)


@router.get(
    "/parks/{code}/projects",
    response={200: Page[InvestmentRecord], **REFUSALS},
    operation_id="investment_projects",
)
def projects(
    request,
    code: Code,
    wanted: Annotated[InvestmentFilter, Query()],
    q: Question = "",
    limit: Limit = 20,
    offset: Offset = 0,
):
    """List the investment projects of a park."""
    park = get_object_or_404(parks.parks_for(request.user), code=code)
    rows = parks.projects_listed(request.user, q).filter(park=park)
    asked = wanted.dict(exclude_none=True)
    columns = {"nationality": "investor__nationality", "tier": "investor__tier"}
    rows = rows.filter(**{columns.get(name, name): value for name, value in asked.items()})
    return page_record(parks.in_full(rows), limit, offset, _project)


@router.get(
    "/parks/{code}/lots", response={200: list[LotRecord], **REFUSALS}, operation_id="park_lots"
)
def lots(request, code: Code):
    """List the lots of a park: where they lie, and which project is on them."""
    park = get_object_or_404(parks.parks_for(request.user), code=code)
    return [_lot(one) for one in parks.lots_of(park)]


@router.get(
    "/parks/{code}/totals", response={200: TotalsRecord, **REFUSALS}, operation_id="park_totals"
)
def totals_on(request, code: Code, on: date | None = None):
    """Show what a park comes to on a day, today if none is named."""
    park = get_object_or_404(parks.parks_for(request.user), code=code)
    found = totals.totals_on(reconciling.known_in(park), on or localdate())
    return {
        "on": found.day,
        "projects": found.projects,
        "operating": found.operating,
        "under_construction": found.construction,
        "area_ha": found.area_ha,
        "registered": found.registered,
        "foreign": found.foreign,
        "disbursed": found.disbursed,
        "itemised": found.itemised,
    }


@router.get(
    "/parks/{code}/published",
    response={200: list[PublishedRecord], **REFUSALS},
    operation_id="park_published",
)
def published(request, code: Code):
    """List the published totals of a park, each beside the computed one, the oldest first."""
    park = get_object_or_404(parks.parks_for(request.user), code=code)
    projects, known = reconciling.projects_in(park), list(reconciling.published_in(park))
    besides = reconciling.beside(parks.known_of(projects), known)
    accounts = reconciling.accounts(projects, besides, known)
    return [_published(one, accounts[one.total.pk]) for one in besides]


def _park(row):
    return {
        "code": row.code,
        "url": f"/parks/{row.code}/",
        "name": text_record(row, "name"),
        "founded_on": row.founded_on,
        "area_ha": row.area_ha,
        "source": source_record(row),
    }


def _project(row):
    investor = row.investor
    return {
        "code": row.code,
        "url": f"/investment-projects/{row.code}/",
        "park": row.park.code,
        "name": text_record(row, "name"),
        "certificate_number": row.certificate_number,
        "investor": investor and link_record(investor.name, investor.organisation),
        "nationality": investor.nationality if investor else "",
        "tier": investor.tier if investor else "",
        "topic": row.topic,
        "area_ha": row.area_ha,
        "stands_for": row.number,
        "parent": row.parent.code if row.parent else None,
        "status": row.status,
        "statuses": [_entry(one) | {"status": one.status} for one in row.statuses.all()],
        "capital": [_capital(one) for one in row.capital.all()],
        "figures": [_figure(one) for one in row.figures.all()],
        "source": source_record(row),
    }


def _lot(one):
    names = ("code", "name", "area_ha", "latitude", "longitude", "outline", "document")
    said = {name: getattr(one, name) for name in names}
    return said | {"project": one.project and one.project.code}


def _figure(one):
    names = ("kind", "value", "currency", "qualifier")
    return _entry(one) | {name: getattr(one, name) for name in names}


def _entry(one):
    return {
        "on": one.on_date,
        "precision": one.precision,
        "document": one.document,
        "url": one.source_url,
    }


def _capital(one):
    names = ("kind", "amount", "currency", "qualifier")
    return _entry(one) | {name: getattr(one, name) for name in names}


def _part(part):
    ends = {"low": part.value and part.value.low, "high": part.value and part.value.high}
    return {"step": part.word, "projects": part.codes, "number": part.number, **ends}


def _published(beside, account):
    total = beside.total
    explanation = beside.explanation
    return {
        "kind": total.kind,
        "as_of": total.statement.as_of,
        "published": total.value,
        "currency": total.currency,
        "qualifier": total.qualifier,
        "computed": beside.computed,
        "explanation": explanation.text if explanation else "",
        "parts": [_part(part) for part in account.parts],
        "without_value": account.asides[Aside.WITHOUT].codes,
        "unexplained": account.remains,
        "source": source_record(total.statement),
    }
