from django.shortcuts import render

from cauhien.core.subjects import subject, subjects
from cauhien.front import queries

# What the home page counts, in this order, as far as it is there.
COUNTED = (
    *("challenge", "organisation", "work", "project", "technology", "laboratory"),
    *("startup", "supportbody"),
)


def home(request):
    page = {
        "figures": _figures(queries.figures()),
        "retrieved_at": queries.last_retrieval(),
        "problems": queries.newest_problems(),
    }
    return render(request, "front/home.html", page)


def about(request):
    return render(request, "front/about.html")


def data_sources(request):
    return render(request, "front/data_sources.html", {"sources": queries.sources()})


def accessibility(request):
    return render(request, "front/accessibility.html")


def _figures(counts):
    known = {known.kind for known in subjects()}
    return [
        {"kind": kind, "label": subject(kind).plural, "count": counts[kind]}
        for kind in COUNTED
        if kind in known and counts.get(kind)
    ]
