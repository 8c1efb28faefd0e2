"""The register of organisations and the page of one."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cauhien.organisations import queries
from cauhien.organisations.states import OrganisationKind, Topic, Zone
from cauhien.organisations.subjects import tabs_of
from cauhien.ui.filters import Asked, Filter, page_of
from cauhien.ui.words import language, zone_name


def filters():
    return (
        Filter("kind", _("Kind"), "kind", dict(OrganisationKind.choices)),
        Filter("zone", _("Place"), "zone", {zone: zone_name(zone) for zone in Zone.values}),
        Filter("topic", _("Field"), "topic", dict(Topic.choices)),
    )


def organisations(request):
    orders = {"near": _("the city first"), "name": _("by name")}
    asked = Asked.of(request.GET, filters(), orders=orders)
    found = queries.working_for(request.user, asked.question, asked.order, language())
    facets = asked.facets(found)
    page = {
        "heading": _("Organisations"),
        "intro": _(
            "Universities, institutes, enterprises, authorities and funds that do, own or host "
            "science and technology, each with its source."
        ),
        "hint": _("Name or what it does, with or without marks"),
        "asked": asked,
        "facets": facets,
        "chosen": [o for facet in facets for o in facet["options"] if o["current"]],
        "page": page_of(asked.narrow(found), request.GET.get("page")),
        "row": "organisations/parts/row.html",
    }
    return render(request, "ui/listing.html", page)


def organisation(request, code):
    found = queries.pages_for(request.user).filter(code=code).first()
    if found is None:
        return to_kept(code)
    page = {
        "organisation": found,
        "tabs": tabs_of(found, request.user),
        "relations": queries.relations_of(found),
    }
    return render(request, "organisations/detail.html", page)


def to_kept(code):
    """Lead on to the organisation under which a joined one is shown now."""
    if kept := queries.kept_code(code):
        return redirect("organisations:detail", code=kept)  # for now: a merge can be taken back
    raise Http404
