"""How much every laboratory is used and what was refused, for who runs the city."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.timezone import now

from cauhien.accounts.middleware import second_factor_required
from cauhien.facilities import charts, queries, rules
from cauhien.facilities.queries.figures import DAYS
from cauhien.facilities.states import Refusal
from cauhien.facilities.views.host import laboratory_of


@second_factor_required
def figures(request):
    if not rules.may_see_figures(request.user):
        raise PermissionDenied
    return _page(request, queries.laboratories_counted(request.user))


@second_factor_required
def of_host(request, code):
    laboratory = laboratory_of(request, code)
    return _page(request, [laboratory], laboratory=laboratory)


def _page(request, laboratories, **more):
    found = queries.figures_of(laboratories, now())
    refused = queries.refusals_of(found)
    page = {
        "figures": found,
        "days": DAYS,
        "chart": charts.use_of(found),
        "has_open": any(one.open for one in found),
        "refused": [(Refusal(one).label, count) for one, count in refused.items()],
        "totals": {
            "asked": sum(one.asked for one in found),
            "accepted": sum(one.accepted for one in found),
            "refused": sum(one.refusals for one in found),
            "late": sum(one.late for one in found),
        },
    }
    return render(request, "facilities/figures.html", page | more)
