"""Pairs that may be one, put before the data steward."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cauhien.ingest import rules
from cauhien.ingest.actions import pairs as pair_actions
from cauhien.ingest.models import DoubtfulPair
from cauhien.ingest.queries import shown
from cauhien.ingest.states import PairStatus
from cauhien.ingest.views.frame import ROWS, seen_by, tabs


@login_required
def pairs(request):
    seen_by(request.user)
    status = request.GET.get("status")
    status = status if status in PairStatus.values else PairStatus.WAITING
    page = Paginator(shown.pairs(status), ROWS).get_page(request.GET.get("page"))
    counts = shown.pair_counts()
    states = [
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
    context = {"page": page, "tabs": states, "status": status, "may_decide": may_decide}
    context["data_tabs"] = tabs("pairs")
    return render(request, "ingest/pairs.html", context)


@require_POST
@login_required
def decide(request, code):
    """Keep what the data steward decided on a pair: the same, different, or back to waiting."""
    seen_by(request.user)
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
