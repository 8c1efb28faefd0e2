"""The improvement plan of a completed self-assessment."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cauhien.enterprises import actions, queries
from cauhien.enterprises.forms.plan import MeasureForm
from cauhien.enterprises.states import AssessmentState
from cauhien.ui.render import render_part


def completed(request, code):
    """Return a completed assessment of the reader's; to everybody else there is none."""
    rows = queries.assessments_for(request.user).filter(state=AssessmentState.FROZEN)
    return get_object_or_404(rows, code=code)


@login_required
def plan(request, code):
    found = completed(request, code)
    page = {
        "assessment": found,
        "weak": queries.plan_of(found, request.user),
        "is_looked_for": set(queries.KINDS) <= set(found.looked_for),
    }
    return render(request, "enterprises/plan.html", page)


@require_POST
@login_required
def again(request, code):
    """Look anew for what may help: things are published, and persons agree, day by day."""
    actions.look_again(assessment=completed(request, code), by=request.user)
    messages.success(request, _("Looking again. It takes about a minute; load the page again."))
    return redirect("enterprises:plan", code=code)


@login_required
def measure(request, code, criterion):
    """Write down what will be done about one weak criterion."""
    found = completed(request, code)
    weak = {one.score.key: one for one in queries.plan_of(found, request.user)}
    if criterion not in weak:
        raise Http404
    form = MeasureForm(request.POST or None)
    if form.is_valid():
        actions.plan_measure(
            assessment=found,
            criterion=criterion,
            by=request.user,
            at=now(),
            **form.cleaned_data,
        )
        messages.success(request, _("Planned."))
        return redirect("enterprises:plan", code=code)
    page = {"assessment": found, "weak": weak[criterion], "form": form}
    return render_part(request, "enterprises/measure.html", "form", page, invalid=form.is_bound)


@require_POST
@login_required
def done(request, measure):
    """Say that a planned measure is done."""
    found = get_object_or_404(queries.measures_to_do(request.user), code=measure)
    actions.finish_measure(measure=found, by=request.user, at=now())
    messages.success(request, _("Noted as done. The next self-assessment shows what it brought."))
    return redirect("enterprises:plan", code=found.assessment.code)
