"""A list of one's own publications: looked at first, then taken over."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import ngettext

from cauhien.network import queries, rules
from cauhien.network.actions import told_works
from cauhien.network.actions.lists.reading import NoList
from cauhien.network.forms import HANDING_IN, ListForm
from cauhien.ui.errors import too_many


@login_required
def tell(request, code):
    """Show what a list would add to one's own page; `then=take` adds it, nothing is kept before."""
    person = get_object_or_404(queries.people_for(request.user), code=code)
    if not rules.may_tell(request.user, person):
        raise PermissionDenied
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form, page = ListForm(*given), {"person": person}
    if form.is_bound and (seconds := HANDING_IN.seconds_to_wait(request)):
        return too_many(request, retry_after=seconds)
    if form.is_valid():
        written = form.cleaned_data["written"]
        try:
            if request.POST.get("then") == "take":
                return _taken(request, person, written)
            found = told_works.plan(person=person, written=written)
        except NoList as refusal:
            form.refuse(refusal)
        else:
            page |= {"plan": found, "written": written}
    page["form"] = form.again() if "plan" in page else form
    is_bad = form.is_bound and not form.is_valid()
    return render(request, "network/tell_works.html", page, status=422 if is_bad else 200)


def _taken(request, person, written):
    count = len(told_works.tell_works(person=person, written=written, by=request.user, at=now()))
    said = ngettext("%(count)s work was added.", "%(count)s works were added.", count)
    messages.success(request, said % {"count": count})
    return redirect("network:person", person.code)
