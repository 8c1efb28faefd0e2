"""What is like a text: a rough likeness of this layer's own; the match engine knows better."""

import math
from collections import Counter
from itertools import pairwise

from cauhien.challenges.queries.problem import KIND, counted_for
from cauhien.core import search
from cauhien.core.models import SearchEntry
from cauhien.core.text import placed_words, stem, terms
from cauhien.network.queries import projects_for

LONGEST_COMPARED = 4_000  # characters of a text that earlier ones are compared with
MOST_COMPARED = 300  # things that share a word with it, the newest first


def similar_challenges(title, text, *, user, besides="", most=5):
    """Return the problems that share the most telling words with a text.

    Each with `shared`, its terms, and `words`, the pairs of words as it writes them itself.
    For who writes without JavaScript. besides: the code of the problem that is being written.
    """
    seen = counted_for(user).exclude(code=besides).select_related("office__organisation")
    return _likest(KIND, seen.order_by("-year", "id"), title, text, _of_problem)[:most]


def similar_projects(title, text, *, user, most=5):
    """Return the registered projects that do so."""
    seen = projects_for(user).order_by("-year_start", "id")
    return _likest("project", seen, title, text, _of_project)[:most]


def _likest(kind, rows, title, text, said):
    wanted = set(terms(f"{title}\n\n{text[:LONGEST_COMPARED]}"))
    if not wanted:
        return []
    any_of = search.Lexemes(" | ".join(f"'{term}'" for term in sorted(wanted)))
    entries = SearchEntry.objects.filter(kind=kind, folded=any_of)
    found = list(rows.filter(code__in=entries.values("code"))[:MOST_COMPARED])
    for one in found:
        one.shared = wanted.intersection(terms(said(one)))
    spread = Counter(term for one in found for term in one.shared)
    for one in found:
        one.likeness = sum(math.log(1 + len(found) / spread[term]) for term in one.shared)
    likely = [one for one in found if any("_" in term for term in one.shared)]
    for one in likely:
        one.words = _as_written(said(one), one.shared)
    return sorted(likely, key=lambda one: (-one.likeness, one.pk))


def _as_written(text, shared):
    """Return the shared pairs of words as they stand in a text, each once, in its order."""
    found = {}
    for (left, start, middle), (right, begins, end) in pairwise(placed_words(text)):
        words = f"{text[start:middle]} {text[begins:end]}"
        found.setdefault(f"{stem(left)}_{stem(right)}", words.lower())
    return [words for term, words in found.items() if term in shared]


def _of_problem(challenge):
    return f"{challenge.title_vi}\n\n{challenge.description_vi}"


def _of_project(project):
    return f"{project.title_vi}\n\n{project.summary_vi}"
