"""Tasks of resolutions for other programs."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate
from ninja import Field, Query, Router, Schema

from cauhien.resolution import charts, queries
from cauhien.resolution.states import Duty, PaceBy, Reporting, TaskState, Timing, Verdict
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

router = Router(tags=["tasks"])


# What a record and a task call alike.
SAME = (
    *("code", "state", "timing", "reporting", "owner_printed", "is_of_group", "due_on"),
    *("indicator", "unit"),
    *("indicator_en", "unit_en", "target_text_en"),
    *("baseline", "target", "target_text", "target_code", "blocked_by"),
)


class PaceRecord(Schema):
    """How a task stands against its plan, told in one way."""

    by: PaceBy
    verdict: Verdict
    reached: float | None = Field(description="Share of the way, or of the steps")
    elapsed: float | None = Field(description="Share of the time that has passed")
    said: str = Field(description="The numbers in words")


class PlanStepRecord(Schema):
    """A step of the plan. is_done: an accepted report says so."""

    text: str
    due_on: date
    is_done: bool


class TaskRecord(Schema):
    """A task that a document of the city sets for a goal."""

    code: str
    url: str = Field(description="The page of the task, from the root of the site")
    title: BothLanguages = Field(description="The Vietnamese one counts")
    goal: BothLanguages = Field(description="The Vietnamese one counts")
    document: str = Field(description="The resolution or plan, as its source names it")
    state: TaskState
    timing: Timing = Field(description="Where it stands against its deadline, today")
    reporting: Reporting = Field(description="Whether it is reported on")
    owner: Link | None = Field(description="The office of the register that owns it")
    owner_printed: str = Field("", description="The body as the document names it")
    is_of_group: bool = Field(description="owner_printed names several bodies at once")
    due_on: date | None = Field(description="null where the document states no deadline")
    indicator: str = ""
    indicator_en: str = Field("", description="As a person translated it")
    unit: str = ""
    unit_en: str = ""
    baseline: Decimal | None
    target: Decimal | None
    target_text: str = Field("", description="Where the target is no number, or a range")
    target_text_en: str = ""
    target_code: str = Field("", description="Of the observatory: a target, or a goal")
    pace: PaceRecord | None = Field(description="null where it cannot be computed")
    pace_lacks: list[str] = Field(description="Why it cannot be told in other ways")
    blocked_by: str = ""
    blocked_with: str = ""
    source: SourceRecord | None


class ReportRecord(Schema):
    """An accepted report on one period."""

    from_on: date = Field(alias="from")
    until_on: date = Field(alias="until")
    text: str
    value: Decimal | None
    is_final: bool
    steps: list[str] = Field(description="Of the plan, which it says are done")


class StepRecord(Schema):
    """A public act, with what it changed and why."""

    act: str
    at: datetime
    reason: str = ""
    changes: dict[str, list[str]] = Field(description="{column: [before, after]}")


class TaskWhole(TaskRecord):
    """A task with its accepted reports, the problems that serve it and its history."""

    duty: Duty = Field(description="Whether somebody answers for it; the name is not public")
    starts_on: date | None
    every_months: int | None
    baseline_text: str = ""
    published_status: str = Field("", description="What the source says of it")
    steps: list[PlanStepRecord] = Field(description="The plan of steps, by day")
    reports: list[ReportRecord]
    problems: list[Link]
    history: list[StepRecord] = Field(description="The newest first")


class TaskFilter(Schema):
    state: TaskState | None = None
    timing: Timing | None = None
    reporting: Reporting | None = None


@router.get("/tasks", response={200: Page[TaskRecord], **REFUSALS}, operation_id="tasks")
def tasks(
    request,
    wanted: Annotated[TaskFilter, Query()],
    q: Question = "",
    limit: Limit = 20,
    offset: Offset = 0,
):
    """List the tasks by their deadlines; those without one come last."""
    rows = queries.listed(request.user, localdate(), q.replace("\0", "").strip())
    rows = rows.filter(**wanted.dict(exclude_none=True))
    stands = charts.stands(rows[offset : offset + limit], request.user, localdate())
    return page_record(rows, limit, offset, lambda row: _record(row, stands[row.pk]))


@router.get("/tasks/{code}", response={200: TaskWhole, **REFUSALS}, operation_id="task")
def task(request, code: Code):
    """Show one task with what is public of it."""
    rows = queries.standing(queries.tasks_for(request.user), localdate())
    found = get_object_or_404(rows, code=code)
    stand = charts.stands([found], request.user, localdate())[found.pk]
    links = queries.problems_of(found, request.user)
    names = ("starts_on", "every_months", "baseline_text", "published_status")
    return (
        _record(found, stand)
        | {name: getattr(found, name) for name in names}
        | {
            "duty": queries.duty_of(found),
            "steps": [
                {"text": one.text, "due_on": one.due_on, "is_done": one.is_done}
                for one in stand.steps
            ],
            "reports": [_report(one, stand.steps) for one in queries.accepted_reports(found)],
            "problems": [
                {"code": x.challenge.code, "name": x.challenge.title_vi or x.challenge.title_en}
                for x in links
            ],
            "history": [_step(line) for line in queries.public_lines(found)],
        }
    )


def _record(row, stand):
    return {name: getattr(row, name) for name in SAME} | {
        "pace": stand.pace and stand.pace._asdict(),
        "pace_lacks": stand.lacking,
        "url": reverse("resolution:task", kwargs={"code": row.code}),
        "title": text_record(row, "title"),
        "goal": text_record(row.goal, "title"),
        "document": row.goal.document,
        "owner": row.office and {"code": row.office.organisation.code, "name": str(row.office)},
        "blocked_with": str(row.blocked_office or row.blocked_with),
        "source": source_record(row),
    }


def _report(one, steps):
    said = {name: getattr(one, name) for name in ("text", "value", "is_final")}
    done = [step.text for step in steps if step.report_id == one.pk]
    return said | {"from": one.from_on, "until": one.until_on, "steps": done}


def _step(line):
    said = {name: line.detail[name] for name in ("reason", "changes") if name in line.detail}
    return {"act": line.act, "at": line.at, "changes": {}} | said
