"""Two works that stand here are one, and two again where that was wrong."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cauhien.network import queries, rules
from cauhien.network.actions.joining_by_hand import CannotJoin, join_by_hand
from cauhien.network.actions.parting import CannotPart, part_work
from cauhien.network.forms.joining import JoinForm
from cauhien.network.queries import same_works
from cauhien.ui.render import render_part


@login_required
def same(request, code):
    """Choose the work of a source that a told one is, and which of its authors told it."""
    told = get_object_or_404(queries.works_for(request.user), code=code)
    people = same_works.tellers_of(told)
    if not (people and rules.may_part(request.user, people)):
        raise PermissionDenied
    question = request.GET.get("q", told.title)
    found = same_works.may_be_same(told, question, request.user)
    page = {"told": told, "question": question, "found": found}
    if with_code := request.GET.get("with"):
        work = get_object_or_404(
            queries.with_authors(queries.works_for(request.user)), code=with_code
        )
        given = request.POST if request.method == "POST" else None
        form = JoinForm(given, work=work, people=people, by=request.user)
        if form.is_valid() and _joined(request, told, work, form):
            return redirect("network:work", work.code)
        page |= {"work": work, "form": form}
    is_bad = "form" in page and page["form"].is_bound
    return render_part(request, "network/same.html", "form", page, invalid=is_bad)


def _joined(request, told, work, form):
    try:
        join_by_hand(told=told, work=work, places=form.cleaned_data, by=request.user, at=now())
    except CannotJoin as refusal:
        form.refuse(refusal)
        return False
    messages.success(request, _("They are one work now. You can take them apart again below."))
    return True


@login_required
@require_POST
def part(request, code):
    """Say that what persons told and what a source gives are two works after all."""
    found = get_object_or_404(queries.works_for(request.user), code=code)
    joins = same_works.joins_of(found)
    if not joins:
        return redirect("network:work", code)
    asked = request.POST.get("told")
    join = next((one for one in joins if one.told["key"] == asked), joins[-1])
    try:
        told = part_work(join=join, by=request.user, at=now())
    except CannotPart as refusal:
        raise PermissionDenied from refusal
    messages.success(request, _("The two works stand apart again; this is the one that was told."))
    return redirect("network:work", told.code)
