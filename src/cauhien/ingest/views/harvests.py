"""Repositories harvested by OAI-PMH from the page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cauhien.ingest import rules
from cauhien.ingest.actions.harvests import (
    CannotAsk,
    begin_harvest,
    remove_repository,
    stop_harvest,
)
from cauhien.ingest.forms import HarvestForm
from cauhien.ingest.models import Repository
from cauhien.ingest.queries import harvests as asked
from cauhien.ingest.views.frame import ROWS, seen_by, tabs
from cauhien.ui.render import render_part


@login_required
def harvests(request):
    """List the repositories with what their last harvest brought; the data steward begins one."""
    seen_by(request.user)
    may_import = rules.may_import(request.user)
    form = HarvestForm(request.POST or None)
    if request.method == "POST":
        if not may_import:
            raise PermissionDenied
        if form.is_valid() and _is_begun(request.user, form):
            return redirect("ingest:harvests")
    context = {
        "page": Paginator(asked.repositories(), ROWS).get_page(request.GET.get("page")),
        "is_running": asked.is_any_running(),
        "form": form if may_import else None,
        "data_tabs": tabs("harvests"),
    }
    return render_part(
        request, "ingest/harvests.html", "repositories", context, invalid=form.is_bound
    )


def _is_begun(user, form):
    """Return whether a harvest was begun; else the form says why not."""
    try:
        begin_harvest(**form.cleaned_data, by=user, at=now())
    except CannotAsk as refusal:
        form.add_error("address", str(refusal))
        return False
    return True


@require_POST
@login_required
def again(request, code):
    """Take what a repository has new or everything anew, or go on with a harvest that ended."""
    is_anew = "anew" in request.POST

    def begin(row, user):
        same = {"address": row.address, "set_spec": row.set_spec}
        begin_harvest(**same, is_anew=is_anew, by=user, at=now())

    return _done(request, code, begin)


@require_POST
@login_required
def stop(request, code):
    return _done(request, code, lambda row, user: stop_harvest(repository=row, by=user))


@require_POST
@login_required
def remove(request, code):
    def forget(row, user):
        remove_repository(repository=row, by=user, at=now())
        messages.success(request, _("The repository was removed from the list."))

    return _done(request, code, forget)


def _done(request, code, act):
    """Have a data steward do something with a repository; say why where it cannot be done."""
    seen_by(request.user)
    row = get_object_or_404(Repository, code=code)
    if not rules.may_import(request.user):
        raise PermissionDenied
    try:
        act(row, request.user)
    except CannotAsk as refusal:
        messages.error(request, str(refusal))
    return redirect("ingest:harvests")
