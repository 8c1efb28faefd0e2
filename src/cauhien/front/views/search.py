from dataclasses import dataclass, replace

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cauhien.core.subjects import subject, subjects
from cauhien.front import bridge, queries
from cauhien.organisations.states import Topic
from cauhien.ui.words import language, zone_name

PER_PAGE = 20
MOST_OPTIONS = 12
TITLES = {"kind": _("Kind"), "place": _("Place"), "topic": _("Field")}


@dataclass(frozen=True)
class Asked:
    """What the address asks for; `field` in the address is the topic of an entry."""

    q: str = ""
    kind: str = ""
    place: str = ""
    topic: str = ""

    @property
    def facets(self):
        return {name: getattr(self, name) for name in TITLES}

    @property
    def url(self):
        words = {"q": self.q, "kind": self.kind, "place": self.place, "field": self.topic}
        return f"?{urlencode({name: word for name, word in words.items() if word})}"

    def with_choice(self, name, value):
        return replace(self, **{name: value})


def search(request):
    asked = _asked(request.GET)
    found = queries.found_for(asked.q, user=request.user, **asked.facets)
    counts = queries.facet_counts_for(asked.q, user=request.user, **asked.facets)
    pages = Paginator(found, PER_PAGE)
    pages.count = _total(asked, counts["kind"])  # else it would be counted once more
    page = pages.get_page(request.GET.get("page"))
    facets = [_facet(asked, name, counts[name]) for name in TITLES]
    context = {
        "asked": asked,
        "page": page,
        "results": [_result(entry, asked.q) for entry in page],
        "facets": facets,
        "chosen": [option for facet in facets for option in facet["options"] if option["current"]],
    }
    return render(request, "front/search.html", context)


def _total(asked, kinds):
    """Return how many were found; each entry is of one kind."""
    return sum(count for kind, count in kinds if asked.kind in {"", kind})


def _asked(query):
    def word(name, longest=40):
        return query.get(name, "").replace("\0", "").strip()[:longest]

    q = word("q", queries.LONGEST_QUESTION)
    return Asked(q=q, kind=word("kind"), place=word("place"), topic=word("field"))


def _facet(asked, name, counts):
    """Return one filter with its choices, those chosen and those with most first."""
    chosen = getattr(asked, name)
    shown = [row for row in counts if row[0] == chosen] or ([(chosen, 0)] if chosen else [])
    shown += [row for row in counts if row[0] != chosen][: MOST_OPTIONS - len(shown)]
    return {
        "title": TITLES[name],
        "options": [_option(asked, name, value, count) for value, count in shown],
    }


def _option(asked, name, value, count):
    current = getattr(asked, name) == value
    return {
        "url": asked.with_choice(name, "" if current else value).url,
        "label": _label(name, value),
        "count": count,
        "current": current,
    }


def _label(name, value):
    """Return what people call a kind, a place or a topic; what nobody knows, as it came."""
    if name == "place":
        return zone_name(value)
    if name == "topic":
        return capfirst(Topic(value).label if value in Topic else value)
    known = {known.kind: known.plural for known in subjects()}
    return capfirst(known.get(value, value))


def _result(entry, question):
    """Return what the page shows of an entry, in its own language first."""
    about = subject(entry.kind)
    title, title_language = _in_language(entry.title_vi, entry.title_en)
    summary, summary_language = _in_language(entry.summary_vi, entry.summary_en)
    return {
        "entry": entry,
        "kind": capfirst(about.label),
        "url": reverse(about.url_name, kwargs={"code": entry.code}),
        "title": (*bridge.marked(title, question), title_language),
        "summary": (*bridge.excerpt(summary, question), summary_language),
        "topic": _label("topic", entry.topic) if entry.topic else "",
    }


def _in_language(vietnamese, english):
    texts = {"vi": vietnamese, "en": english}
    first = language()
    chosen = first if texts[first] else ("vi" if first == "en" else "en")
    return texts[chosen], chosen
