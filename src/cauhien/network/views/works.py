"""Published works."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cauhien.network import queries, rules
from cauhien.network.queries import same_works
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
    found = queries.works_for(request.user).filter(code=code).first()
    if found is None:
        return _to_joined(code)
    tellers = same_works.tellers_of(found)
    page = {
        "work": found,
        "authors": queries.authors_of(found, request.user),
        "joins": [
            (join, queries.may_part(request.user, join)) for join in same_works.joins_of(found)
        ],
        "may_join": tellers and rules.may_part(request.user, tellers),
    }
    return render(request, "network/work.html", page)


def _to_joined(code):
    """Lead on to the work under which a told one is shown; that can be taken back."""
    if kept := same_works.work_under(code):
        return redirect("network:work", code=kept)
    raise Http404
