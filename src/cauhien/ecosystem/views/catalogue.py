"""The start-up ecosystem: its lists and the page of one entry."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from cauhien.core.subjects import subject
from cauhien.ecosystem import rules
from cauhien.ecosystem.queries import completing, entries, narrowing
from cauhien.ecosystem.queries.following import is_followed
from cauhien.organisations.queries import kept_code, organisations_for
from cauhien.organisations.subjects import tabs_of
from cauhien.ui.filters import page_of
from cauhien.ui.words import language

MOST_EVENTS = 5


def home(request):
    page = {
        "startups": entries.startups_for(request.user).count(),
        "bodies": entries.bodies_for(request.user).count(),
        "mentors": entries.mentors_for(request.user).count(),
        "events": entries.coming(request.user, now())[:MOST_EVENTS],
        "kinds": entries.kinds_counted(request.user),
    }
    return render(request, "ecosystem/home.html", page)


def startups(request):
    words = {
        "heading": capfirst(_("start-ups")),
        "intro": _(
            "Start-ups that a source calls so, or that have registered themselves, each with where"
            " it is known from."
        ),
        "hint": _("Name or what it does, with or without marks"),
        "table": "/exchange/data/startups.csv",
    }
    return _list(request, entries.STARTUP, words)


def bodies(request):
    words = {
        "heading": _("Who helps start-ups"),
        "intro": _(
            "Incubators, accelerators, funds, programmes, competitions, spaces and centres, each"
            " with its source. What no source says of field and stage stays open."
        ),
        "hint": _("Name, who runs it or what it does"),
        "table": "/exchange/data/support-bodies.csv",
    }
    return _list(request, entries.BODY, words)


def _list(request, kind, words):
    asked = narrowing.asked_for(kind, request.GET)
    found = narrowing.found_by(asked, kind, request.user, now(), language())
    facets = asked.facets(found)
    page = words | {
        "asked": asked,
        "facets": facets,
        "chosen": [o for facet in facets for o in facet["options"] if o["current"]],
        "page": page_of(asked.narrow(found), request.GET.get("page")),
        "row": f"ecosystem/parts/{kind}.html",
    }
    return render(request, "ecosystem/listing.html", page)


def startup(request, code):
    found = get_object_or_404(entries.startups_for(request.user), code=code)
    return _page(request, entries.STARTUP, found, investments=entries.investments_in(found))


def body(request, code):
    rows = entries.standing(entries.bodies_for(request.user), localdate().year)
    found = get_object_or_404(rows, code=code)
    more = {"events": entries.events_of(found, request.user, now())}
    more["follows"] = request.user.is_authenticated and is_followed(request.user, found)
    return _page(request, entries.BODY, found, **more)


def at(request, code):
    """The entries of an organisation in the ecosystem: a tab of its page."""
    organisation = organisations_for(request.user).filter(code=code).first()
    if organisation is None:
        if kept := kept_code(code):
            return redirect("ecosystem:organisation-ecosystem", code=kept)
        raise Http404
    listed = entries.entries_at(organisation, request.user).items()
    groups = [(subject(kind).plural, f"ecosystem/parts/{kind}.html", rows) for kind, rows in listed]
    page = {
        "organisation": organisation,
        "tabs": tabs_of(organisation, request.user, "ecosystem"),
        "groups": groups,
    }
    return render(request, "ecosystem/organisation.html", page)


def mentors(request):
    words = {
        "heading": capfirst(_("mentors")),
        "intro": _("People who advise start-ups and have agreed that everybody reads it."),
        "hint": _("Name, or what they advise on"),
    }
    return _list(request, entries.MENTOR, words)


def mentor(request, code):
    found = get_object_or_404(entries.mentors_for(request.user), code=code)
    return _page(request, entries.MENTOR, found, person=entries.person_of(found))


def _page(request, kind, found, **more):
    page = {"entry": found, "kind": kind, "may_change": rules.may_change(request.user, found)}
    if kind in completing.KINDS and rules.may_moderate(request.user):
        is_over = getattr(found, "is_over", False)
        page["may_complete"] = not ((found.topics and found.stages) or is_over)
    template = "body" if kind == entries.BODY else kind
    return render(request, f"ecosystem/{template}.html", page | more)
