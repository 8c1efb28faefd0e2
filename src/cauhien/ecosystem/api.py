"""The start-up ecosystem for other programs: what everybody sees."""

from datetime import datetime
from typing import Annotated

from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate, now
from ninja import Field, Query, Router, Schema

from cauhien.ecosystem.queries import entries, helping
from cauhien.ecosystem.states import EVERY, FOR_STAGES, BodyKind, EventKind, Help, Stage
from cauhien.organisations.states import Topic, Zone
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

router = Router(tags=["ecosystem"])
_SAYS = f"Empty: nobody says; `{EVERY}`: all of them"


class StartupRecord(Schema):
    """A start-up, as a source calls it so or as it has registered itself."""

    code: str
    url: str = Field(description="The page, from the root of the site")
    name: BothLanguages
    about: BothLanguages
    topics: list[str] = Field(description=_SAYS)
    stages: list[str] = Field(description=_SAYS)
    helps: list[str] = Field(description="What a body gives, and what a start-up looks for")
    zone: Zone
    website: str = ""
    ror: str = Field("", description="As https://ror.org/…, where it is registered there")
    founded: str = ""
    organisation: Link | None
    source: SourceRecord | None = Field(description="None: registered by whoever runs it")


class SupportBodyRecord(StartupRecord):
    """Who or what helps start-ups."""

    kind: BodyKind
    stages_by_kind: list[Stage] = Field(
        description="By a convention of this site, where it states none; also filtered by"
    )
    operator: str = Field("", description="As printed")
    is_over: bool = Field(description="One edition, or a plan, of a year that has passed")


class EventRecord(Schema):
    """A round of applications, or something else at a time, as who runs it registered it."""

    code: str
    url: str = Field(description="The page, from the root of the site")
    name: BothLanguages
    about: BothLanguages
    kind: EventKind
    starts_at: datetime = Field(description="Of a round: from when applications are taken")
    ends_at: datetime | None = Field(description="Of a round: until when")
    is_open: bool = Field(description="A round that takes applications now")
    place: str = ""
    operator: str = ""
    topics: list[str] = Field(description=_SAYS)
    stages: list[str] = Field(description=_SAYS)
    website: str = ""
    body: Link | None = Field(description="Whose round or event it is")


class HelpRecord(Schema):
    """Somebody who may help, and why."""

    code: str
    url: str
    name: BothLanguages
    kind: BodyKind
    fits: bool = Field(description="False: something that was asked is not stated")
    reasons: list[str] = Field(description="Sentences in the language of the request")
    next_date: EventRecord | None = Field(
        description="Its open round that closes first, else its next round or date"
    )
    source: SourceRecord | None


class EcosystemFilter(Schema):
    topic: Topic | None = None
    stage: Stage | None = None
    zone: Zone | None = None


class EventFilter(EcosystemFilter):
    kind: EventKind | None = None
    is_open: bool = False


@router.get(
    "/ecosystem/startups",
    response={200: Page[StartupRecord], **REFUSALS},
    operation_id="startups",
)
def startups(
    request,
    wanted: Annotated[EcosystemFilter, Query()],
    q: Question = "",
    limit: Limit = 20,
    offset: Offset = 0,
):
    """List the start-ups in the order of the Vietnamese alphabet."""
    rows = _narrowed(entries.listed(entries.STARTUP, request.user, q), wanted)
    return page_record(rows, limit, offset, startup_record)


@router.get(
    "/ecosystem/startups/{code}",
    response={200: StartupRecord, **REFUSALS},
    operation_id="startup",
)
def startup(request, code: Code):
    """Show one start-up."""
    return startup_record(get_object_or_404(entries.startups_for(request.user), code=code))


@router.get(
    "/ecosystem/bodies",
    response={200: Page[SupportBodyRecord], **REFUSALS},
    operation_id="support_bodies",
)
def bodies(
    request,
    wanted: Annotated[EcosystemFilter, Query()],
    kind: BodyKind | None = None,
    q: Question = "",
    limit: Limit = 20,
    offset: Offset = 0,
):
    """List who helps start-ups in the order of the Vietnamese alphabet."""
    rows = entries.staged(entries.listed(entries.BODY, request.user, q))
    rows = _narrowed(rows, wanted, "for_stages")
    rows = rows.filter(kind=kind) if kind else rows
    rows = entries.standing(rows, localdate().year)
    return page_record(rows, limit, offset, body_record)


@router.get(
    "/ecosystem/bodies/{code}",
    response={200: SupportBodyRecord, **REFUSALS},
    operation_id="support_body",
)
def body(request, code: Code):
    """Show one body that helps start-ups."""
    rows = entries.standing(entries.bodies_for(request.user), localdate().year)
    return body_record(get_object_or_404(rows, code=code))


@router.get(
    "/ecosystem/events", response={200: Page[EventRecord], **REFUSALS}, operation_id="events"
)
def events(
    request,
    wanted: Annotated[EventFilter, Query()],
    limit: Limit = 20,
    offset: Offset = 0,
):
    """List what is not over, the next first; `is_open`: rounds that take applications now."""
    found = entries.open_now if wanted.is_open else entries.coming
    rows = _narrowed(found(request.user, now()), wanted)
    rows = rows.filter(kind=wanted.kind) if wanted.kind else rows
    return page_record(rows, limit, offset, event_record)


@router.get(
    "/ecosystem/help", response={200: list[HelpRecord], **REFUSALS}, operation_id="who_helps"
)
def who_helps(
    request, stage: Stage | None = None, topic: Topic | None = None, need: Help | None = None
):
    """Say who can help a start-up at a stage, in a field, with something. Nothing is stored."""
    wanted = helping.Wanted(stage or "", topic or "", need or "")
    found = helping.suggested(wanted, request.user, now()) if wanted else []
    return [
        {
            "code": one.body.code,
            "url": f"/ecosystem/bodies/{one.body.code}/",
            "name": text_record(one.body, "name"),
            "kind": one.body.kind,
            "fits": one.fits,
            "reasons": [sentence for sentence, _is_own in one.reasons],
            "next_date": one.next_date and event_record(one.next_date),
            "source": source_record(one.body),
        }
        for one in found
    ]


def _narrowed(rows, wanted, stages="stages"):
    if wanted.topic:
        rows = rows.filter(topics__overlap=[wanted.topic, EVERY])
    if wanted.stage:
        rows = rows.filter(**{f"{stages}__overlap": [wanted.stage, EVERY]})
    return rows.filter(zone=wanted.zone) if wanted.zone else rows


def startup_record(row):
    return _record(row) | {"url": f"/ecosystem/startups/{row.code}/", "founded": row.founded}


def body_record(row):
    return _record(row) | {
        "url": f"/ecosystem/bodies/{row.code}/",
        "founded": row.since,
        "kind": row.kind,
        "stages_by_kind": [] if row.stages else FOR_STAGES.get(row.kind, ()),
        "operator": row.operator_printed,
        "is_over": row.is_over,
    }


def event_record(row):
    names = ("code", "kind", "starts_at", "ends_at", "is_open", "topics", "stages", "website")
    body = row.body if row.body and row.body.removed_at is None else None
    return {name: getattr(row, name) for name in names} | {
        "url": f"/ecosystem/events/{row.code}/",
        "name": text_record(row, "name"),
        "about": text_record(row, "about"),
        "place": row.place_text,
        "operator": row.operator_printed,
        "body": body and {"code": body.code, "name": str(body)},
    }


def _record(row):
    names = ("code", "topics", "stages", "helps", "zone", "website")
    return {name: getattr(row, name) for name in names} | {
        "name": text_record(row, "name"),
        "about": text_record(row, "about"),
        "ror": row.known_ror,
        "organisation": link_record("", row.organisation),
        "source": source_record(row),
    }
