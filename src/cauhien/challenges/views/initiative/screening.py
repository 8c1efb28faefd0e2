"""Screening of opened files, one by one; then the eligible ones go to the council."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cauhien.accounts.middleware import second_factor_required
from cauhien.challenges.actions import CannotMove
from cauhien.challenges.actions.initiative import screening as actions
from cauhien.challenges.actions.initiative.steps import CannotMoveFile
from cauhien.challenges.forms.initiative.screening import (
    ChecklistForm,
    ConflictForm,
    FixForm,
    ReasonForm,
)
from cauhien.challenges.queries.initiative.screening import checklist_for, is_confirmed, proofs_of
from cauhien.challenges.rules import initiative as rules
from cauhien.challenges.views.case import load as load_challenge
from cauhien.challenges.views.initiative.case import load

TEMPLATE = "challenges/initiative/screening.html"


@second_factor_required
def screening(request, code):
    """Judge the lines of the checklist; then say what follows (button `then`)."""
    initiative = _load(request, code)
    checklist = checklist_for(initiative)
    if request.method != "POST":
        return _page(request, initiative, ChecklistForm(checklist=checklist))
    wanted = request.POST.get("then", "")
    form = ChecklistForm(
        request.POST if wanted in ("save", "eligible") else None, checklist=checklist
    )
    further = {"fix": FixForm, "refuse": ReasonForm}.get(wanted)
    more = further(request.POST) if further else None
    if more is not None and not more.is_valid():
        return _page(request, initiative, form, invalid=True, **{wanted: more})
    try:
        _do(request, initiative, wanted, form, more)
    except CannotMoveFile as refusal:
        refused = more if more is not None else form
        refused.add_error(None, str(refusal))
        return _page(request, initiative, form, invalid=True, **({wanted: more} if more else {}))
    if wanted == "save":
        return redirect("challenges:initiative_screening", code=code)
    return redirect("challenges:files", code=initiative.challenge.code)


def _do(request, initiative, wanted, form, more):
    said = {"initiative": initiative, "by": request.user, "at": now()}
    if wanted in ("save", "eligible") and form.is_valid():
        actions.check_items(**said, checks=form.checks())
    if wanted == "eligible":
        actions.find_eligible(**said)
        messages.success(request, _("Found eligible."))
    elif wanted == "fix":
        actions.ask_fix(**said, **more.cleaned_data)
        messages.success(request, _("The team is asked to complete its file."))
    elif wanted == "refuse":
        actions.find_not_eligible(**said, **more.cleaned_data)
        messages.success(request, _("Found not eligible; the team is told why."))
    else:
        messages.success(request, _("Saved."))


@second_factor_required
def conflict(request, code):
    """Declare an own conflict of interest in a file, which closes it to whoever does."""
    initiative = load(request, code)
    if not rules.may_declare_conflict(request.user, initiative, initiative.sight):
        raise PermissionDenied
    form = ConflictForm(request.POST or None)
    if form.is_valid():
        said = {"by": request.user, "at": now(), "tie": form.cleaned_data["tie"]}
        actions.declare_conflict(initiative=initiative, **said)
        messages.success(request, _("Declared. The file is closed to you."))
        return redirect("challenges:files", code=initiative.challenge.code)
    page = {"initiative": initiative, "challenge": initiative.challenge, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "challenges/initiative/conflict.html", page, status=status)


@require_POST
@second_factor_required
def give(request, code):
    """Give all eligible files to the council."""
    challenge = load_challenge(request, code)
    if not rules.may_give_to_council(request.user, challenge):
        raise PermissionDenied
    try:
        actions.give_to_council(challenge=challenge, by=request.user, at=now())
    except (CannotMove, CannotMoveFile) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The council has the eligible files now."))
    return redirect("challenges:files", code=code)


@require_POST
@second_factor_required
def end(request, code):
    """End a call for which no file is eligible."""
    challenge = load_challenge(request, code)
    if not rules.may_give_to_council(request.user, challenge):
        raise PermissionDenied
    try:
        reason = request.POST.get("reason", "")
        actions.end_without_file(challenge=challenge, by=request.user, at=now(), reason=reason)
    except CannotMove as refusal:
        messages.error(request, str(refusal))
        return redirect("challenges:files", code=code)
    messages.success(request, _("The call has ended without an eligible file."))
    return redirect("challenges:detail", code=code)


def _load(request, code):
    initiative = load(request, code)
    if not initiative.is_screened_by_reader:
        raise PermissionDenied
    return initiative


def _page(request, initiative, form, *, fix=None, refuse=None, invalid=False):
    proofs = proofs_of(initiative, initiative.sight)
    page = {
        "initiative": initiative,
        "challenge": initiative.challenge,
        "form": form,
        "lines": [
            (form[f"met_{item.code}"], form[f"note_{item.code}"], item, check, proofs[item.code])
            for item, check in form.checklist
        ],
        "fix": fix or FixForm(),
        "refuse": refuse or ReasonForm(),
        "may_decide": rules.may_decide_screening(request.user, initiative, initiative.sight),
        "is_confirmed": is_confirmed(initiative),
    }
    return render(request, TEMPLATE, page, status=422 if invalid else 200)
