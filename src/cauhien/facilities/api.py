"""Laboratories for other programs."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Annotated

from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError

from cauhien.accounts.middleware import SecondFactor
from cauhien.facilities import queries, rules
from cauhien.facilities.states import (
    BookingState,
    FaultState,
    LaboratoryKind,
    OutageKind,
    RateUnit,
    Refusal,
    RequestState,
    RequirementKind,
    UserClass,
)
from cauhien.organisations.states import Topic, Zone
from cauhien.ui.fields import YEARS
from cauhien.ui.records import (
    REFUSALS,
    BothLanguages,
    Code,
    Limit,
    Link,
    Offset,
    Page,
    Question,
    Refused,
    SourceRecord,
    link_record,
    page_record,
    source_record,
    text_record,
)

router = Router(tags=["laboratories"])
OWN = SecondFactor()
NOT_FOR_YOU = REFUSALS | {401: Refused}


class LaboratoryRecord(Schema):
    """A laboratory, test site or other facility with what it can do."""

    code: str
    url: str = Field(description="The page of the laboratory, from the root of the site")
    name: BothLanguages
    kind: LaboratoryKind
    topic: str = ""
    capabilities: BothLanguages = Field(description="Summary by the editor")
    accreditation: str = Field("", description="As printed; may have ended")
    host: Link | None
    address: str = ""
    zone: Zone = Field(description="How near it is")
    source: SourceRecord | None


class RateRecord(Schema):
    user_class: UserClass
    unit: RateUnit
    amount: Decimal
    currency: str
    valid_from: date
    valid_to: date | None


class RequirementRecord(Schema):
    kind: RequirementKind
    text: BothLanguages
    months: int | None = Field(description="For which it is valid once it is met")


class OutageRecord(Schema):
    """When units of a resource cannot be used."""

    kind: OutageKind
    start: datetime
    end: datetime
    units: int = Field(description="How many of those that are alike")
    reason: str = Field(description="In the words of the host")


class ResourceRecord(Schema):
    """Something of a laboratory that its host lets others use."""

    code: str
    name: BothLanguages
    about: BothLanguages
    has_calendar: bool = Field(description="Booked by a calendar; else on request")
    units: int = Field(description="How many there are that are alike; 0 where it is made of parts")
    parts: list[str] = Field(description="Codes of the resources that it is made of")
    rates: list[RateRecord]
    requirements: list[RequirementRecord]
    outages: list[OutageRecord] = Field(description="That have not ended")


class LaboratoryWhole(LaboratoryRecord):
    """A laboratory with the equipment that its source names, and what its host offers."""

    equipment: list[BothLanguages]
    conditions: BothLanguages = Field(description="Of use, as the host states them")
    resources: list[ResourceRecord]


class BookingRecord(Schema):
    """A booking, for whoever made it, the host and the auditor."""

    code: str
    url: str
    laboratory: str
    resource: str
    state: BookingState
    series: str = Field(description="The same for what was booked together, else empty")
    start: datetime
    end: datetime
    price: Decimal | None
    currency: str


class FaultRecord(Schema):
    """The report of a fault, for whoever sent it, their firm, the host and the auditor."""

    code: str
    url: str
    laboratory: str
    resource: str
    state: FaultState
    text: str
    answer: str = Field(description="Of the host, empty before there is one")
    made_at: datetime


class UseRequestRecord(Schema):
    """A request to use, for whoever sent it, the host and the auditor."""

    code: str
    url: str
    laboratory: str
    state: RequestState
    refusal: Refusal | None
    purpose: str
    first_on: date
    last_on: date
    due_at: datetime = Field(description="By when the host answers")


class UseRecord(Schema):
    """How much a laboratory was used in some days, without names. Hours are those of units."""

    laboratory: str
    hours_open: float
    hours_out_of_order: float
    hours_used: float
    hours_nobody_came: float
    asked: int
    accepted: int
    refused: dict[Refusal, int]
    unanswered_late: int


class Days(Schema):
    first_on: date | None = Field(None, description="Else 90 days before the last one")
    last_on: date | None = Field(None, description="Taken in; else today")

    def period(self, at):
        """Return the Period; refuse days in disorder, and more than are counted at once."""
        lately = queries.last_days(at)
        found = queries.Period(self.first_on or lately.first, self.last_on or lately.last)
        is_in_order = timedelta() <= found.last - found.first <= rules.LONGEST_PERIOD
        if not is_in_order or not {found.first.year, found.last.year} <= set(YEARS):
            raise HttpError(422, _("Choose three years at most, the first day before the last."))
        return found


class LaboratoryFilter(Schema):
    kind: LaboratoryKind | None = None
    topic: Topic | None = None
    zone: Zone | None = None


@router.get(
    "/laboratories", response={200: Page[LaboratoryRecord], **REFUSALS}, operation_id="laboratories"
)
def laboratories(
    request,
    wanted: Annotated[LaboratoryFilter, Query()],
    q: Question = "",
    limit: Limit = 20,
    offset: Offset = 0,
):
    """List the laboratories in the order of the Vietnamese alphabet."""
    rows = queries.laboratories_listed(request.user, q).filter(**wanted.dict(exclude_none=True))
    return page_record(rows, limit, offset, record_of)


@router.get(
    "/laboratories/{code}",
    response={200: LaboratoryWhole, **REFUSALS},
    operation_id="laboratory",
)
def laboratory(request, code: Code):
    """Show one laboratory."""
    rows = queries.pages_for(request.user).filter(is_illustration=False)
    found = get_object_or_404(rows, code=code)
    terms = queries.terms_of(found)
    nothing = {"vi": "", "en": ""}
    outages = defaultdict(list)
    for one in queries.outages_of(found, after=now()):
        outages[one.resource_id].append(one)
    return record_of(found) | {
        "equipment": [text_record(one, "name") for one in found.equipment.all()],
        "conditions": text_record(terms, "conditions") if terms else nothing,
        "resources": [resource_of(one, outages[one.pk]) for one in queries.resources_of(found)],
    }


@router.get(
    "/bookings",
    response={200: Page[BookingRecord], **NOT_FOR_YOU},
    operation_id="bookings",
    auth=OWN,
)
def bookings(request, limit: Limit = 20, offset: Offset = 0):
    """List the bookings that you may see, the earliest first."""
    return page_record(queries.bookings_for(request.user), limit, offset, booking_of)


@router.get(
    "/fault-reports",
    response={200: Page[FaultRecord], **NOT_FOR_YOU},
    operation_id="fault_reports",
    auth=OWN,
)
def fault_reports(request, limit: Limit = 20, offset: Offset = 0):
    """List the reports of faults that you may see, the newest first."""
    return page_record(queries.faults_for(request.user), limit, offset, fault_of)


@router.get(
    "/use-requests",
    response={200: Page[UseRequestRecord], **NOT_FOR_YOU},
    operation_id="use_requests",
    auth=OWN,
)
def use_requests(request, limit: Limit = 20, offset: Offset = 0):
    """List the requests to use that you may see, the newest first."""
    return page_record(queries.requests_for(request.user), limit, offset, request_of)


@router.get(
    "/laboratory-use",
    response={200: list[UseRecord], **NOT_FOR_YOU},
    operation_id="laboratory_use",
    auth=OWN,
)
def laboratory_use(request, days: Annotated[Days, Query()]):
    """Count how much laboratories were used: all for who runs the city, else those one keeps."""
    at = now()
    seen = queries.laboratories_counted(request.user)
    if not rules.may_see_figures(request.user):
        seen = seen.filter(rules.spoken_for(request.user))
    return [use_of(one) for one in queries.figures_of(seen, days.period(at), at)]


def use_of(row):
    return {
        "laboratory": row.laboratory.code,
        "hours_open": row.open,
        "hours_out_of_order": row.down,
        "hours_used": row.used,
        "hours_nobody_came": row.missed,
        "asked": row.asked,
        "accepted": row.accepted,
        "refused": dict(row.refused),
        "unanswered_late": row.late,
    }


def booking_of(row):
    return {
        "code": row.code,
        "url": f"/bookings/{row.code}/",
        "laboratory": row.laboratory.code,
        "resource": row.resource.code,
        "state": row.state,
        "series": row.series,
        "start": row.period.lower,
        "end": row.period.upper,
        "price": row.price,
        "currency": row.currency,
    }


def fault_of(row):
    names = ("code", "state", "text", "answer", "made_at")
    return {name: getattr(row, name) for name in names} | {
        "url": f"/faults/{row.code}/",
        "laboratory": row.laboratory.code,
        "resource": row.resource.code,
    }


def request_of(row):
    names = ("code", "state", "purpose", "first_on", "last_on", "due_at")
    return {name: getattr(row, name) for name in names} | {
        "url": f"/use-requests/{row.code}/",
        "laboratory": row.laboratory.code,
        "refusal": row.refusal or None,
    }


def resource_of(row, outages):
    return {
        "code": row.code,
        "name": text_record(row, "name"),
        "about": text_record(row, "about"),
        "has_calendar": row.has_calendar,
        "units": row.in_service,
        "parts": [part.code for part in row.parts.all()],
        "rates": row.rates.all(),
        "requirements": [
            {"kind": one.kind, "text": text_record(one, "text"), "months": one.months}
            for one in row.demanded
        ],
        "outages": [
            {
                "kind": one.kind,
                "start": one.period.lower,
                "end": one.period.upper,
                "units": len(one.units.all()),
                "reason": one.reason,
            }
            for one in outages
        ],
    }


def record_of(row):
    return {
        "code": row.code,
        "url": f"/laboratories/{row.code}/",
        "name": text_record(row, "name"),
        "kind": row.kind,
        "topic": row.topic,
        "capabilities": text_record(row, "capabilities"),
        "accreditation": row.accreditation,
        "host": link_record(row.host_printed, row.host),
        "address": row.address,
        "zone": row.zone,
        "source": source_record(row),
    }
