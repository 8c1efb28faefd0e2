"""Works that their source has withdrawn, put before the data steward."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _

from cauhien.accounts.queries import names_by_uuid
from cauhien.ingest import rules
from cauhien.ingest.actions.harvests import CannotAsk, decide_withdrawn
from cauhien.ingest.forms import WithdrawnForm
from cauhien.ingest.models import WithdrawnWork
from cauhien.ingest.queries import harvests as asked
from cauhien.ingest.states import WithdrawnState
from cauhien.ingest.views.frame import ROWS, seen_by, tabs
from cauhien.network.queries import works_for


@login_required
def all_withdrawn(request):
    seen_by(request.user)
    state = request.GET.get("state")
    state = state if state in WithdrawnState.values else WithdrawnState.WAITING
    counts = asked.withdrawn_counts()
    states = [
        {
            "url": f"?state={one.value}",
            "label": one.label,
            "current": one == state,
            "count": counts.get(one, 0),
        }
        for one in WithdrawnState
    ]
    page = Paginator(asked.withdrawn(state), ROWS).get_page(request.GET.get("page"))
    context = {"page": page, "tabs": states, "data_tabs": tabs("withdrawn")}
    return render(request, "ingest/withdrawn.html", context)


@login_required
def one_withdrawn(request, code):
    """Show a withdrawn work; the data steward says with a reason whether it stays."""
    seen_by(request.user)
    row = get_object_or_404(WithdrawnWork, code=code)
    form = WithdrawnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        is_kept = request.POST.get("answer") != "take_off"
        note, by = form.cleaned_data["note"], request.user
        try:
            decide_withdrawn(withdrawn=row, is_kept=is_kept, note=note, by=by, at=now())
        except CannotAsk as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Decided: {value}").format(value=row.title))
            return redirect("ingest:withdrawn")
    context = {
        "row": row,
        "work": works_for(request.user).filter(source_key=row.source_key).first(),
        "who": names_by_uuid({row.by} - {None}).get(row.by),
        "form": form,
        "may_decide": rules.may_decide(request.user) and row.state == WithdrawnState.WAITING,
    }
    return render(
        request, "ingest/withdrawn_work.html", context, status=422 if form.is_bound else 200
    )
