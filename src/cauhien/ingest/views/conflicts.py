"""Values that a person put right and of which a later file says something else."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _

from cauhien.ingest import rules
from cauhien.ingest.actions import conflicts as conflict_actions
from cauhien.ingest.actions.kinds import models
from cauhien.ingest.forms import SettleForm
from cauhien.ingest.queries import conflicts as disputed
from cauhien.ingest.views.frame import ROWS, seen_by, tabs


@login_required
def conflicts(request):
    """List the values that a person put right and of which a later file says something else."""
    seen_by(request.user)
    page = Paginator(disputed.open_proposals(), ROWS).get_page(request.GET.get("page"))
    page.object_list = disputed.conflicts(list(page.object_list), models())
    context = {"page": page, "data_tabs": tabs("conflicts")}
    return render(request, "ingest/conflicts.html", context)


@login_required
def conflict(request, kind, code, predicate):
    """Show both values of a conflict; the data steward says with a reason which one counts."""
    seen_by(request.user)
    proposal = disputed.proposal_on(kind, code, predicate)
    found = disputed.conflicts([proposal], models()) if proposal else []
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
