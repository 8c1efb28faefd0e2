"""Published works."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from cauhien.network import queries
from cauhien.network.states import WorkKind
from cauhien.organisations.states import Zone
from cauhien.ui.filters import Asked, Filter, page_of
from cauhien.ui.words import zone_name


def filters():
    zones = {zone: zone_name(zone) for zone in Zone.values}
    years = {str(year): str(year) for year in range(1900, 2101)}
    languages = {"vi": _("Vietnamese"), "en": _("English")}
    return (
        Filter("zone", _("Place"), "zone", zones),
        Filter("year", _("Year"), "year", years, order=lambda pair: -int(pair[0])),
        Filter("kind", _("Kind"), "kind", dict(WorkKind.choices)),
        Filter("language", _("Language"), "language", languages),
    )


def works(request):
    asked = Asked.of(request.GET, filters())
    found = queries.works_listed(request.user, asked.question)
    facets = asked.facets(found)
    page = {
        "heading": _("Works"),
        "intro": _("Published works from open bibliographic sources, the newest first."),
        "hint": _("Words of the title or the abstract"),
        "asked": asked,
        "facets": facets,
        "chosen": [o for facet in facets for o in facet["options"] if o["current"]],
        "page": page_of(asked.narrow(found), request.GET.get("page")),
        "row": "network/parts/work_row.html",
    }
    return render(request, "ui/listing.html", page)


def work(request, code):
    found = get_object_or_404(queries.works_for(request.user), code=code)
    page = {"work": found, "authors": queries.authors_of(found, request.user)}
    return render(request, "network/work.html", page)
