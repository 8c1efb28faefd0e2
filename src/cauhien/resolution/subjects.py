"""How the rest of the product finds tasks, names their acts, and what of them waits for whom."""

from datetime import date, datetime, time
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate, make_aware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cauhien.accounts.rules import OFFICE_STAFF, is_office_staff, office_ids
from cauhien.accounts.states import Role
from cauhien.core import city, items
from cauhien.core.audit import name_acts
from cauhien.core.calendar import due_at
from cauhien.core.subjects import Subject, register
from cauhien.notices import states as notices
from cauhien.resolution import actions, queries
from cauhien.resolution.models import Task
from cauhien.resolution.states import Act, Answer, Delay
from cauhien.ui import words

name_acts(Act)
register(
    Subject(
        kind=queries.KIND,
        label=gettext_lazy("task of the resolution"),
        plural=gettext_lazy("tasks of the resolution"),
        url_name="resolution:task",
        visible_to=queries.tasks_for,
    )
)


def facts_of_step(parameters):
    """Return the parameters with the act in words."""
    return parameters | {"act": Act(parameters["act"]).label}


def facts_of_change(parameters):
    """Return the parameters with the changed columns in words."""
    known: Any = Task._meta
    names = [str(known.get_field(name).verbose_name) for name in parameters["fields"]]
    return parameters | {"what": ", ".join(names)}


notices.register(
    notices.Kind(
        actions.STEP, gettext_lazy("steps of a task that concerns you"), facts=facts_of_step
    )
)
notices.register(
    notices.Kind(
        actions.CHANGED, gettext_lazy("changes of the plan of your tasks"), facts=facts_of_change
    )
)
notices.register(
    notices.Kind(actions.ASSIGNED, gettext_lazy("tasks that are given to you"), urgent=True)
)


def is_still_asked(user, notice, at):
    """Return whether the duty that a notice asks for still waits for an answer."""
    return queries.duties_asked_of(user).filter(task__code=notice.subject_code).exists()


notices.register(
    notices.Kind(
        actions.ASKED,
        gettext_lazy("tasks for which you are named"),
        urgent=True,
        still_concerns=is_still_asked,
    )
)
notices.register(
    notices.Kind(
        actions.DUTY,
        gettext_lazy("answers of those who are named for tasks"),
        facts=facts_of_step,
    )
)


def facts_of_report(parameters):
    """Return the parameters with days as days and the answer in words."""
    days = {name: date.fromisoformat(parameters[name]) for name in ("from", "until")}
    days = {name: words.day(day) for name, day in days.items()}
    return parameters | days | {"answer": Answer(parameters["answer"]).label}


notices.register(
    notices.Kind(
        actions.REPORTED,
        gettext_lazy("reports on tasks that you answer"),
        facts=facts_of_report,
    )
)
notices.register(
    notices.Kind(
        actions.ANSWERED,
        gettext_lazy("answers to reports of your office on its tasks"),
        urgent=True,
        facts=facts_of_report,
    )
)


def facts_of_delay(parameters):
    """Return the parameters with the reason in words and the day as a day."""
    since = words.day(date.fromisoformat(parameters["since"]))
    return {"why": Delay(parameters["why"]).label, "since": since}


def is_still_delayed(user, notice, at):
    """Return whether what a notice tells of is still late in the same way."""
    task = queries.tasks_for(user).filter(code=notice.subject_code).first()
    since = date.fromisoformat(notice.parameters["since"])
    late = notice.parameters["why"], since, localdate(at)
    return task is not None and queries.is_still_late(task, *late)


notices.register(
    notices.Kind(
        actions.ESCALATED,
        gettext_lazy("tasks that are late and passed on to you"),
        still_concerns=is_still_delayed,
        facts=facts_of_delay,
    )
)


def _title(task):
    """Return the title of a task in the language of the page, else the Vietnamese one."""
    return (words.language() == "en" and task.title_en) or task.title_vi


@items.register(by=is_office_staff)
def tasks_to_take_up(user, at):
    return items.Rows(
        query=queries.to_take_up(office_ids(user, Role.HEAD)),
        kind=queries.KIND,
        page="resolution:take_up",
        to_do=_("Take the task up, and say how often it is reported on"),
        if_nothing=_("It is passed on to the coordinator, then to the city's leaders."),
        since="state_at",
        due_on="take_up_by",
    )


@items.register(by=is_office_staff)
def duties_to_accept(user, at):
    asked = queries.duties_asked_of(user).select_related("task")
    return items.Asked(asked, lambda: [_to_accept(one) for one in asked])


def _to_accept(own):
    return items.Item(
        kind=queries.KIND,
        code=own.task.code,
        title=_title(own.task),
        to_do=_("Accept that you answer for the task, or decline with a reason"),
        url=reverse("resolution:duty", args=[own.task.code]),
        since=own.from_at,
        if_nothing=_("It is passed on to your head, then to the coordinator and the leaders."),
        due=due_at(own.from_at, city.days_to_accept_duties(), working=True),
    )


@items.register
def owners_to_name(user, at):
    return items.Rows(
        query=queries.without_owner(user, of_group=False),
        kind=queries.KIND,
        page="resolution:assign",
        to_do=_("Name the office that owns the task"),
        if_nothing=_("Nobody can take it up."),
        since="state_at",
    )


@items.register
def leads_to_name(user, at):
    return items.Rows(
        query=queries.without_owner(user, of_group=True),
        kind=queries.KIND,
        page="resolution:assign",
        to_do=_("Name the office that leads the group of bodies to which the document gives it"),
        if_nothing=_("Nobody can take it up."),
        since="state_at",
    )


@items.register
def heads_to_find(user, at):
    waiting = queries.without_head(user, localdate(at))
    return items.Asked(waiting, lambda: _heads_to_find(waiting))


def _heads_to_find(waiting):
    """Return one Item for all tasks whose offices have no head here."""
    first = waiting.order_by("state_at").first()
    count = waiting.count()
    title = ngettext(
        "%(number)s task of an office that has no head here",
        "%(number)s tasks of offices that have no head here",
        count,
    )
    item = items.Item(
        kind=queries.KIND,
        code="",
        title=title % {"number": words.number(count)},
        to_do=_("Have the heads of these offices given their role"),
        url=f"{reverse('resolution:list')}?state={first.state}",
        since=first.state_at,
        if_nothing=_(
            "Nobody is told of these tasks, and no period begins in which to take them up."
        ),
    )
    return [item]


@items.register(by=is_office_staff)
def reports_to_write(user, at):
    offices, day = office_ids(user, *OFFICE_STAFF), localdate(at)
    return items.Asked(
        queries.in_work_of(offices),
        lambda: [_to_write(*owed) for owed in queries.reports_owed(offices, day)],
    )


def _to_write(task, period, due_on):
    return items.Item(
        kind=queries.KIND,
        code=task.code,
        title=_title(task),
        to_do=_("Report on the period until %(day)s") % {"day": words.day(period.until_on)},
        url=reverse("resolution:report", args=[task.code]),
        since=make_aware(datetime.combine(period.until_on, time.max)),
        if_nothing=_("Everybody reads that the office has not reported."),
        due=make_aware(datetime.combine(due_on, time.max)),
    )


@items.register
def reports_to_answer(user, at):
    reports = queries.to_answer(user).select_related("task")
    return items.Asked(reports, lambda: [_to_answer(one) for one in reports])


def _to_answer(report):
    return items.Item(
        kind=queries.KIND,
        code=report.task.code,
        title=_title(report.task),
        to_do=_("Accept the report, or return it"),
        url=reverse("resolution:answer", args=[report.task.code, report.code]),
        since=report.at,
        if_nothing=_("The office goes unanswered, and nobody else reads the report."),
        due=due_at(report.at, city.days_to_answer_reports(), working=True),
    )


@items.register(by=is_office_staff)
def blocks_to_clear(user, at):
    return items.Rows(
        query=queries.blocked_with(office_ids(user, *OFFICE_STAFF)),
        kind=queries.KIND,
        page="resolution:task",
        to_do=_("Clear what blocks a task of another office"),
        if_nothing=_("Everybody reads that it is blocked with your office."),
        since="state_at",
    )
