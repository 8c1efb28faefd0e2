"""Trials under supervision: the list, the application, one trial, its supervision."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _

from cauhien.accounts.middleware import second_factor_required
from cauhien.core.codes import random_code
from cauhien.policies import actions, queries, rules
from cauhien.policies.forms.writing import OwnReportForm, ReportForm, TrialForm
from cauhien.policies.views.acts import offered
from cauhien.ui.filters import page_of
from cauhien.ui.render import render_part


def trials(request):
    page = page_of(queries.trials_for(request.user), request.GET.get("page"))
    return render(request, "policies/trials.html", {"page": page})


@login_required
@second_factor_required
def new(request):
    code = request.POST.get("code", "")[:12] or random_code()
    form = TrialForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            found = actions.apply_for_trial(
                draft_code=code, written=form.cleaned_data, by=request.user, at=now()
            )
        except actions.CannotDo as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Sent. The decision is told to you and stands here."))
            return redirect("policies:trial", code=found.code)
    page = {"form": form, "code": code, "heading": _("Apply for a trial under supervision")}
    return render_part(request, "policies/trial_form.html", "form", page, invalid=form.is_bound)


def trial(request, code):
    user = request.user
    found = get_object_or_404(queries.whole_trials_for(user), code=code)
    page = {
        "trial": found,
        "acts": offered(user, found, "policies:trial_act"),
        "may_correct": rules.may_correct(user, found),
        "may_supervise": rules.may_supervise(user, found),
        "may_report": rules.may_report(user, found),
        "log": queries.log_of(found, user),
    }
    return render(request, "policies/trial.html", page)


@login_required
@second_factor_required
def correct(request, code):
    found = get_object_or_404(queries.trials_for(request.user), code=code)
    if not rules.may_correct(request.user, found):
        raise PermissionDenied
    form = TrialForm(request.POST if request.method == "POST" else None, instance=found)
    if form.is_valid():
        try:
            actions.correct_trial(trial=found, written=form.cleaned_data, by=request.user, at=now())
        except actions.CannotDo as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Sent. The decision is told to you and stands here."))
            return redirect("policies:trial", code=code)
    page = {"form": form, "trial": found, "heading": _("Correct the application")}
    return render_part(request, "policies/trial_form.html", "form", page, invalid=form.is_bound)


@login_required
@second_factor_required
def supervise(request, code):
    found = get_object_or_404(queries.trials_for(request.user), code=code)
    is_own = rules.may_report(request.user, found)
    if not is_own and not rules.may_supervise(request.user, found):
        raise PermissionDenied
    form = (OwnReportForm if is_own else ReportForm)(
        request.POST if request.method == "POST" else None
    )
    if form.is_valid():
        try:
            actions.report_on_trial(trial=found, **form.cleaned_data, by=request.user, at=now())
        except actions.CannotDo as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Recorded."))
            return redirect("policies:trial", code=code)
    heading = _("Report on your trial") if is_own else _("Report the supervision")
    page = {"form": form, "trial": found, "heading": heading}
    return render_part(request, "policies/trial_form.html", "form", page, invalid=form.is_bound)
