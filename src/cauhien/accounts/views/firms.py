"""Asking to act for a firm, and the coordinator's answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cauhien.accounts import actions, queries, rules
from cauhien.accounts.forms import AskForFirmForm, DecideFirmForm
from cauhien.ui.filters import page_of
from cauhien.ui.render import render_part


@login_required
def firm(request):
    """Show what one has asked for and how it stands; ask for a firm."""
    form = AskForFirmForm(request.POST or None)
    if form.is_valid():
        try:
            actions.ask_for_firm(user=request.user, **form.cleaned_data, at=now())
        except actions.CannotAsk as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The coordinator has your request before them."))
            return redirect("accounts:firm")
    page = {
        "form": form,
        "requests": queries.requests_of(request.user),
        "is_confirmed": queries.account_of(request.user.email),
    }
    return render_part(request, "accounts/firm.html", "form", page, invalid=form.is_bound)


@login_required
@require_POST
def withdraw_request(request, code):
    found = get_object_or_404(queries.requests_of(request.user), code=code)
    try:
        actions.withdraw_request(request=found, by=request.user, at=now())
    except actions.CannotDecide as refusal:
        messages.error(request, str(refusal))
    return redirect("accounts:firm")


def firm_requests(request):
    """List the requests for who decides on them, those that wait first."""
    if not rules.may_decide_firms(request.user):
        raise PermissionDenied
    page = {
        "waiting": queries.waiting_requests(request.user),
        "page": page_of(queries.decided_requests(request.user), request.GET.get("page")),
    }
    return render(request, "accounts/firm_requests.html", page)


def firm_request(request, code):
    """Show one request beside the firms that it may mean; take the answer."""
    found = get_object_or_404(queries.requests_for(request.user), code=code)
    form = DecideFirmForm(request.POST or None, asked=found)
    if form.is_valid() and _is_decided(request, found, form):
        return redirect("accounts:firm_requests")
    known = [(one, queries.representatives_of(one, localdate())) for one in form.firms.values()]
    page = {"asked": found, "form": form, "known": known}
    status = 422 if form.is_bound else 200
    return render(request, "accounts/firm_request.html", page, status=status)


def _is_decided(request, found, form):
    facts = {"request": found, "by": request.user, "at": now()}
    try:
        if form.is_approved:
            actions.approve_firm(organisation=form.organisation(), **facts)
            messages.success(request, _("Approved. The role is given."))
        else:
            actions.refuse_firm(reason=form.cleaned_data["reason"], **facts)
            messages.success(request, _("Refused; whoever asked is told why."))
    except actions.CannotDecide as refusal:
        form.refuse(refusal)
        return False
    return True
