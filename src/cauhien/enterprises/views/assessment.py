"""An enterprise assesses itself: the steps, the check at the end, the result."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cauhien.enterprises import actions, queries
from cauhien.enterprises.forms import StepForm
from cauhien.enterprises.queries.wording import said
from cauhien.enterprises.states import AssessmentState
from cauhien.enterprises.states.scoring import BASIS, score
from cauhien.enterprises.views.enterprise import own
from cauhien.enterprises.views.result import result
from cauhien.ui.render import render_part


@require_POST
@login_required
def begin(request, code):
    """Begin an assessment by the template chosen, or go on with its draft."""
    found = own(request, code)
    template = get_object_or_404(
        queries.templates_for(found), code=request.POST.get("template", "")
    )
    draft = actions.begin_assessment(enterprise=found, template=template, by=request.user, at=now())
    return redirect("enterprises:assessment", code=draft.code)


@login_required
def assessment(request, code):
    """Show how far a draft is, or what a concluded assessment came to; conclude it."""
    found = get_object_or_404(queries.assessments_for(request.user), code=code)
    if request.method == "POST":
        return _conclude(request, found)
    if found.state == AssessmentState.DRAFT:
        return render(request, "enterprises/check.html", _draft(found, "check"))
    return result(request, found)


def _conclude(request, found):
    try:
        actions.freeze_assessment(assessment=found, by=request.user, at=now())
    except actions.CannotDo as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Concluded. Nobody changes it any more."))
    return redirect("enterprises:assessment", code=found.code)


@login_required
def step(request, code, step):
    """Ask one step of a draft and keep what is right, also where something else is wrong."""
    found = get_object_or_404(
        queries.assessments_for(request.user).filter(state=AssessmentState.DRAFT), code=code
    )
    steps = [BASIS, *(one["key"] for one in found.content["groups"])]
    if step not in steps:
        return redirect("enterprises:assessment", code=code)
    data = request.POST if request.method == "POST" else None
    form = StepForm(data, template=found.content, step=step, initial=found.answers)
    if form.is_bound:
        form.is_valid()
        actions.save_answers(assessment=found, answers=form.answers(), by=request.user, at=now())
        found.refresh_from_db(fields=["answers", "saved_at"])
        if form.is_valid() and not request.htmx:
            following = dict(zip(steps, [*steps[1:], None], strict=True))[step]
            there = ["enterprises:step", code, following] if following else None
            return redirect(*there) if there else redirect("enterprises:assessment", code=code)
    page = _draft(found, step) | {"form": form}
    invalid = form.is_bound and not request.htmx
    return render_part(request, "enterprises/step.html", "saved", page, invalid=invalid)


def _draft(found, current):
    """Return what the pages of a draft show: the steps, and what is not answered in each."""
    so_far = score(found.content, found.answers)
    lacking = {one.key: one.group for one in so_far.criteria if one.points is None}
    titles = {one["key"]: said(one) for one in found.content["criteria"]}
    names = [(BASIS, _("Basic figures"))]
    names += [(one["key"], said(one)) for one in found.content["groups"]]
    steps = [
        {
            "url": reverse("enterprises:step", args=[found.code, key]),
            "label": label,
            "current": key == current,
            "count": sum(group == key for group in lacking.values()) or None,
        }
        for key, label in names
    ]
    last = {"url": reverse("enterprises:assessment", args=[found.code]), "label": _("Check")}
    return {
        "assessment": found,
        "title": said(found.content, "title"),
        "note": said(found.content, "note"),
        "steps": [*steps, last | {"current": current == "check"}],
        "heading": dict(names).get(current),
        "score": so_far,
        "answered": len(so_far.criteria) - len(lacking),
        "lacking": [
            (titles[key], key, reverse("enterprises:step", args=[found.code, group]))
            for key, group in lacking.items()
        ],
    }
