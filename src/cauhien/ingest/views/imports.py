"""Files that came in: sent in, compared, taken over or discarded."""

from datetime import UTC, datetime, time

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cauhien.core.files import path_of, store
from cauhien.core.jobs import defer
from cauhien.ingest import rules
from cauhien.ingest.actions import batches
from cauhien.ingest.forms import UploadForm
from cauhien.ingest.models import Batch
from cauhien.ingest.queries import shown
from cauhien.ingest.readers import registry
from cauhien.ingest.states import BatchState
from cauhien.ingest.views.frame import ROWS, seen_by, tabs
from cauhien.ui.render import render_part


@login_required
def imports(request):
    seen_by(request.user)
    may_import = rules.may_import(request.user)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        if not may_import:
            raise PermissionDenied
        if form.is_valid() and (batch := _open(request.user, form)):
            return redirect("ingest:import", batch.code)
    page = Paginator(shown.imports(), ROWS).get_page(request.GET.get("page"))
    context = {"page": page, "form": form if may_import else None, "data_tabs": tabs("imports")}
    return render(request, "ingest/imports.html", context, status=422 if form.is_bound else 200)


def _open(user, form):
    """Return the batch of the file sent in, its reading under way; None puts errors on the form."""
    at, file = now(), form.cleaned_data["file"]
    stored = store(
        stream=file, name=file.name[:200], content_type=file.content_type or "", by=user, at=at
    )
    path, word = path_of(stored.sha256), form.cleaned_data["source"]
    fitting = registry.fitting(path)
    if not word and not fitting:
        form.add_error("file", _("No reader knows this format. Choose what it holds."))
        return None
    if word and word not in fitting:
        looks = _("It looks like: {fitting}.").format(fitting=", ".join(fitting) or "?")
        form.add_error("source", _("The file does not look like this.") + " " + looks)
        return None
    day = form.cleaned_data["retrieved_on"]
    retrieved_at = datetime.combine(day, time(), UTC) if day else at
    batch = batches.open_batch(
        reader=registry.reader(word or fitting[0]),
        path=path,
        at=at,
        facts={"retrieved_at": retrieved_at},
        upload=batches.Upload(stored, user),
    )
    defer("ingest.stage", once=f"ingest.stage:{batch.code}", batch=batch.code)
    return batch


@login_required
def batch(request, code):
    """Show a batch: what it is doing, what it would change or has changed, and its rejects."""
    seen_by(request.user)
    batch = get_object_or_404(Batch.objects.select_related("source", "stored"), code=code)
    rejects = Paginator(batch.rejects.order_by("line"), ROWS)
    rows = Paginator(shown.differing_rows(batch), ROWS)
    page = {
        "batch": batch,
        "counts": shown.counts_of(batch),
        "rows": shown.name_rows(batch, rows.get_page(request.GET.get("rows"))),
        "rejects": rejects.get_page(request.GET.get("page")),
        "is_running": batch.state in shown.RUNNING,
        "may_take_over": rules.may_import(request.user)
        and batch.state in {BatchState.STAGED, BatchState.FAILED},
    }
    return render_part(request, "ingest/import.html", "batch", page)


@require_POST
@login_required
def take_over(request, code):
    batch = _own(request.user, code)
    batches.begin_reconciling(batch=batch)
    defer("ingest.reconcile", once=f"ingest.reconcile:{code}", batch=code)
    return redirect("ingest:import", code)


@require_POST
@login_required
def discard(request, code):
    batches.drop_batch(batch=_own(request.user, code))
    messages.success(request, _("The file was discarded. Nothing of it was taken over."))
    return redirect("ingest:imports")


def _own(user, code):
    """Return a batch that waits for the decision of a data steward."""
    if not rules.may_import(user):
        raise PermissionDenied
    waiting = [BatchState.STAGED, BatchState.FAILED]
    return get_object_or_404(Batch, code=code, state__in=waiting)
