"""When somebody is away, how much they take on and from whom, as they say it themself."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _

from cauhien.network import queries, rules
from cauhien.network.actions.availability import CannotSet, set_availability
from cauhien.network.forms import AvailabilityForm
from cauhien.ui.render import render_part


@login_required
def availability(request, code):
    person = get_object_or_404(queries.people_for(request.user), code=code)
    if not rules.is_own(request.user, person):
        raise PermissionDenied
    form = AvailabilityForm(request.POST if request.method == "POST" else None, person=person)
    if form.is_valid():
        try:
            set_availability(person=person, by=request.user, at=now(), **form.said())
        except CannotSet as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved. You are not asked for these days."))
            return redirect("network:person", code)
    page = {"person": person, "form": form}
    return render_part(request, "network/availability.html", "form", page, invalid=form.is_bound)
