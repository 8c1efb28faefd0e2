"""What does not work: reported by who uses it, read and answered by the host."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.accounts.middleware import second_factor_required
from cauhien.facilities import actions, forms, queries, rules
from cauhien.facilities.states import UseAct
from cauhien.facilities.views.steps import Step, steps_offered, taken
from cauhien.ui.errors import too_many
from cauhien.ui.limits import Limit
from cauhien.ui.render import render_part

REPORTING = Limit("fault", "20/h")
STEPS = {
    "in-order": Step(
        UseAct.FIND_IN_ORDER,
        gettext_lazy("It is in order"),
        lambda it, **said: actions.find_in_order(fault=it, **said),
        gettext_lazy("Answered. Who has reported it is told."),
        forms.WordsForm,
        gettext_lazy("Say why: repaired, checked and in order, or how it is meant to be used."),
        "second",
    )
}


@login_required
def new(request, code, resource):
    """Tell the host of a laboratory what does not work; `booking` names where it was seen."""
    laboratory = get_object_or_404(queries.laboratories_for(request.user), code=code)
    found = queries.offered_at(laboratory, resource)
    if found is None:
        raise Http404
    if not rules.may_ask(request.user):
        raise PermissionDenied
    form = forms.FaultForm(request.POST if request.method == "POST" else None)
    if form.is_bound and (seconds := REPORTING.seconds_to_wait(request)):
        return too_many(request, retry_after=seconds)
    if form.is_valid() and (fault := _reported(request, found, form)):
        messages.success(request, _("Reported. The host answers; you are told."))
        return redirect("facilities:fault", code=fault.code)
    page = {"laboratory": laboratory, "resource": found, "form": form}
    return render_part(request, "facilities/report_fault.html", "form", page, invalid=form.is_bound)


def _reported(request, resource, form):
    seen_in = queries.bookings_of(request.user).filter(code=request.GET.get("booking", ""))
    try:
        return actions.report_fault(
            resource=resource,
            booking=seen_in.filter(resource=resource).first(),
            text=form.cleaned_data["text"],
            by=request.user,
            at=now(),
        )
    except actions.CannotUse as refusal:
        form.refuse(refusal)
        return None


@login_required
@second_factor_required
def show(request, code):
    found = get_object_or_404(
        queries.faults_for(request.user).select_related("booking", "outage"), code=code
    )
    ways = rules.ways_for(request.user, found)
    actions.note_reading(case=found, by=request.user, at=now())
    page = {
        "case": found,
        "steps": steps_offered(STEPS, ways),
        "may_take_out": any(row.act == UseAct.TAKE_OUT for row in ways),
    }
    return render(request, "facilities/fault.html", page)


@login_required
@second_factor_required
def act(request, code, step):
    found = get_object_or_404(queries.faults_for(request.user), code=code)
    return taken(request, found, STEPS, step, "facilities:fault")
