"""The page on which roles are given, and the one on which a role ends."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from cauhien.accounts import actions, queries, rules
from cauhien.accounts.forms import EndRoleForm, GiveRoleForm
from cauhien.ui.filters import page_of


def roles(request):
    """List the grants that one may give or end; give one more."""
    if not rules.may_give_roles(request.user):
        raise PermissionDenied
    form = GiveRoleForm(
        request.POST or None, giver=request.user, initial={"starts_on": localdate().isoformat()}
    )
    if form.is_valid():
        try:
            actions.grant_role(**form.facts(), by=request.user, at=now())
        except actions.CannotGrant as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The role is given."))
            return redirect("accounts:roles")
    question = request.GET.get("q", "").replace("\0", "").strip()[:200]
    grants = queries.grants_for(request.user, question)
    page = {
        "form": form,
        "question": question,
        "today": localdate(),
        "page": page_of(grants, request.GET.get("page")),
    }
    status = 422 if form.is_bound else 200
    return render(request, "accounts/roles.html", page, status=status)


def end_role(request, account, role, office):
    """Let a role end on a day with a reason: somebody's that one may give, or one's own."""
    grant = queries.open_grant(account, role, office, localdate())
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
