"""Pages of the data steward: files that came in, pairs and conflicts that wait for a decision."""

from datetime import UTC, datetime, time

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cauhien.core.files import path_of, store
from cauhien.core.jobs import defer
from cauhien.ingest import rules
from cauhien.ingest.actions import batches
from cauhien.ingest.actions import conflicts as conflict_actions
from cauhien.ingest.actions import pairs as pair_actions
from cauhien.ingest.actions.kinds import KINDS
from cauhien.ingest.forms import SettleForm, UploadForm
from cauhien.ingest.models import Batch, DoubtfulPair
from cauhien.ingest.queries import conflicts as disputed
from cauhien.ingest.queries import shown
from cauhien.ingest.readers import registry
from cauhien.ingest.states import BatchState, PairStatus
from cauhien.ui.render import render_part

ROWS = 50  # of a table on one page


def _seen_by(user):
    if not rules.may_see(user):
        raise PermissionDenied


def _tabs(current):
    """Return the tabs that the pages of imports share, with what waits behind each."""
    waiting = {
        "pairs": shown.pairs(PairStatus.WAITING).count(),
        "conflicts": disputed.open_proposals().count(),
    }
    labels = {"imports": _("Imports"), "pairs": _("Doubtful pairs"), "conflicts": _("Conflicts")}
    return [
        {
            "url": reverse(f"ingest:{name}"),
            "label": label,
            "current": name == current,
            "count": waiting.get(name),
        }
        for name, label in labels.items()
    ]


@login_required
def imports(request):
    _seen_by(request.user)
    may_import = rules.may_import(request.user)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        if not may_import:
            raise PermissionDenied
        if form.is_valid() and (batch := _open(request.user, form)):
            return redirect("ingest:import", batch.code)
    page = Paginator(shown.imports(), ROWS).get_page(request.GET.get("page"))
    context = {"page": page, "form": form if may_import else None, "data_tabs": _tabs("imports")}
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
    _seen_by(request.user)
    batch = get_object_or_404(Batch.objects.select_related("source", "stored"), code=code)
    rejects = Paginator(batch.rejects.order_by("line"), ROWS)
    rows = Paginator(shown.differing_rows(batch), ROWS)
    page = {
        "batch": batch,
        "counts": shown.counts_of(batch),
        "rows": rows.get_page(request.GET.get("rows")),
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


@login_required
def pairs(request):
    _seen_by(request.user)
    status = request.GET.get("status")
    status = status if status in PairStatus.values else PairStatus.WAITING
    page = Paginator(shown.pairs(status), ROWS).get_page(request.GET.get("page"))
    counts = shown.pair_counts()
    tabs = [
        {
            "url": f"?status={one.value}",
            "label": one.label,
            "current": one == status,
            "count": counts.get(one, 0),
        }
        for one in PairStatus
    ]
    page.object_list = shown.described(list(page.object_list))
    may_decide = rules.may_decide(request.user)
    context = {"page": page, "tabs": tabs, "status": status, "may_decide": may_decide}
    context["data_tabs"] = _tabs("pairs")
    return render(request, "ingest/pairs.html", context)


@require_POST
@login_required
def decide(request, code):
    """Keep what the data steward decided on a pair: the same, different, or back to waiting."""
    _seen_by(request.user)
    pair = get_object_or_404(DoubtfulPair, code=code)
    by, at, answer = request.user, now(), request.POST.get("answer")
    try:
        if answer == "reopen":
            pair_actions.reopen_pair(pair=pair, by=by, at=at)
        else:
            pair_actions.decide_pair(pair=pair, is_same=answer == "same", by=by, at=at)
    except pair_actions.CannotDecide as refusal:
        messages.error(request, str(refusal))
    else:
        names = {"left": pair.left_label, "right": pair.right_label}
        messages.success(request, _("Decided: {left}, {right}").format(**names))
    return redirect("ingest:pairs")


@login_required
def conflicts(request):
    """List the values that a person put right and of which a later file says something else."""
    _seen_by(request.user)
    page = Paginator(disputed.open_proposals(), ROWS).get_page(request.GET.get("page"))
    page.object_list = disputed.conflicts(list(page.object_list), _models())
    context = {"page": page, "data_tabs": _tabs("conflicts")}
    return render(request, "ingest/conflicts.html", context)


@login_required
def conflict(request, kind, code, predicate):
    """Show both values of a conflict; the data steward says with a reason which one counts."""
    _seen_by(request.user)
    proposal = disputed.proposal_on(kind, code, predicate)
    found = disputed.conflicts([proposal], _models()) if proposal else []
    if not found:
        raise Http404
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            conflict_actions.settle_conflict(
                proposal=proposal,
                keep=_answer(request),
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=now(),
            )
        except conflict_actions.CannotSettle as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Decided: {value}").format(value=found[0].label))
            return redirect("ingest:conflicts")
    context = {
        "conflict": found[0],
        "form": form,
        "may_decide": rules.may_decide(request.user),
    }
    status = 422 if form.is_bound else 200
    return render(request, "ingest/conflict.html", context, status=status)


def _answer(request):
    is_taken = request.POST.get("answer") == conflict_actions.THEIRS
    return conflict_actions.THEIRS if is_taken else conflict_actions.OURS


def _models():
    return {word: kind.model for word, kind in KINDS.items()}
