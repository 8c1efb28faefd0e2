"""What is done with a task: one form each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import Promise
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _

from cauhien.accounts.middleware import second_factor_required
from cauhien.resolution import actions, forms, rules
from cauhien.resolution.models import Report, ServedBy
from cauhien.resolution.views.page import load
from cauhien.ui.render import render_part


@dataclass(frozen=True)
class Deed:
    """One such act: its name in `rules.ACTS`, its form, what does it, and the words of its page.

    act: takes (task, the valid form, by, at).
    """

    name: str
    form: type
    act: Callable
    heading: str | Promise
    says: str | Promise
    button: str | Promise
    done: str | Promise


def _plain(action):
    """Return how an action is done that takes what the form has, by name."""
    return lambda task, form, **who: action(task=task, **form.cleaned_data, **who)


def _unlinked(task, form, **who):
    given = form.cleaned_data
    link = get_object_or_404(ServedBy, task=task, challenge__code=given["problem"])
    return actions.unlink_problem(link=link, reason=given["reason"], **who)


DEEDS = [
    Deed(
        "take_up",
        forms.TakeUpForm,
        _plain(actions.take_up),
        _("Take the task up"),
        _("From then on the office reports on each period, and everybody reads when it does not."),
        _("Take this task up"),
        _("Taken up."),
    ),
    Deed(
        "report",
        forms.ReportForm,
        lambda task, form, **who: actions.report(
            task=task, period=form.period(), said=form.said(), file=form.sent_file(), **who
        ),
        _("Report on the task"),
        _("The coordinator accepts it, or returns it with a reason. Then everybody reads it."),
        _("Send the report"),
        _("Sent. The coordinator answers."),
    ),
    Deed(
        "block",
        forms.BlockForm,
        _plain(actions.block),
        _("Say that the task is blocked"),
        _("Say what blocks it and with whom, so that it can be cleared."),
        _("Report it as blocked"),
        _("Reported. Those with whom it is blocked are told."),
    ),
    Deed(
        "unblock",
        forms.ReasonForm,
        _plain(actions.unblock),
        _("Say that the block is cleared"),
        _("Say how it was cleared. The task is under way again."),
        _("It is cleared"),
        _("The task is under way again."),
    ),
    Deed(
        "finish",
        forms.ConfirmForm,
        _plain(actions.finish),
        _("End the task as completed"),
        _("This rests on the last accepted report, which says that it is completed."),
        _("It is completed"),
        _("The task is completed."),
    ),
    Deed(
        "confirm",
        forms.ReasonForm,
        _plain(actions.confirm),
        _("Completed before it was taken up here"),
        _("Name the document or page that says so."),
        _("It is completed"),
        _("The task is completed."),
    ),
    Deed(
        "drop",
        forms.ReasonForm,
        _plain(actions.drop),
        _("Give the task up"),
        _("It is no longer pursued. Name who decided so, and in which document."),
        _("Give it up"),
        _("The task is no longer pursued."),
    ),
    Deed(
        "reopen",
        forms.ReasonForm,
        _plain(actions.reopen),
        _("Open the task again"),
        _("It is under way again, with the same owner and period."),
        _("Open it again"),
        _("The task is under way again."),
    ),
    Deed(
        "change",
        forms.PlanForm,
        lambda task, form, **who: actions.change_plan(
            task=task, values=form.values(), reason=form.cleaned_data["reason"], **who
        ),
        _("Change the plan"),
        _("Every change of target or deadline stays in the history, with its reason."),
        _("Save the change"),
        _("Saved."),
    ),
    Deed(
        "steps",
        forms.StepsForm,
        _plain(actions.write_steps),
        _("Plan the steps of the task"),
        _(
            "Reports say which steps are done. From that, and from the time that has passed,"
            " everybody reads how the task stands against its plan."
        ),
        _("Save the steps"),
        _("Saved."),
    ),
    Deed(
        "assign",
        forms.OwnerForm,
        _plain(actions.assign),
        _("Name the owner"),
        _("The office reports on the task. The person is asked to accept that they answer for it."),
        _("Save the owner"),
        _("Saved. Who has it now is told."),
    ),
    Deed(
        "duty",
        forms.DutyForm,
        _plain(actions.answer_duty),
        _("Answer for the task"),
        _(
            "You are named as the one who answers for it. Everybody reads that somebody has"
            " accepted, the office and those who lead also read who."
        ),
        _("Answer"),
        _("Answered. Those who named you are told."),
    ),
    Deed(
        "link",
        forms.LinkForm,
        lambda task, form, **who: actions.link_problem(
            task=task,
            challenge=form.cleaned_data["problem"],
            reason=form.cleaned_data["reason"],
            **who,
        ),
        _("Link a problem that serves the task"),
        _("It shows on both pages to whoever may see both."),
        _("Link it"),
        _("Linked."),
    ),
    Deed(
        "unlink",
        forms.UnlinkForm,
        _unlinked,
        _("End the link to a problem"),
        _("The log keeps that it was linked, and why it no longer is."),
        _("End the link"),
        _("The link is ended."),
    ),
]
NAMED = {deed.name: deed for deed in DEEDS}


ANSWER = Deed(
    "answer",
    forms.AnswerForm,
    lambda it, form, **who: actions.answer_report(report=it, **form.cleaned_data, **who),
    _("Answer a report"),
    _("What you accept is public, with its number."),
    _("Answer"),
    _("Answered. The office is told."),
)


def _view(deed):
    """Return the page of an act."""

    @login_required
    @second_factor_required
    def view(request, code):
        task = load(request, code, localdate())
        if not rules.may(request.user, task, deed.name.replace("unlink", "link")):
            raise PermissionDenied
        return _page(request, task, deed, task)

    return view


@login_required
@second_factor_required
def answer(request, code, reported):
    task = load(request, code, localdate())
    rows = Report.objects.select_related("by", "file")
    found: Any = get_object_or_404(rows, task=task, code=reported)
    if not rules.may_answer(request.user, found):
        raise PermissionDenied
    found.done = found.steps.all()
    return _page(request, task, ANSWER, found)


def _page(request, task, deed, about):
    """Show the form of an act, do it where it is sent, and lead back to the task."""
    given = {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}
    initial = {"problem": request.GET.get("problem", "")}
    form = deed.form(**given, initial=initial, task=task, user=request.user, day=localdate())
    if form.is_valid():
        try:
            deed.act(about, form, by=request.user, at=now())
        except actions.CannotDo as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, deed.done)
            return redirect("resolution:task", code=task.code)
    page = {"task": task, "form": form, "deed": deed}
    page["one"] = about if deed is ANSWER else None
    return render_part(request, "resolution/act.html", "form", page, invalid=form.is_bound)


take_up = _view(NAMED["take_up"])
report = _view(NAMED["report"])
block = _view(NAMED["block"])
unblock = _view(NAMED["unblock"])
finish = _view(NAMED["finish"])
confirm = _view(NAMED["confirm"])
drop = _view(NAMED["drop"])
reopen = _view(NAMED["reopen"])
change = _view(NAMED["change"])
steps = _view(NAMED["steps"])
assign = _view(NAMED["assign"])
duty = _view(NAMED["duty"])
link = _view(NAMED["link"])
unlink = _view(NAMED["unlink"])
