"""The list of indicators, the page of one with its series and conflicts, and its sources."""

import csv

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from cauhien.observatory import rules
from cauhien.observatory.actions.sheets.writing import HEADER, lines_of
from cauhien.observatory.charts.indicators import series_chart
from cauhien.observatory.charts.merged import origin
from cauhien.observatory.queries import values as queries
from cauhien.observatory.queries.merged import Computed
from cauhien.observatory.queries.readings import readings, units_with
from cauhien.observatory.queries.units import own_units
from cauhien.observatory.states import Family, UnitKind
from cauhien.ui.filters import Asked, Filter, page_of
from cauhien.ui.words import language

CITED_ON_A_PAGE = 50


def filters():
    return (
        Filter("family", _("Collection"), "family", dict(Family.choices)),
        Filter("level", _("Of what"), "level", dict(UnitKind.choices)),
    )


def indicators(request):
    asked = Asked.of(request.GET, filters())
    found = queries.indicators_listed(request.user, asked.question, language())
    facets = asked.facets(found)
    page = {
        "heading": _("Indicators"),
        "intro": _(
            "What is measured of countries, provinces and cities, each value with its source."
        ),
        "hint": _("Name of an indicator"),
        "asked": asked,
        "facets": facets,
        "chosen": [o for facet in facets for o in facet["options"] if o["current"]],
        "page": page_of(asked.narrow(found), request.GET.get("page")),
        "row": "observatory/parts/indicator_row.html",
    }
    return render(request, "ui/listing.html", page)


def indicator(request, code):
    found = get_object_or_404(queries.indicators_for(request.user), code=code)
    units = list(units_with(found))
    unit = _unit(units, request.GET.get("unit", ""))
    values = list(readings(found, unit=unit.code)) if unit else []
    breaks = list(found.breaks.all())
    page = {
        "indicator": found,
        "units": units,
        "unit": unit,
        "rows": [(one, origin(one) if isinstance(one, Computed) else "") for one in values],
        "breaks": breaks,
        "definitions": {one.code: one for one in found.definitions.all()},
        "chart": series_chart(found, unit, values, breaks),
        "may_enter": rules.may_import(request.user),
    }
    return render(request, "observatory/indicator.html", page)


def _unit(units, asked):
    """Return the unit that is asked for, else the city or the country, else the first."""
    own = own_units()
    chosen = [one for one in units if one.code == asked]
    return next(iter(chosen + [one for one in units if one.code in own] + units), None)


def export(request, code):
    """Send all values of an indicator as a sheet that can be read in again."""
    found = get_object_or_404(queries.indicators_for(request.user), code=code)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{found.code}.csv"'
    answer.write("\ufeff")  # by which spreadsheets know UTF-8
    out = csv.writer(answer)
    out.writerow(HEADER)
    out.writerows(lines_of(readings(found)))
    return answer


def source(request, code):
    found = get_object_or_404(queries.sources_for(request.user), code=code)
    cited = Paginator(queries.cited_by(found), CITED_ON_A_PAGE)
    page = {"source": found, "page": cited.get_page(request.GET.get("page"))}
    return render(request, "observatory/source.html", page)
