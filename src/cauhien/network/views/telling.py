"""Persons known from open data are told so; what is held about each, and their rights."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _

from cauhien.accounts.middleware import second_factor_required
from cauhien.core import city
from cauhien.network import queries, rules
from cauhien.network.actions import telling as actions
from cauhien.network.forms.telling import TellForm
from cauhien.network.queries import telling
from cauhien.network.queries.lines import affiliations_of, lines_of, sources_of
from cauhien.organisations.models import Organisation
from cauhien.ui.render import render_part

PER_PAGE = 30
WITHOUT = "none"  # in the address: those printed with no institution


def public_notice(request):
    """Say to everybody who is listed here, from where, and what they can do about it."""
    page = {
        "figures": telling.figures(),
        "days": city.days_to_answer_people(),
        "contact": city.contact_mail(),
    }
    return render(request, "network/public_notice.html", page)


def notice(request, code):
    """Say to one person what is held about them, from where, and what they can do about it."""
    person = get_object_or_404(queries.people_for(request.user), code=code)
    lines = lines_of(person)
    page = {
        "person": person,
        "names": queries.names_of(person),
        "identifiers": queries.identifiers_of(person),
        "affiliations": affiliations_of(lines),
        "works": queries.works_by(person).count(),
        "sources": sources_of(lines),
        "days": city.days_to_answer_people(),
        "contact": city.contact_mail(),
    }
    return render(request, "network/notice.html", page)


@login_required
@second_factor_required
def told(request):
    """Show how many were told and how many were not, by the institution they are printed with."""
    if not rules.may_see_told(request.user):
        raise PermissionDenied
    rows = Paginator(telling.organisations_with_untold(), PER_PAGE).get_page(
        request.GET.get("page")
    )
    found = Organisation.objects.in_bulk([pk for pk, _people in rows])
    page = {
        "figures": telling.figures(),
        "page": rows,
        "rows": [(found[pk], people) for pk, people in rows],
        "without": telling.untold_at(None).count(),
        "may_tell": rules.may_answer_requests(request.user),
    }
    return render(request, "network/told.html", page)


@login_required
@second_factor_required
def tell(request, code):
    """Tell those who are printed with an institution, or with none."""
    if not rules.may_answer_requests(request.user):
        raise PermissionDenied
    organisation = None if code == WITHOUT else telling.organisation_named(code)
    if organisation is None and code != WITHOUT:
        raise Http404
    form = TellForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            people = actions.tell_persons(
                organisation=organisation, written=form.cleaned_data, by=request.user, at=now()
            )
        except actions.CannotTell as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Told: %(count)s.") % {"count": len(people)})
            return redirect("network:told")
    people = telling.untold_at(organisation)
    page = {
        "organisation": organisation,
        "count": people.count(),
        "people": people[: actions.MOST_AT_ONCE],
        "most": actions.MOST_AT_ONCE,
        "form": form,
    }
    return render_part(request, "network/tell.html", "form", page, invalid=form.is_bound)
