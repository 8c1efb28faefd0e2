"""The tabs of an organisation that this app owns: its people, works, projects, technologies."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cauhien.network import queries
from cauhien.organisations.queries import kept_code, organisations_for
from cauhien.organisations.subjects import tabs_of
from cauhien.ui.filters import page_of


def people(request, code):
    return _tab(
        request, code, "people", queries.involvements_at, "network/parts/involvement_row.html"
    )


def works(request, code):
    return _tab(request, code, "works", queries.works_at, "network/parts/work_row.html")


def projects(request, code):
    return _tab(request, code, "projects", queries.projects_at, "network/parts/project_row.html")


def technologies(request, code):
    row = "network/parts/technology_row.html"
    return _tab(request, code, "technologies", queries.technologies_at, row)


def _tab(request, code, path, rows_at, row):
    organisation = organisations_for(request.user).filter(code=code).first()
    if organisation is None:
        if kept := kept_code(code):
            return redirect(f"network:organisation-{path}", code=kept)
        raise Http404
    titles = {
        "people": _("People"),
        "works": _("Works"),
        "projects": _("Projects"),
        "technologies": _("Technologies"),
    }
    page = {
        "organisation": organisation,
        "tabs": tabs_of(organisation, request.user, path),
        "heading": titles[path],
        "page": page_of(rows_at(organisation, request.user), request.GET.get("page")),
        "row": row,
    }
    return render(request, "organisations/things.html", page)
