"""The link of an invitation, taking it up, and recalling it."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cauhien.accounts import actions, queries
from cauhien.accounts.states import InvitationState


def invitation(request, token):
    """Show what somebody is invited to; lead to an account; give the role to who has one."""
    found = queries.invitation_of(token)
    if found is None:
        raise Http404
    is_open = found.state(now()) == InvitationState.OPEN
    if is_open and not request.user.is_authenticated:
        # Whoever opens a link that was mailed to an address reads the mails of that address.
        get_adapter().stash_verified_email(request, found.address)
    refusal = ""
    if request.method == "POST" and request.user.is_authenticated:
        try:
            actions.accept_invitation(invitation=found, user=request.user, at=now())
        except actions.CannotAccept as refused:
            refusal = str(refused)
        else:
            messages.success(request, _("The role is yours."))
            return redirect("accounts:profile")
    page = {"invitation": found, "is_open": is_open, "refusal": refusal}
    return render(request, "accounts/invitation.html", page, status=422 if refusal else 200)


@require_POST
def recall_invitation(request, code):
    found = get_object_or_404(queries.invitations_for(request.user), code=code)
    try:
        actions.recall_invitation(invitation=found, by=request.user, at=now())
    except actions.CannotRecallInvitation as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The invitation is recalled."))
    return redirect("accounts:roles")


def with_states(invitations):
    """Return invitations, each with its state now and the state in words."""
    found = list(invitations)
    for one in found:
        one.now = one.state(now())
    return found
