"""The page on which roles are given and people invited, and the one on which a role ends."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cauhien.accounts import actions, queries, rules
from cauhien.accounts.forms import EndRoleForm, GiveRoleForm
from cauhien.accounts.views.invitations import with_states
from cauhien.ui.filters import page_of

MOST_INVITATIONS = 50


def roles(request):
    """List the grants that one may give or end; give one more, or invite somebody to it."""
    if not rules.may_give_roles(request.user):
        raise PermissionDenied
    form = GiveRoleForm(
        request.POST or None, giver=request.user, initial={"starts_on": localdate().isoformat()}
    )
    if form.is_valid() and _is_given(request, form):
        return redirect("accounts:roles")
    question = request.GET.get("q", "").replace("\0", "").strip()[:200]
    grants = queries.grants_for(request.user, question)
    page = {
        "form": form,
        "question": question,
        "today": localdate(),
        "page": page_of(grants, request.GET.get("page")),
        "invitations": with_states(queries.invitations_for(request.user)[:MOST_INVITATIONS]),
    }
    status = 422 if form.is_bound else 200
    return render(request, "accounts/roles.html", page, status=status)


def end_role(request, account, role, place):
    """Let a role end on a day with a reason: somebody's that one may give, or one's own."""
    grant = queries.open_grant(account, role, place, localdate())
    if grant is None or not rules.may_end(request.user, grant):
        raise Http404
    if grant.user.is_demonstration:  # a shared account stays as it is
        raise PermissionDenied
    initial = {"ends_on": localdate().isoformat()}
    form = EndRoleForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            actions.end_grant(grant=grant, **form.cleaned_data, by=request.user, at=now())
        except actions.CannotEndGrant as refusal:
            form.add_error("ends_on", str(refusal))
        else:
            messages.success(request, _("The role ends on that day."))
            is_giver = rules.may_give_roles(request.user)
            return redirect("accounts:roles" if is_giver else "accounts:profile")
    page = {"form": form, "grant": grant}
    return render(request, "accounts/end_role.html", page, status=422 if form.is_bound else 200)


def _is_given(request, form):
    """Give the role, or invite to it who has no account; say which, or why not."""
    facts = form.facts() | {"by": request.user, "at": now()}
    try:
        if form.account:
            actions.grant_role(user=form.account, **facts)
            messages.success(request, _("The role is given."))
        else:
            address, language = form.cleaned_data["email"], (get_language() or "vi")[:2]
            actions.invite(address=address, language=language, **facts)
            messages.success(request, _("The invitation is on its way; it is good for 14 days."))
    except (actions.CannotGrant, actions.CannotInvite) as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
