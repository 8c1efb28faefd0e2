"""The own pages of an enterprise."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _

from cauhien.accounts.middleware import second_factor_required
from cauhien.enterprises import actions, queries, rules
from cauhien.enterprises.forms import DescribeForm
from cauhien.ui.render import render_part


@second_factor_required(when=lambda request: request.user.is_authenticated)
def mine(request):
    """List the enterprises that one acts for, and the firms that may still be registered.

    A visitor is told what there is for an enterprise, with all that an assessment asks.
    """
    if not request.user.is_authenticated:
        return render(request, "enterprises/about.html", {"templates": queries.all_templates()})
    waiting = queries.firms_to_register(request.user)
    if request.method == "POST":
        return _register(request, waiting)
    page = {"enterprises": queries.enterprises_for(request.user), "waiting": waiting}
    return render(request, "enterprises/mine.html", page)


def _register(request, waiting):
    firm = next((one for one in waiting if one.code == request.POST.get("firm")), None)
    if firm is None:
        raise Http404
    found = actions.register_enterprise(organisation=firm, by=request.user, at=now())
    messages.success(request, _("The organisation is registered."))
    return redirect("enterprises:describe", code=found.code)


@second_factor_required
def enterprise(request, code):
    """Show an enterprise its own page: what it says of itself, and how it assessed itself."""
    found = own(request, code)
    page = {
        "enterprise": found,
        "is_office": rules.is_office(found.organisation),
        "offers": found.offers.all(),
        "needs": found.needs.all(),
        "deals": queries.deals_of(request.user, found)[:5],
        "templates": queries.templates_for(found),
        "assessments": queries.assessments_of(found),
    }
    return render(request, "enterprises/enterprise.html", page)


@second_factor_required
def describe(request, code):
    """Say what the enterprise makes."""
    found = own(request, code)
    form = DescribeForm(request.POST or None, instance=found)
    if form.is_valid():
        try:
            actions.describe_enterprise(
                enterprise=found, values=form.cleaned_data, by=request.user, at=now()
            )
        except actions.CannotDo as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("enterprises:enterprise", code=code)
    page = {"enterprise": found, "form": form}
    return render_part(request, "enterprises/describe.html", "form", page, invalid=form.is_bound)


def own(request, code):
    """Return an enterprise that the reader acts for; to everybody else there is none."""
    return get_object_or_404(queries.enterprises_for(request.user), code=code)
