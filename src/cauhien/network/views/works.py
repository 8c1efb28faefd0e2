"""Published works."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cauhien.network import queries
from cauhien.network.actions.parting import CannotPart, part_work
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
    join = queries.join_of(found)
    page = {
        "work": found,
        "authors": queries.authors_of(found, request.user),
        "join": join,
        "may_part": join and queries.may_part(request.user, join),
    }
    return render(request, "network/work.html", page)


@login_required
@require_POST
def part(request, code):
    """Say that what persons told and what a source gives are two works after all."""
    found = get_object_or_404(queries.works_for(request.user), code=code)
    join = queries.join_of(found)
    if join is None:
        return redirect("network:work", code)
    try:
        told = part_work(join=join, by=request.user, at=now())
    except CannotPart as refusal:
        raise PermissionDenied from refusal
    messages.success(request, _("The two works stand apart again; this is the one that was told."))
    return redirect("network:work", told.code)
