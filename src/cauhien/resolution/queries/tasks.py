"""Tasks of resolutions, read. Every list of them begins at `tasks_for`."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import JSONObject

from cauhien.accounts.models import User
from cauhien.accounts.queries import holders, valid_grants, who_acted
from cauhien.accounts.rules import OFFICE_STAFF
from cauhien.accounts.states import Role
from cauhien.challenges.queries import challenges_for
from cauhien.core import city, search
from cauhien.core.audit import act_in_words
from cauhien.core.models import AuditLine
from cauhien.organisations.models import Office
from cauhien.resolution import rules
from cauhien.resolution.models import Ownership, PlanStep, Report, ServedBy, Task
from cauhien.resolution.states import (
    ENDED,
    IN_WORK,
    SOON,
    Act,
    Answer,
    Duty,
    Every,
    Reporting,
    TaskState,
    Timing,
    Told,
    period_before,
    period_of,
    period_owed,
    report_due,
)

KIND = "task"
YEAR = 12  # months
ORDERS = {
    "deadline": (F("due_on").asc(nulls_last=True), "sort_key", "id"),
    "document": ("goal__document", "goal_id", "id"),
    "title": ("sort_key", "id"),
}
ROLES = {
    Told.OFFICERS: Role.OFFICER,
    Told.HEAD: Role.HEAD,
    Told.COORDINATORS: Role.COORDINATOR,
    Told.LEADERS: Role.LEADER,
}


@dataclass(frozen=True)
class Step:
    """A line of the log as people read it. changes: [(column, before, after)], as texts."""

    line: AuditLine
    act: str
    who: str
    changes: list[tuple[Any, str, str]]


def tasks_for(user):
    return Task.objects.filter(rules.visible(user)).select_related(
        "goal", "office__organisation", "blocked_office__organisation", "source"
    )


def standing(rows, day):
    """Return tasks with `timing` (Timing), `reporting` (Reporting), `value`, accepted last, and
    `planned`: the steps of the plan as dicts.
    """
    steps = PlanStep.objects.filter(task=OuterRef("pk")).order_by("due_on", "id")
    step = JSONObject(text="text", due_on="due_on", report_id="report", answer="report__answer")
    told = Report.objects.filter(task=OuterRef("pk"), answer=Answer.ACCEPTED).exclude(value=None)
    ended = When(state__in=ENDED, then=Value(Timing.ENDED))
    return rows.annotate(
        planned=ArraySubquery(steps.values(said=step)),
        value=Subquery(told.order_by("-until_on", "-id").values("value")[:1]),
        timing=Case(
            ended,
            When(due_on=None, then=Value(Timing.UNDATED)),
            When(due_on__lt=day, then=Value(Timing.OVERDUE)),
            When(due_on__lte=day + SOON, then=Value(Timing.SOON)),
            default=Value(Timing.LATER),
            output_field=CharField(),
        ),
        reporting=Case(
            ended,
            When(silent_on(day), then=Value(Reporting.SILENT)),
            When(every_months=None, then=Value(Reporting.NO_PERIOD)),
            default=Value(Reporting.TOLD),
            output_field=CharField(),
        ),
    )


def with_owners(rows):
    """Return tasks with who owns and owned them, read at once."""
    owners = Ownership.objects.select_related("office__organisation", "person")
    return rows.prefetch_related(Prefetch("owners", owners))


def listed(user, day, question="", order="deadline"):
    """Return the tasks of a list with how they stand, in one of the ORDERS."""
    rows = search.narrowed(tasks_for(user), question, user=user, kind=KIND)
    return standing(rows, day).order_by(*ORDERS[order])


def silent_on(day):
    """Return the condition of tasks in work that lack the report owed last before a day."""
    silent = Q(pk__in=[])
    for months in Every:
        owed = period_owed(day, months, city.days_to_report())
        reports = Report.objects.filter(task=OuterRef("pk"), until_on__gte=owed.until_on)
        untold = Q(~Exists(reports.exclude(answer=Answer.RETURNED)))
        silent |= Q(every_months=months, starts_on__lte=owed.until_on) & untold
    return silent & Q(state__in=IN_WORK)


def periods_to_report(task, day):
    """Return the periods on which a task can be reported, the oldest first.

    The one that runs, and those of the last year that nobody has reported on since it began.
    """
    if not (task.is_in_work and task.every_months and task.starts_on <= day):
        return []
    told = set(task.reports.exclude(answer=Answer.RETURNED).values_list("until_on", flat=True))
    period, found = period_of(day, task.every_months), []
    for _ in range(YEAR // task.every_months + 1):
        if period.until_on < task.starts_on:
            break
        found.append(period)
        period = period_before(period.from_on, task.every_months)
    return [one for one in reversed(found) if one.until_on not in told]


def reports_owed(offices, day):
    """Return [(task, period, last day of its report)] of the periods that have ended, unreported.

    offices: ids of those that own the tasks. Of each task the last such period.
    """
    tasks = Task.objects.filter(state__in=IN_WORK, office__in=offices).exclude(every_months=None)
    told = Report.objects.exclude(answer=Answer.RETURNED).filter(task__in=tasks)
    newest = dict(told.order_by("until_on").values_list("task", "until_on"))
    found = []
    for task in tasks:
        period = period_before(day, task.every_months)
        is_told = newest.get(task.pk) is not None and newest[task.pk] >= period.until_on
        if task.starts_on <= period.until_on and not is_told:
            found.append((task, period, report_due(period, city.days_to_report())))
    return found


def in_work_of(offices):
    return Task.objects.filter(state__in=IN_WORK, office__in=offices)


def to_answer(user):
    """Return the reports that wait for the coordinator, but not their own."""
    if not rules.may_plan(user):
        return Report.objects.none()
    waiting = Report.objects.filter(answer=Answer.WAITING).exclude(by=user.pk)
    return waiting.exclude(by=user.on_behalf_of) if user.on_behalf_of else waiting


def accepted_reports(task):
    return task.reports.filter(answer=Answer.ACCEPTED).order_by("-until_on", "-id")


def reports_for(task, *, inside):
    """Return the reports, the newest first; whoever sees inside reads those not accepted too."""
    rows = task.reports.select_related("by", "answered_by", "file").order_by("-until_on", "-id")
    return rows if inside else rows.filter(answer=Answer.ACCEPTED)


def is_reported_done(task):
    """Return whether the last accepted report says that the task is completed."""
    last = accepted_reports(task).first()
    return last is not None and last.is_final


def newest_value(reports):
    """Return the first of some reports, the newest before, that was accepted with a value."""
    told = (one for one in reports if one.answer == Answer.ACCEPTED and one.value is not None)
    return next(told, None)


def public_lines(task):
    """Return the lines of the log of a task that everybody reads, the newest first."""
    return AuditLine.objects.filter(chain=task.chain, public=True).order_by("-number")


def lines_of(task):
    """Return all lines of the log of a task, the newest first."""
    return list(AuditLine.objects.filter(chain=task.chain).order_by("-number"))


def steps_of(lines, *, inside):
    """Return those of all lines of a task that the reader may read, as Step."""
    lines = [line for line in lines if inside or line.public]
    who = who_acted(lines) if inside else {}
    return [
        Step(line, act_in_words(line.act), who.get(line.pk, ""), _changes(line)) for line in lines
    ]


def owners_of(task):
    """Return the offices and persons that own and owned a task, the last first."""
    return sorted(task.owners.all(), key=lambda own: own.pk, reverse=True)


def duties_asked_of(user):
    """Return the ownerships whose duty this user is asked to accept."""
    asked = Ownership.objects.filter(person=user.pk, until_at=None, duty=Duty.ASKED)
    asked = asked.exclude(task__state__in=ENDED)
    return asked.none() if user.delegation else asked


def duty_of(task):
    """Return whether somebody answers for a task now, as a Duty."""
    return task.owners.filter(until_at=None).values_list("duty", flat=True).first() or Duty.NOBODY


def people_told(word, task, day):
    """Return the accounts that a word of the table means, on a day."""
    if word == Told.BLOCKER:
        office = task.blocked_office
        return holders(Role.HEAD, on=day, office=office) if office else []
    is_own = word in (Told.OFFICERS, Told.HEAD)
    if is_own and task.office is None:
        return []
    return holders(ROLES[word], on=day, office=task.office if is_own else None)


def to_take_up(offices):
    """Return the listed tasks of some offices."""
    return Task.objects.filter(state=TaskState.LISTED, office__in=offices)


def without_owner(user, *, of_group):
    """Return the listed tasks without an office, to whoever names one.

    of_group: those that documents give to several bodies at once, or the others.
    """
    open_ones = Task.objects.filter(state=TaskState.LISTED, office=None)
    together = Q(owner_printed__in=city.groups_of_bodies())
    open_ones = open_ones.filter(together if of_group else ~together)
    return open_ones if rules.may_plan(user) else open_ones.none()


def without_head(user, day):
    """Return the listed tasks of offices that have no head here, to whoever gives roles."""
    heads = valid_grants(day).filter(role=Role.HEAD, user__is_active=True)
    waiting = Task.objects.filter(state=TaskState.LISTED, told_at=None).exclude(office=None)
    waiting = waiting.exclude(office__in=heads.exclude(office=None).values("office"))
    return waiting if rules.may_plan(user) else waiting.none()


def blocked_with(offices):
    """Return the tasks that are blocked with some offices."""
    return Task.objects.filter(state=TaskState.BLOCKED, blocked_office__in=offices)


def problems_of(task, user):
    """Return the links to problems that this user may see, the oldest first."""
    seen = challenges_for(user)
    return task.problems.filter(challenge__in=seen).select_related("challenge", "by")


def tasks_for_target(target, user):
    """Return the tasks that name a target of the observatory, or its goal."""
    return tasks_for(user).filter(target_code__in=(target.code, target.key))


def tasks_served_by(challenge, user):
    """Return the links of a problem to the tasks that it serves."""
    links = ServedBy.objects.filter(challenge=challenge, task__in=tasks_for(user))
    return links.select_related("task__goal", "task__office__organisation")


def news(most):
    """Return [(line of the log, task)] of public acts, the newest first.

    What was taken over from a document is no news.
    """
    acts = set(Act.values) - {Act.LIST, Act.LIST_AGAIN}
    lines = AuditLine.objects.filter(public=True, act__in=acts, chain__startswith="task:")
    newest = list(lines.order_by("-at", "-id")[:most])
    seen = tasks_for(AnonymousUser())
    codes = {line.chain.removeprefix("task:") for line in newest}
    tasks = {task.chain: task for task in seen.filter(code__in=codes)}
    return [(line, tasks[line.chain]) for line in newest if line.chain in tasks]


def offices():
    """Return the offices that can own a task, in the order of the alphabet."""
    found = Office.objects.filter(active=True).select_related("organisation")
    return found.order_by("organisation__sort_key", "id")


def named_by(rows, language):
    """Return what some tasks name, in a language: {"office": {code: name}, "document": {document:
    name}, "goal": {code: title}}; one query.
    """
    columns = (
        *("goal__document", "goal__document_en", "goal__code", "goal__title_vi", "goal__title_en"),
        *("office__code", "office__organisation__name_vi", "office__organisation__name_en"),
    )
    found = {"office": {}, "document": {}, "goal": {}}
    for row in rows.order_by().values_list(*columns).distinct():
        document, document_en, code, title_vi, title_en, office, name_vi, name_en = row
        first = language == "en"
        found["document"][document] = (first and document_en) or document
        found["goal"][code] = (first and title_en) or title_vi
        if office:
            found["office"][office] = (first and name_en) or name_vi or name_en
    return found


def named_in(thing, language):
    """Return the name of a body in a language, the other one where it lacks that."""
    first, second = thing.name_vi, thing.name_en
    return (second or first) if language == "en" else (first or second)


def staff_of(office, day):
    """Return who holds a role in an office on a day: officers, then heads."""
    return User.objects.filter(pk__in=_staff_ids(office, day)).order_by("name", "id")


def _staff_ids(office, day):
    return [user.pk for role in OFFICE_STAFF for user in holders(role, on=day, office=office)]


def _changes(line):
    fields: Any = PlanStep._meta if line.act == Act.STEPS else Task._meta
    said = line.detail.get("changes", {})
    return [(fields.get_field(name), *pair) for name, pair in said.items()]
