"""The list of indicators and the page of one: its series, sources and conflicts."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from cauhien.observatory.queries import values as queries
from cauhien.observatory.states import Family, UnitKind
from cauhien.ui.filters import Asked, Filter, page_of
from cauhien.ui.words import language


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
    return render(request, "observatory/indicator.html", {"indicator": found})
