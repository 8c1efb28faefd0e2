"""The team of a file: who is in it, inviting, joining by the link of a mail, leaving."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cauhien.challenges.actions.initiative import team as actions
from cauhien.challenges.forms.initiative.team import DeclarationForm, InviteForm
from cauhien.challenges.rules import initiative as rules
from cauhien.challenges.states import MemberRole
from cauhien.challenges.views.initiative.case import load_own
from cauhien.notices.actions import CannotUse, opened_link

TEMPLATE = "challenges/initiative/team.html"


@login_required
def team(request, code):
    return _page(request, load_own(request, code), InviteForm())


@login_required
@require_POST
def invite(request, code):
    initiative = _led(request, code)
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _page(request, initiative, form, invalid=True)
    try:
        actions.invite_member(initiative=initiative, by=request.user, at=now(), **form.cleaned_data)
    except actions.CannotChangeTeam as refusal:
        form.add_error(refusal.field, str(refusal))
        return _page(request, initiative, form, invalid=True)
    email = form.cleaned_data["email"]
    messages.success(request, _("Invited. The mail goes to %(email)s.") % {"email": email})
    return redirect("challenges:initiative_team", code=code)


@login_required
@require_POST
def change(request, code, member):
    """Give a member another role, take them out, or send the invitation again."""
    initiative = _led(request, code)
    one = get_object_or_404(initiative.members, code=member, left_at=None)
    said = {"member": one, "by": request.user, "at": now()}
    wanted = request.POST.get("then", "")
    try:
        if wanted == "remove":
            actions.remove_member(**said)
        elif wanted == "again":
            actions.invite_again(**said)
        elif wanted in MemberRole:
            actions.change_role(**said, role=wanted)
    except actions.CannotChangeTeam as refusal:
        messages.error(request, str(refusal))
    return redirect("challenges:initiative_team", code=code)


@login_required
@require_POST
def leave(request, code):
    initiative = load_own(request, code)
    try:
        actions.leave_team(initiative=initiative, by=request.user, at=now())
    except actions.CannotChangeTeam as refusal:
        messages.error(request, str(refusal))
        return redirect("challenges:initiative_team", code=code)
    messages.success(request, _("You have left the team."))
    return redirect("challenges:initiatives")


@login_required
def declare(request, code):
    """Agree to take part, or correct what one declared."""
    initiative = load_own(request, code)
    member = rules.membership(request.user, initiative)
    form = DeclarationForm.of(member, request.POST or None)
    if form.is_valid():
        said = {"by": request.user, "at": now(), "declaration": form.declaration()}
        actions.declare(initiative=initiative, **said)
        messages.success(request, _("Thank you. You have agreed to take part."))
        return redirect("challenges:initiative_team", code=code)
    page = {"initiative": initiative, "challenge": initiative.challenge, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "challenges/initiative/declare.html", page, status=status)


def join(request, token):
    """Show what an invitation is for; whoever has an account agrees here and is in the team."""
    try:
        link = opened_link(token, purpose=actions.JOIN, at=now())
        member = actions.invited_member(link)
    except (CannotUse, actions.CannotChangeTeam) as refusal:
        return render(request, "challenges/initiative/join.html", {"refusal": refusal}, status=410)
    form = DeclarationForm.of(member, request.POST or None)
    refused = ""
    if request.user.is_authenticated and form.is_valid():
        try:
            joined = actions.join_team(
                token=token, by=request.user, at=now(), declaration=form.declaration()
            )
        except (CannotUse, actions.CannotChangeTeam) as refusal:
            refused = str(refusal)
        else:
            messages.success(request, _("You are in the team now."))
            return redirect("challenges:initiative", code=joined.initiative.code)
    page = {"member": member, "challenge": member.initiative.challenge, "form": form}
    page |= {"refused": refused}
    status = 422 if form.is_bound else 200
    return render(request, "challenges/initiative/join.html", page, status=status)


def _led(request, code):
    initiative = load_own(request, code)
    if not rules.may_change_team(request.user, initiative):
        raise PermissionDenied
    return initiative


def _page(request, initiative, form, *, invalid=False):
    own = rules.membership(request.user, initiative)
    page = {
        "initiative": initiative,
        "challenge": initiative.challenge,
        "members": [one for one in initiative.members.all() if one.left_at is None],
        "own": own,
        "may_change": rules.may_change_team(request.user, initiative),
        "is_open": rules.is_team_open(initiative),
        "form": form,
    }
    return render(request, TEMPLATE, page, status=422 if invalid else 200)
