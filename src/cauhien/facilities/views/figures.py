"""How much laboratories are used and what was refused: for who runs the city, and for a host."""

import csv
import io

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.timezone import now

from cauhien.accounts.middleware import second_factor_required
from cauhien.core.sheets import CONTENT_TYPE
from cauhien.facilities import charts, documents, forms, queries, rules
from cauhien.facilities.states import Refusal
from cauhien.facilities.views.host import laboratory_of
from cauhien.ui.downloads import made_file


@second_factor_required
def figures(request):
    if not rules.may_see_figures(request.user):
        raise PermissionDenied
    return _page(request, queries.laboratories_counted(request.user))


@second_factor_required
def of_host(request, code):
    laboratory = laboratory_of(request, code)
    return _page(request, [laboratory], laboratory=laboratory)


@second_factor_required
def uses(request, code, ending):
    """Send the host what was booked, agreed and out of order: a workbook, or bookings as CSV."""
    laboratory = laboratory_of(request, code)
    period, _form = _period(request)
    name = f"{laboratory.code}-{period.first}-{period.last}.{ending}"
    found = queries.uses_of(laboratory, period)
    if ending == "csv":
        text = io.StringIO()
        csv.writer(text).writerows(documents.lines(documents.booked(found)))
        return made_file(text.getvalue().encode("utf-8-sig"), name, "text/csv; charset=utf-8")
    after, before = period.stretch()
    every = documents.Uses(
        found,
        queries.agreed_at(laboratory, period),
        queries.outages_of(laboratory, after=after, before=before),
    )
    return made_file(documents.workbook(every), name, CONTENT_TYPE)


def _period(request):
    """Return (Period, form): the days asked for, the last ones where none are or they are wrong."""
    lately = queries.last_days(now())
    first = {"first_on": lately.first, "last_on": lately.last}
    form = forms.PeriodForm(request.GET if "first_on" in request.GET else None, initial=first)
    if form.is_valid():
        return queries.Period(form.cleaned_data["first_on"], form.cleaned_data["last_on"]), form
    return lately, form


def _page(request, laboratories, **more):
    period, form = _period(request)
    found = queries.figures_of(laboratories, period, now())
    refused = queries.refusals_of(found)
    page = {
        "figures": found,
        "period": period,
        "form": form,
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
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "facilities/figures.html", page | more, status=status)
