"""The search over everything: entries written by actions, found with or without marks."""

from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db.models import Count, F, FloatField, Q, Value

from cauhien.core.models import SearchEntry
from cauhien.core.subjects import subjects
from cauhien.core.text import canonical, terms, words

CONFIGURATION = "simple"  # the engine has already folded; the database adds no dictionary
LONGEST = 20_000  # characters of a text that are indexed
FACETS = ("kind", "place", "topic")


@dataclass(frozen=True)
class Thing:
    """What the search is told of one thing. Titles and summaries are (Vietnamese, English)."""

    kind: str
    code: str
    title: tuple[str, str]
    summary: tuple[str, str] = ("", "")
    text: str = ""  # further words by which it may be found, never shown
    sort_key: str = ""
    place: str = ""
    topic: str = ""
    year: int | None = None
    public: bool = True


def index_many(things, *, at):
    """Write or rewrite the entries of things."""
    written = [f.name for f in SearchEntry._meta.fields if f.name not in {"id", "kind", "code"}]
    SearchEntry.objects.bulk_create(
        [_entry(thing, at) for thing in things],
        update_conflicts=True,
        unique_fields=["kind", "code"],
        update_fields=written,
        batch_size=500,
    )


def forget(kind, codes):
    """Take things out of the search."""
    SearchEntry.objects.filter(kind=kind, code__in=codes).delete()


def find(question, *, user, **facets):
    """Return the entries that hold all words of the question and that this user may see.

    A question with marks ranks what is written with the same marks first; one without marks
    finds both alike. facets: kind, place, topic; an empty value does not narrow.
    """
    found = SearchEntry.objects.filter(_may_see(user))
    found = found.filter(**{name: value for name, value in facets.items() if value})
    asked = words(question)
    if not asked:
        return found.order_by("sort_key", "id")
    exact = " & ".join(_quoted(word) for word in canonical(question).split())
    close = " | ".join(_quoted(term) for term in dict.fromkeys([*asked, *terms(question)]))
    return (
        found.filter(folded=_query(" & ".join(map(_quoted, asked))))
        .annotate(
            rank=SearchRank(F("words"), _query(exact)) * Value(4.0, output_field=FloatField())
            + SearchRank(F("folded"), _query(close))
        )
        .order_by("-rank", "sort_key", "id")
    )


def facet_counts(found):
    """Return {facet: [(value, count), …]} of a result of `find`, the largest first."""
    plain = found.order_by()
    return {
        name: list(
            plain.exclude(**{name: ""})
            .values_list(name)
            .annotate(count=Count("id"))
            .order_by("-count", name)
        )
        for name in FACETS
    }


def _may_see(user):
    """Return the condition under which an entry is this user's to see."""
    seen = Q(public=True)
    for subject in subjects():
        seen |= Q(kind=subject.kind, code__in=subject.visible_to(user).values("code"))
    return seen


def _entry(thing, at):
    title, rest = " ".join(thing.title), " ".join([*thing.summary, thing.text])[:LONGEST]
    return SearchEntry(
        kind=thing.kind,
        code=thing.code,
        title_vi=thing.title[0],
        title_en=thing.title[1],
        summary_vi=thing.summary[0],
        summary_en=thing.summary[1],
        sort_key=thing.sort_key,
        place=thing.place,
        topic=thing.topic,
        year=thing.year,
        public=thing.public,
        updated_at=at,
        words=_vector(canonical(title), "A") + _vector(canonical(rest), "C"),
        folded=_vector(_folded(title), "A") + _vector(_folded(rest), "C"),
    )


def _folded(text):
    return " ".join([*words(text), *terms(text)])


def _vector(text, weight):
    return SearchVector(Value(text), config=CONFIGURATION, weight=weight)


def _query(text):
    return SearchQuery(text, config=CONFIGURATION, search_type="raw")


def _quoted(word):
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
