"""The anchors for everybody; a case's whole history for the audit."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from cauhien.accounts.middleware import second_factor_required
from cauhien.trail import actions, documents, queries, rules
from cauhien.ui.filters import page_of

ANCHORS_PER_PAGE = 50


def anchors(request):
    page = page_of(queries.anchors(), request.GET.get("page"), ANCHORS_PER_PAGE)
    return render(request, "trail/anchors.html", {"page": page})


@login_required
@second_factor_required()
def history(request, code):
    challenge = _audited(request, code)
    actions.note_reading(challenge=challenge, by=request.user, at=now())
    entries = queries.history_of(challenge, request.user)
    page = {"challenge": challenge, "entries": entries, "tab": "history"}
    return render(request, "trail/history.html", page)


@login_required
@second_factor_required()
def files(request, code):
    challenge = _audited(request, code)
    page = {
        "challenge": challenge,
        "accesses": queries.accesses_of(challenge, request.user),
        "seen": queries.seen_of(challenge),
    }
    return render(request, "trail/files.html", page)


@require_POST
@login_required
@second_factor_required()
def export(request, code):
    challenge = _audited(request, code)
    at = now()
    actions.note_export(challenge=challenge, by=request.user, at=at)
    text = documents.as_text(documents.exported(challenge, request.user, at))
    response = StreamingHttpResponse(text, content_type="application/x-ndjson; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="trail-{challenge.code}.jsonl"'
    response["Cache-Control"] = "private, no-store"
    return response


def _audited(request, code):
    """Return the case, for the audit alone."""
    if not rules.may_audit(request.user):
        raise PermissionDenied
    return get_object_or_404(queries.cases_for(request.user), code=code)
