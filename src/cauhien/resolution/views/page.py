"""The list of tasks, the page of one, and the tab of a problem that shows what it serves."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.accounts.middleware import second_factor_required
from cauhien.challenges.queries import cases_for
from cauhien.core import city
from cauhien.observatory.charts.goals import valued
from cauhien.observatory.queries.goals import targets_for
from cauhien.observatory.queries.values import period_said
from cauhien.resolution import charts, queries, rules
from cauhien.resolution.models import Report
from cauhien.resolution.states import Answer, Reporting, TaskState, Timing
from cauhien.ui.downloads import kept_file
from cauhien.ui.filters import Asked, Filter, page_of
from cauhien.ui.words import language


def filters(rows, *, of_goal):
    """Return the filters of the list; offices and documents are those that own or hold a task.

    of_goal: whether a link asks for the tasks of one goal, which stand in one document.
    """
    named = queries.named_by(rows, language())
    return (
        Filter("state", _("State"), "state", dict(TaskState.choices)),
        Filter("time", _("Deadline"), "timing", dict(Timing.choices)),
        Filter("reports", _("Reports"), "reporting", dict(Reporting.choices)),
        Filter("office", _("Office"), "office__code", named["office"]),
        Filter("goal", _("Goal"), "goal__code", named["goal"])
        if of_goal
        else Filter("document", _("Document that sets it"), "goal__document", named["document"]),
    )


def tasks(request):
    day = localdate()
    orders = {
        "deadline": _("by deadline"),
        "document": _("by document"),
        "title": _("by title"),
    }
    every = queries.standing(queries.tasks_for(request.user), day)
    asked = Asked.of(request.GET, filters(every, of_goal="goal" in request.GET), orders=orders)
    found = queries.listed(request.user, day, asked.question, asked.order)
    facets = asked.facets(found)
    states = facets[0]["options"]  # every task has one
    count = sum(one["count"] for one in states if one["current"] or not asked.chosen["state"])
    facets = [facet for facet in facets if facet["options"]]
    shown = page_of(asked.narrow(found), request.GET.get("page"), count=count)
    page = {
        "heading": _("Tasks of the resolution"),
        "intro": _(
            "What documents of the city set as tasks, who owns them, by when, and what is reported."
            " Late and silent ones stand here for everybody."
        ),
        "hint": _("Words of the task, its goal or its document"),
        "asked": asked,
        "facets": facets,
        "chosen": [o for facet in facets for o in facet["options"] if o["current"]],
        "page": _with_stands(shown, request, day),
        "row": "resolution/parts/row.html",
        "may_plan": rules.may_plan(request.user),
    }
    return render(request, "resolution/list.html", page)


def _with_stands(tasks, request, day):
    """Return some tasks, each with `stand`: how it stands against its plan."""
    stands = charts.stands(list(tasks), request.user, day)
    for one in tasks:
        one.stand = stands[one.pk]
    return tasks


def task(request, code):
    day, user = localdate(), request.user
    found = load(request, code, day)
    inside = rules.may_see_inside(user, found)
    lines = queries.lines_of(found)
    reports = list(queries.reports_for(found, inside=inside))
    newest = queries.newest_value(reports)
    owners = queries.owners_of(found)
    stand = charts.stands([found], user, day)[found.pk]
    for one in reports:
        one.done = [step for step in stand.steps if step.report_id == one.pk]
    page = {
        "task": found,
        "inside": inside,
        "may": _may(user, found, lines, reports),
        "reports": reports,
        "newest": newest,
        "stand": stand,
        "today": day,
        "told_a_week": city.tasks_told_a_week(),
        "take_up_within": city.days_to_take_up(),
        "owners": owners,
        "held": next((one for one in owners if one.until_at is None), None),
        "targets": [(target, _shown(value)) for target, value in stand.targets],
        "problems": queries.problems_of(found, user),
        "steps": queries.steps_of(lines, inside=inside),
        "is_coordinator": rules.may_plan(user),
    }
    return render(request, "resolution/task.html", page)


def _shown(value):
    """Return what is said of a value of the observatory, None where there is none."""
    return value and {"code": value.code, "said": valued(value), "period": period_said(value)}


def _may(user, task, lines, reports):
    """Return what the user may do; a task is ended only where a report says that it is done."""
    may = rules.acts_for(user, task, lines)
    last = next((one for one in reports if one.answer == Answer.ACCEPTED), None)
    return may | {"finish": may.get("finish") and last is not None and last.is_final}


def of_problem(request, code):
    challenge = get_object_or_404(cases_for(request.user), code=code)
    page = {
        "challenge": challenge,
        "links": queries.tasks_served_by(challenge, request.user),
    }
    return render(request, "resolution/of_problem.html", page)


def of_target(request, code):
    """Show the tasks that are to reach a target of the observatory."""
    target = get_object_or_404(targets_for(request.user), code=code)
    day = localdate()
    found = queries.standing(queries.tasks_for_target(target, request.user), day)
    found = _with_stands(found.order_by(*queries.ORDERS["deadline"]), request, day)
    page = {"target": target, "tasks": found}
    return render(request, "resolution/of_target.html", page)


@second_factor_required()
def evidence(request, code, reported):
    """Send the file of a report to whoever sees inside."""
    task = load(request, code, localdate())
    found = get_object_or_404(Report.objects.select_related("file"), task=task, code=reported)
    if found.file is None or not rules.may_see_inside(request.user, task):
        raise Http404
    return kept_file(found.file)


def load(request, code, day):
    rows = queries.standing(queries.tasks_for(request.user), day)
    return get_object_or_404(queries.with_owners(rows), code=code)
