"""One's own fields of expertise, each with its evidence."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cauhien.network import queries, rules
from cauhien.network.actions import expertise as actions
from cauhien.network.forms.expertise import ExpertiseForm
from cauhien.ui.render import render_part


def show(request, code):
    """Lead to where a declared field stands: the page of the person."""
    found = get_object_or_404(queries.expertise_for(request.user), code=code)
    return redirect(reverse("network:person", args=[found.person.code]) + "#expertise")


@login_required
def fields(request, code):
    """List one's own fields, to be changed or taken back."""
    person = _own(request, code)
    page = {"person": person, "expertise": queries.expertise_of(person)}
    return render(request, "network/expertise.html", page)


@login_required
def declare(request, code, field=None):
    """Declare a field, or change one. field: the code of the one that is changed."""
    person = _own(request, code)
    kept = get_object_or_404(queries.expertise_of(person), code=field) if field else None
    said = request.POST if request.method == "POST" else None
    form = ExpertiseForm(said, person=person, expertise=kept)
    if form.is_valid():
        try:
            said = {"person": person, "expertise": kept, "written": form.said()}
            actions.declare(by=request.user, at=now(), **said)
        except actions.CannotDeclare as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("Saved. It stands on your page, with its evidence."))
            return redirect("network:fields", code)
    page = {"person": person, "form": form, "expertise": kept}
    return render_part(request, "network/declare.html", "form", page, invalid=form.is_bound)


@require_POST
@login_required
def withdraw(request, code, field):
    person = _own(request, code)
    found = get_object_or_404(queries.expertise_of(person), code=field)
    actions.withdraw(expertise=found, by=request.user, at=now())
    messages.success(request, _("Taken back. It stands nowhere any more."))
    return redirect("network:fields", code)


def _own(request, code):
    person = get_object_or_404(queries.people_for(request.user), code=code)
    if not rules.may_declare(request.user, person):
        raise PermissionDenied
    return person
