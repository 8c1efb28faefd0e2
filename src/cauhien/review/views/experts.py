"""The experts whom the coordinator may ask."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _

from cauhien.network.queries import people_for, people_listed
from cauhien.review import actions, queries, rules
from cauhien.review.forms import ExpertForm
from cauhien.review.models import Expert
from cauhien.ui.filters import page_of
from cauhien.ui.render import render_part

MOST_FOUND = 10


@login_required
def experts(request):
    if not rules.may_keep_experts(request.user):
        raise PermissionDenied
    question = request.GET.get("q", "").strip()
    known = queries.experts_for(request.user)
    found = people_listed(request.user, question)[:MOST_FOUND] if question else []
    page = {
        "question": question,
        "found": [one for one in found if one.pk not in _persons(known)],
        "page": page_of(known, request.GET.get("page")),
    }
    return render(request, "review/experts.html", page)


@login_required
def expert(request, code):
    """Add a person to the experts, or change what is known of one."""
    if not rules.may_keep_experts(request.user):
        raise PermissionDenied
    person = get_object_or_404(people_for(request.user), code=code)
    row = Expert.objects.filter(person=person).first()
    form = ExpertForm(request.POST or None, person=person, expert=row)
    if form.is_valid():
        try:
            actions.keep_expert(person=person, by=request.user, at=now(), **form.said())
            messages.success(request, _("Saved. The expert can be asked onto a council."))
            return redirect("review:experts")
        except actions.CannotKeep as refusal:
            form.add_error(None, str(refusal))
    page = {"person": person, "form": form}
    return render_part(request, "review/expert.html", "form", page, invalid=form.is_bound)


def _persons(experts):
    return set(experts.values_list("person", flat=True))
