"""Projects and technologies: what was done and what could be offered."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from cauhien.network import queries
from cauhien.network.models import Contribution
from cauhien.network.states import TechnologyKind
from cauhien.organisations.states import Topic, Zone
from cauhien.ui.filters import Asked, Filter, page_of
from cauhien.ui.words import language, zone_name


def _of_topic_and_zone(place):
    """Return the filters that both lists have; place: whose place it is, in words."""
    zones = {zone: zone_name(zone) for zone in Zone.values}
    return [
        Filter("topic", _("Field"), "topic", dict(Topic.choices)),
        Filter("zone", place, "zone", zones),
    ]


def projects(request):
    asked = Asked.of(request.GET, _of_topic_and_zone(_("Place of the host")))
    found = queries.projects_listed(request.user, asked.question)
    words = {
        "heading": _("Projects"),
        "intro": _("Funded tasks of science and technology, the latest first, each with source."),
        "hint": _("Words of the title or the summary"),
        "row": "network/parts/project_row.html",
    }
    return _listing(request, asked, found, words)


def technologies(request):
    kinds = Filter("kind", _("Kind"), "kind", dict(TechnologyKind.choices))
    asked = Asked.of(request.GET, [kinds, *_of_topic_and_zone(_("Place of the owner"))])
    found = queries.technologies_listed(request.user, asked.question, language())
    words = {
        "heading": _("Technologies"),
        "intro": _(
            "What institutes and enterprises have made and could offer. Where the owner does not "
            "offer it here, it is a lead: ask the owner whether it is still to be had."
        ),
        "hint": _("Words of the name or the summary"),
        "row": "network/parts/technology_row.html",
    }
    return _listing(request, asked, found, words)


def _listing(request, asked, found, words):
    facets = asked.facets(found)
    page = {
        "asked": asked,
        "facets": facets,
        "chosen": [o for facet in facets for o in facet["options"] if o["current"]],
        "page": page_of(asked.narrow(found), request.GET.get("page")),
    }
    return render(request, "ui/listing.html", words | page)


def project(request, code):
    rows = queries.with_contributions(queries.projects_for(request.user))
    found = get_object_or_404(rows, code=code)
    lines = found.contributions.all()
    roles = [
        (role.label, [line for line in lines if line.role == role]) for role in Contribution.Role
    ]
    hosts = [line.organisation for line in lines if line.role == "host" and line.organisation]
    page = {
        "project": found,
        "host": hosts[0] if hosts else None,
        "roles": [pair for pair in roles if pair[1]],
        "funder": next((line.raw_name for line in lines if line.role == "funder"), ""),
    }
    return render(request, "network/project.html", page)


def technology(request, code):
    found = get_object_or_404(queries.technologies_for(request.user), code=code)
    return render(request, "network/technology.html", {"technology": found})
