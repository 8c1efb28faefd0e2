"""People, by what open sources print of them, and nothing more."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.accounts.queries import offers_orcid, orcids_shown_by
from cauhien.accounts.queries.providers import ORCID
from cauhien.core import city
from cauhien.network import queries, rules
from cauhien.network.queries import asking
from cauhien.network.queries.lines import affiliations_of, lines_of, sources_of, works_on
from cauhien.network.subjects import told_about
from cauhien.organisations.states import Zone
from cauhien.ui.filters import Asked, Filter, page_of
from cauhien.ui.words import zone_name

LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
SHOWN_AFFILIATIONS = 12


def people(request):
    zones = {zone: zone_name(zone) for zone in Zone.values}
    orders = {"near": _("the city first"), "name": _("by name")}
    asked = Asked.of(request.GET, [Filter("zone", _("Place"), "zone", zones)], LETTERS, orders)
    found = queries.people_listed(request.user, asked.question, asked.letter, asked.order)
    facets = asked.facets(found)
    page = {
        "heading": _("People"),
        "intro": _(
            "Authors of works, by what open bibliographic sources print of them. "
            "Vietnamese names stand by the given name, others by the family name."
        ),
        "hint": _("Name, with or without marks"),
        "asked": asked,
        "facets": facets,
        "letters": asked.letters(LETTERS),
        "chosen": _chosen(asked, facets),
        "page": page_of(asked.narrow(found), request.GET.get("page"), 50),
        "row": "network/parts/person_row.html",
    }
    return render(request, "ui/listing.html", page)


def _chosen(asked, facets):
    options = [option for facet in facets for option in facet["options"] if option["current"]]
    if asked.letter:
        label = _("Names with %(letter)s") % {"letter": asked.letter.upper()}
        options.insert(0, {"label": label, "url": asked.url(letter="")})
    return options


def person(request, code):
    found = queries.people_for(request.user).filter(code=code).first()
    if found is None:
        return _to_kept(code)
    lines = lines_of(found)
    affiliations = affiliations_of(lines)
    works = page_of(works_on(lines), request.GET.get("page"))
    queries.read_authors(works.object_list)
    page = {
        "person": found,
        "names": queries.names_of(found),
        "identifiers": found.known_identifiers,
        "affiliations": affiliations[:SHOWN_AFFILIATIONS],
        "further": affiliations[SHOWN_AFFILIATIONS:],
        "works": works,
        "may_tell": rules.may_tell(request.user, found),
        "may_orcid": _may_connect(request.user, found),
        "may_declare": rules.may_declare(request.user, found),
        "coauthors": queries.coauthors_of(found, request.user),
        "sources": sources_of(lines),
        "may_nominate": rules.may_nominate(request.user, found),
        "expertise": queries.expertise_of(found),
        "told": told_about(found, localdate()),
        "is_own": rules.is_own(request.user, found),
        "claim": None if found.user_id else asking.own_claim(request.user, found),
        "has_another": not found.user_id and queries.own_person(request.user) is not None,
        "contact": city.contact_mail(),
    }
    return render(request, "network/person.html", page)


def _may_connect(user, person):
    """Return whether somebody is offered to put their ORCID iD on a page, which bears none yet."""
    held = any(one.scheme == ORCID and one.certain for one in person.known_identifiers)
    return offers_orcid() and not held and rules.may_connect_orcid(user, person)


@login_required
def mine(request):
    """Lead somebody to their own page, or to where they find and claim it."""
    if own := queries.own_person(request.user):
        return redirect("network:person", code=own.code)
    if found := queries.person_shown(orcids_shown_by(request.user)):
        return redirect("network:claim", code=found.code)
    messages.info(request, _("Find yourself by your name and take the page over as your own."))
    return redirect(reverse("network:people", query={"q": request.user.name}))


def _to_kept(code):
    """Lead on to the person under whom a joined row is shown now."""
    if kept := queries.kept_code(code):
        return redirect("network:person", code=kept)  # for now: a merge can be taken back
    raise Http404
