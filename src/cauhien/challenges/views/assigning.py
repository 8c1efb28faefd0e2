"""The decision-maker names who alone answers the call of a task that is assigned directly."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from cauhien.accounts.middleware import signature_required
from cauhien.challenges import actions, queries, rules
from cauhien.challenges.actions.initiative.team import CannotChangeTeam
from cauhien.challenges.forms.assigning import AssignForm, LeadForm
from cauhien.challenges.views.case import load
from cauhien.ui.render import render_part


@signature_required
def assign(request, code):
    """Show the frozen call and the task, and name the organisation when it is signed."""
    challenge = load(request, code)
    if not rules.may_assign(request.user, challenge) or not queries.is_direct(challenge):
        raise PermissionDenied
    call = queries.call_of(challenge)
    law = call.procedure.definition.get("direct", {})
    today = localdate()
    known = {"known": queries.represented(today), "grounds": law.get("grounds", []), "on": today}
    form = AssignForm(request.POST or None, **known)
    if form.is_valid():
        said = dict(form.cleaned_data)
        try:
            actions.assign_directly(
                challenge=challenge,
                organisation=said.pop("organisation"),
                said=said,
                sha256=request.POST.get("sha256", ""),
                by=request.user,
                at=now(),
            )
            messages.success(request, _("Signed. The coordinator can publish the call now."))
            return redirect("challenges:call", code=code)
        except actions.CannotMove as refusal:
            form.add_error(None, str(refusal))
    page = {
        "challenge": challenge,
        "call": call,
        "rows": queries.rows_of(call),
        "task": queries.task_definition(challenge),
        "law": law,
        "form": form,
    }
    return render_part(request, "challenges/call_assign.html", "form", page, invalid=form.is_bound)


@login_required
def lead(request, code):
    """Invite anew who is to lead the file of an assigned task, or another person."""
    challenge, at = load(request, code), now()
    if not rules.may_invite_lead(request.user, challenge, at):
        raise PermissionDenied
    place = rules.assigned_lead(challenge)
    form = LeadForm(request.POST or None, place=place)
    if form.is_valid():
        name, email = form.cleaned_data["lead_name"], form.cleaned_data["lead_email"]
        said = {"name": name, "email": email, "reason": form.cleaned_data.get("reason", "")}
        try:
            actions.invite_lead(challenge=challenge, by=request.user, at=at, **said)
        except (actions.CannotMove, CannotChangeTeam) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Invited. The mail goes to %(email)s.") % {"email": email})
            return redirect("challenges:call", code=code)
    page = {
        "challenge": challenge,
        "assignment": queries.assignment_of(challenge),
        "place": place,
        "form": form,
    }
    return render_part(request, "challenges/call_lead.html", "form", page, invalid=form.is_bound)
