"""The host's own pages: what waits, who comes, who speaks for it, what is offered."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cauhien.accounts.middleware import second_factor_required
from cauhien.accounts.queries import account_of
from cauhien.facilities import actions, forms, queries, rules
from cauhien.facilities.models import Keeper
from cauhien.notices.actions import preference_of
from cauhien.ui.filters import page_of
from cauhien.ui.render import render_part


def laboratory_of(request, code):
    """Return a laboratory for which the user speaks; nobody else comes to these pages."""
    found = get_object_or_404(queries.laboratories_for(request.user), code=code)
    if not rules.may_keep(request.user, found):
        raise PermissionDenied
    return found


@second_factor_required
def desk(request, code):
    """Show the inbox, who comes, and what may be set."""
    laboratory = laboratory_of(request, code)
    at = now()
    secret = preference_of(request.user).secret
    feed = reverse("facilities:host_calendar", args=[laboratory.code, secret])
    page = {
        "laboratory": laboratory,
        "page": page_of(queries.requests_at(laboratory), request.GET.get("page")),
        "faults": queries.faults_at(laboratory),
        "upcoming": queries.upcoming_at(laboratory, at)[:MOST],
        "resources": queries.offered_by(laboratory),
        "feed": request.build_absolute_uri(feed),
    }
    return render(request, "facilities/host.html", page)


MOST = 30  # bookings ahead that the desk shows


@second_factor_required
def keepers(request, code):
    """Show who speaks for a laboratory, and name another one."""
    laboratory = _named(request, code)
    form = forms.KeeperForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _is_named(request, laboratory, form):
        return redirect("facilities:keepers", code=code)
    page = {
        "laboratory": laboratory,
        "keepers": queries.keepers_of(laboratory, localdate(now())),
        "form": form,
    }
    return render_part(request, "facilities/keepers.html", "form", page, invalid=form.is_bound)


@require_POST
@second_factor_required
def end_keeper(request, code, keeper):
    laboratory = _named(request, code)
    found = get_object_or_404(Keeper, laboratory=laboratory, user__uuid=keeper, ends_on=None)
    actions.end_keeper(keeper=found, by=request.user, at=now())
    messages.success(request, _("This person speaks for the laboratory no more."))
    return redirect("facilities:keepers", code=code)


def _named(request, code):
    found = get_object_or_404(queries.laboratories_for(request.user), code=code)
    if not rules.may_name_keeper(request.user, found):
        raise PermissionDenied
    return found


def _is_named(request, laboratory, form):
    account = account_of(form.cleaned_data["email"])
    if account is None:
        form.add_error("email", _("There is no account with this address."))
        return False
    try:
        actions.name_keeper(laboratory=laboratory, user=account, by=request.user, at=now())
    except actions.CannotUse as refusal:
        form.refuse(refusal)
        return False
    messages.success(request, _("Named. The person is told."))
    return True
