"""The catalogue of laboratories, and the tab of an organisation that shows its own."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cauhien.facilities import queries, rules
from cauhien.facilities.states import LaboratoryKind
from cauhien.organisations.queries import kept_code, organisations_for
from cauhien.organisations.states import Topic, Zone
from cauhien.organisations.subjects import tabs_of
from cauhien.ui.filters import Asked, Filter, page_of
from cauhien.ui.words import language, zone_name

ROW = "facilities/parts/row.html"


def filters():
    return (
        Filter("kind", _("Kind"), "kind", dict(LaboratoryKind.choices)),
        Filter(
            "use",
            _("Way of using it"),
            "is_bookable",
            {"True": _("by a calendar"), "False": _("on request")},
        ),
        Filter("topic", _("Field"), "topic", dict(Topic.choices)),
        Filter("zone", _("Place"), "zone", {zone: zone_name(zone) for zone in Zone.values}),
    )


def laboratories(request):
    asked = Asked.of(request.GET, filters())
    found = queries.laboratories_listed(request.user, asked.question, language())
    facets = asked.facets(found)
    page = {
        "heading": _("Laboratories"),
        "intro": _(
            "Laboratories, test sites and centres with what they can measure or make. "
            "Ask the host to use one, or book a time where it keeps a calendar."
        ),
        "hint": _("Name, host or what it can do"),
        "asked": asked,
        "facets": facets,
        "chosen": [o for facet in facets for o in facet["options"] if o["current"]],
        "page": page_of(asked.narrow(found), request.GET.get("page")),
        "row": ROW,
        "illustrations": queries.illustrations_for(request.user),
    }
    return render(request, "facilities/laboratories.html", page)


def laboratory(request, code):
    found = get_object_or_404(queries.pages_for(request.user), code=code)
    user = request.user
    page = {
        "laboratory": found,
        "resources": queries.resources_of(found),
        "may_keep": rules.may_keep(user, found),
        "may_name": rules.may_find_keeper(user),
    }
    return render(request, "facilities/laboratory.html", page)


def laboratories_of_organisation(request, code):
    organisation = organisations_for(request.user).filter(code=code).first()
    if organisation is None:
        if kept := kept_code(code):
            return redirect("facilities:organisation-laboratories", code=kept)
        raise Http404
    rows = queries.laboratories_at(organisation, request.user)
    page = {
        "organisation": organisation,
        "tabs": tabs_of(organisation, request.user, "laboratories"),
        "heading": _("Laboratories"),
        "page": page_of(rows, request.GET.get("page")),
        "row": ROW,
    }
    return render(request, "organisations/things.html", page)
