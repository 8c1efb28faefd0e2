"""The city's problems for other programs."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate, localtime
from ninja import Field, Query, Router, Schema

from cauhien.challenges import queries
from cauhien.challenges.states import Award, Origin, State
from cauhien.challenges.states.task import Cost, Way
from cauhien.organisations.states import Topic
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
    page_record,
    source_record,
    text_record,
)

router = Router(tags=["problems"])
_OF_TASK = (
    "is_advised",
    "costs",
    "reason",
    "dissent",
    "votes",
    "text_sha256",
    "minutes_sha256",
)


class CallRecord(Schema):
    """The published call of a problem."""

    url: str = Field(description="The page of the call, from the root of the site")
    opens_at: datetime = Field(description="From when files are received")
    closes_at: datetime = Field(description="Until when; with the offset of the city's time")
    summary: BothLanguages
    budget: Decimal | None
    currency: str
    award: Award
    version: int = Field(description="Counts each published change")
    sha256: str = Field(description="Fingerprint of the frozen text in force")


class ChallengeRecord(Schema):
    """A problem of the city."""

    code: str
    url: str = Field(description="The page of the problem, from the root of the site")
    title: BothLanguages
    description: BothLanguages
    origin: Origin = Field(description="How it came in")
    state: State
    topic: str = ""
    where: str = ""
    office: Link | None = Field(description="The office that owns it")
    suggested_owner: str = Field("", description="Of a catalogued one; no office has taken it on")
    year: int | None
    call: CallRecord | None = Field(description="Where one was published")
    source: SourceRecord | None
    is_illustration: bool = Field(description="Invented for a demonstration; in no list")


class MeasuredRecord(Schema):
    """An accepted value of the pilot, with its interval where one is stated."""

    from_on: date = Field(alias="from")
    until_on: date = Field(alias="until")
    value: Decimal
    low: Decimal | None
    high: Decimal | None


class ChallengeWhole(ChallengeRecord):
    """A problem with what is measured and what is wanted."""

    indicator: str = ""
    unit: str = ""
    baseline: Decimal | None
    target: Decimal | None
    measured_by: str = ""
    measured: list[MeasuredRecord] = Field(description="In the pilot, the oldest first")
    pilot_due_on: date | None = Field(description="By when the pilot is to be reported")
    is_silent: bool = Field(description="The day has passed, and no report has come")
    tried: str = ""
    data_offered: str = ""
    test_site: str = ""
    results_required: BothLanguages
    questions: BothLanguages
    listed_in: str = ""


class VotesRecord(Schema):
    """How the council voted."""

    yes: int
    no: int
    abstain: int
    present: int = Field(description="Members who were there")


class DirectAssignmentRecord(Schema):
    """Who alone answers the call, named by the decision-maker."""

    organisation: Link
    ground: BothLanguages
    reason: BothLanguages
    legal_basis: BothLanguages
    at: datetime = Field(description="When it was signed")
    call_sha256: str = Field(description="Fingerprint of the call it rests on")
    sha256: str = Field(description="Fingerprint of what was signed")


class TaskDefinitionRecord(Schema):
    """What the council that defines the task has concluded of a problem."""

    url: str = Field(description="The page that shows it, from the root of the site")
    is_advised: bool = Field(description="Whether the council wants the task carried out")
    title: BothLanguages
    goal: BothLanguages
    results_required: BothLanguages
    way: Way | None = Field(description="How whoever carries it out is chosen")
    costs: list[Cost] = Field(description="For what it needs money")
    reason: str = Field(description="Why it is not to be carried out, in Vietnamese; else empty")
    dissent: str = Field(description="Notes of dissent, in Vietnamese, without names")
    votes: VotesRecord
    at: datetime = Field(description="When the council concluded")
    legal_basis: BothLanguages
    text_sha256: str = Field(description="Fingerprint of the text of the problem it rests on")
    minutes_sha256: str = Field(description="Fingerprint of the minutes")
    assignment: DirectAssignmentRecord | None = Field(
        description="Where it is directly assigned: to whom"
    )


class ChallengeFilter(Schema):
    state: State | None = None
    topic: Topic | None = None
    origin: Origin | None = None


@router.get(
    "/challenges", response={200: Page[ChallengeRecord], **REFUSALS}, operation_id="challenges"
)
def challenges(
    request,
    wanted: Annotated[ChallengeFilter, Query()],
    q: Question = "",
    limit: Limit = 20,
    offset: Offset = 0,
):
    """List the problems that you may see, as the list of the site does, illustrations aside."""
    rows = queries.counted_for(request.user).filter(**wanted.dict(exclude_none=True))
    if question := q.replace("\0", "").strip():
        rows = queries.searched(rows, question, request.user)
    rows = queries.listed(rows, "list").select_related("source")
    return page_record(rows, limit, offset, _record)


@router.get(
    "/challenges/{code}", response={200: ChallengeWhole, **REFUSALS}, operation_id="challenge"
)
def challenge(request, code: Code):
    """Show one problem; one that is the same as another answers as that one."""
    rows = queries.cases_for(request.user)
    found = get_object_or_404(rows, code=queries.kept_code(code) or code)
    return (
        _record(found)
        | {
            name: getattr(found, name)
            for name in (
                "indicator",
                "unit",
                "baseline",
                "target",
                "measured_by",
                "tried",
                "data_offered",
                "test_site",
                "listed_in",
            )
        }
        | {name: text_record(found, name) for name in ("results_required", "questions")}
        | {
            "measured": [_measured(one) for one in found.measured_values],
            "pilot_due_on": found.pilot_due_on,
            "is_silent": found.is_silent(localdate()),
        }
    )


@router.get(
    "/challenges/{code}/task",
    response={200: TaskDefinitionRecord, **REFUSALS},
    operation_id="challenge_task",
)
def challenge_task(request, code: Code):
    """Show the task that a council has made of a problem; 404 where there is none to be read."""
    rows = queries.cases_for(request.user)
    found = get_object_or_404(rows, code=queries.kept_code(code) or code)
    if (task := queries.task_for(request.user, found)) is None:
        raise Http404
    return {
        **{name: getattr(task, name) for name in _OF_TASK},
        **{name: text_record(task, name) for name in ("title", "goal", "legal_basis")},
        "results_required": text_record(task, "results"),
        "url": f"/challenges/{found.code}/call/",
        "way": task.way or None,
        "at": localtime(task.at),
        "assignment": _assignment(queries.assignment_of(found)),
    }


def _assignment(named):
    if named is None:
        return None
    body = named.organisation
    return {
        **{name: text_record(named, name) for name in ("ground", "reason", "legal_basis")},
        "organisation": {"code": body.code, "name": str(body)},
        "at": localtime(named.at),
        "call_sha256": named.call_sha256,
        "sha256": named.sha256,
    }


def _measured(one):
    return one | {name: one[name] or None for name in ("low", "high")}


def _call_record(row):
    call = getattr(row, "call", None)
    if call is None or not call.published_at:
        return None
    return {
        "url": f"/challenges/{row.code}/call/",
        "opens_at": localtime(call.opens_at),
        "closes_at": localtime(call.closes_at),
        "summary": text_record(call, "summary"),
        "budget": call.budget,
        "currency": call.currency,
        "award": call.award,
        "version": call.version,
        "sha256": call.sha256,
    }


def _record(row):
    body = row.office.organisation if row.office else None
    return {
        "code": row.code,
        "url": f"/challenges/{row.code}/",
        "title": text_record(row, "title"),
        "description": text_record(row, "description"),
        "origin": row.origin,
        "state": row.state,
        "topic": row.topic,
        "where": row.place_text,
        "office": {"code": body.code, "name": str(body)} if body else None,
        "suggested_owner": row.suggested_owner,
        "year": row.year,
        "call": _call_record(row),
        "source": source_record(row),
        "is_illustration": row.is_illustration,
    }
