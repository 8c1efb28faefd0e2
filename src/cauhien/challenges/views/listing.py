"""The list of problems, with filters and a search that needs no marks."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cauhien.challenges import queries, rules
from cauhien.challenges.forms.filters import ChallengeFilter
from cauhien.challenges.states import Origin, Outcome, State
from cauhien.organisations.states import Topic

PER_PAGE = 20
LABELS = {"state": State, "outcome": Outcome, "topic": Topic, "origin": Origin}
OFFICE_NAMES = ("office__organisation__name_vi", "office__organisation__name_en")
CHOICES = (*ChallengeFilter.base_filters, "silent")


def challenges(request):
    question = request.GET.get("q", "").strip()
    seen = queries.counted_for(request.user)
    if request.GET.get("silent"):
        seen = queries.silent(seen, localdate())
    if question:
        seen = queries.searched(seen, question, request.user)
    found = ChallengeFilter(request.GET, queryset=seen).qs
    order = request.GET.get("sort") or ("found" if question else "list")
    shown = Paginator(queries.listed(found, order), PER_PAGE).get_page(request.GET.get("page"))
    page = {
        "page": shown,
        "question": question,
        "facets": _facets(request, seen),
        "orders": _orders(request, order, bool(question)),
        "chosen": [name for name in CHOICES if request.GET.get(name)],
        "illustrations": queries.illustrations_for(request.user),
        "may_draft": rules.may_draft(request.user),
        "waiting": queries.waiting_for(request.user) if request.user.is_authenticated else [],
    }
    return render(request, "challenges/list.html", page)


def _facets(request, seen):
    """Return the filters; the numbers of one are what the others leave.

    One that leaves no choice is not offered.
    """
    titles = {
        "state": _("State"),
        "outcome": _("Outcome"),
        "topic": _("Field"),
        "origin": _("How it came in"),
        "office": _("Office"),
    }
    facets = [
        {"title": title, "options": _options(request, seen, name)} for name, title in titles.items()
    ]
    return [
        facet
        for facet in facets
        if len(facet["options"]) > 1 or any(option["current"] for option in facet["options"])
    ]


def _options(request, seen, name):
    others = request.GET.copy()
    others.pop(name, None)
    column = ChallengeFilter.base_filters[name].field_name
    names = OFFICE_NAMES if name == "office" else ()
    counts = queries.facet_counts(ChallengeFilter(others, queryset=seen).qs, column, *names)
    labels = _office_labels(counts) if names else dict(LABELS[name].choices)
    return [
        {
            "label": labels.get(value, value),
            "count": count,
            "current": request.GET.get(name) == value,
            "url": _address(others, name, "" if request.GET.get(name) == value else value),
        }
        for value, *_names, count in counts
    ]


def _office_labels(counts):
    english = (get_language() or "").startswith("en")
    return {
        code: (english and name_en) or name_vi or name_en
        for code, name_vi, name_en, _count in counts
    }


def _orders(request, order, is_search):
    names = {"list": _("As listed"), "title": _("By title"), "newest": _("Newest first")}
    if is_search:
        names = {"found": _("Best match first")} | names
    return [
        {
            "label": label,
            "url": _address(request.GET.copy(), "sort", name),
            "current": order == name,
        }
        for name, label in names.items()
    ]


def _address(query, name, value):
    """Return the query with one value set or taken out, from its first page."""
    query = query.copy()
    query.pop("page", None)
    query[name] = value
    kept = [(key, given) for key, given in query.items() if given]
    changed = query.copy()
    changed.clear()
    for key, given in kept:
        changed[key] = given
    return f"?{changed.urlencode()}"
