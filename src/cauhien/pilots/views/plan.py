"""The plan is written, read once more and frozen."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _

from cauhien.accounts.middleware import signature_required
from cauhien.challenges.actions import CannotMove
from cauhien.challenges.actions.initiative import CannotMoveFile
from cauhien.pilots import actions, queries, rules
from cauhien.pilots.forms import MilestoneForms, PlanForm
from cauhien.pilots.views.page import load
from cauhien.ui.render import render_part


@login_required
def edit(request, code):
    pilot = _begun(request, code)
    if not rules.may_plan(request.user, pilot):
        raise PermissionDenied
    first = {"revision": pilot.revision}
    form = PlanForm(request.POST or None, instance=pilot, initial=first, prefix="plan")
    rows = [
        {name: getattr(one, name) for name in ("title_vi", "title_en", "due_on", "percent")}
        for one in pilot.milestones.all()
    ]
    milestones = MilestoneForms(request.POST or None, initial=rows, prefix="milestone")
    if request.method == "POST" and _is_saved(request, pilot, form, milestones):
        messages.success(request, _("Saved."))
        return redirect("pilots:pilot", code=code)
    page = {"challenge": pilot.challenge, "pilot": pilot, "form": form, "milestones": milestones}
    invalid = form.is_bound
    return render_part(request, "pilots/plan.html", "form", page, invalid=invalid)


@signature_required
def begin(request, code):
    challenge, pilot = load(request, code)
    if pilot is None or pilot.is_frozen or not rules.may_begin(request.user, challenge):
        raise PermissionDenied
    refusal = None
    if request.method == "POST":
        try:
            actions.begin_pilot(
                pilot=pilot, sha256=request.POST.get("sha256", ""), by=request.user, at=now()
            )
            messages.success(request, _("The plan is frozen. The pilot begins."))
            return redirect("pilots:pilot", code=code)
        except (actions.CannotDo, CannotMove, CannotMoveFile) as found:
            refusal = found
    page = {
        "challenge": challenge,
        "pilot": pilot,
        "milestones": pilot.milestones.all(),
        "missing": queries.missing_in_plan(pilot),
        "sha256": actions.plan_content(pilot)[1],
        "refusal": refusal,
    }
    return render(request, "pilots/begin.html", page, status=422 if refusal else 200)


def _begun(request, code):
    """Return the plan of a problem; it is begun by the office or the coordinator."""
    challenge, known = load(request, code)
    if known:
        return known
    selected = queries.selected_for(challenge).first()
    if request.method != "POST" or selected is None:
        raise PermissionDenied
    if not rules.may_begin_plan(request.user, challenge):
        raise PermissionDenied
    return actions.begin_plan(challenge=challenge, initiative=selected, by=request.user, at=now())


def start(request, code):
    """Begin the plan and go to its form."""
    _begun(request, code)
    return redirect("pilots:edit", code=code)


def _is_saved(request, pilot, form, milestones):
    """Save what the forms say; put a refusal beside its field."""
    if not (form.is_valid() & milestones.is_valid()):
        return False
    try:
        actions.save_plan(
            pilot=pilot,
            values=form.values(),
            milestones=milestones.planned(),
            revision=form.cleaned_data["revision"],
            by=request.user,
            at=now(),
        )
    except actions.CannotDo as refusal:
        form.refuse(refusal)
        return False
    return True
