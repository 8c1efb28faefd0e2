"""The search over everything: entries written by actions, found with or without marks."""

from dataclasses import dataclass
from itertools import pairwise

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Case, Exists, F, FloatField, OuterRef, Q, Value, When

from cauhien.core.models import SearchEntry
from cauhien.core.subjects import subjects
from cauhien.core.text import guess_language, marked_words, runs_of_words, stem, terms, words

LONGEST = 20_000  # characters of a text that are indexed
LONGEST_TITLE, LONGEST_KEY = 1000, 300
LONGEST_WORD = 60
MOST_WORDS = 24  # of a question; further words are not asked for
FACETS = ("kind", "place", "topic")
# What a hit is worth by where it stands: D, C (elsewhere), B, A (in the title).
WEIGHTS = [0.0, 0.15, 0.0, 1.0]
NEAR = {"city": 1.3, "country": 1.15}  # of two that fit alike, the nearer one comes first
SHORTER_FIRST = 1  # divide by 1 + log of the length: a name that fits beats a text that has it


class Lexemes(SearchQuery):
    """A tsquery of words that our engine has made; no parser of the database touches them."""

    template = "(%(expressions)s)::tsquery"

    def __init__(self, text):
        super().__init__(text, search_type="raw")


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


def codes_with(*, kind, sort_keys):
    """Return the codes of things whose entries sort by one of some keys."""
    found = SearchEntry.objects.filter(kind=kind, sort_key__in=sort_keys)
    return found.values_list("code", flat=True)


def find(question, *, user, typing=False, **facets):
    """Return the entries that hold all words of the question and that this user may see.

    A question with marks ranks what is written with the same marks first; one without marks
    finds both alike. typing: the last word is only begun, so that "giao tho" finds "giao thông".
    facets: kind, place, topic; an empty value does not narrow.
    """
    found = SearchEntry.objects.filter(_may_see(user, facets.get("kind")))
    found = found.filter(**{name: value for name, value in facets.items() if value})
    asked = _asked(question)
    if not asked:
        return found.order_by("sort_key", "id")
    wanted = [*asked, *_pairs(question), *marked_words(question)]
    return (
        found.filter(folded=Lexemes(_all_of(asked, typing)))
        .annotate(rank=_rank(wanted))
        .order_by("-rank", "sort_key", "id")
    )


def narrowed(rows, question, *, user, kind):
    """Return those of the rows (of one kind, with a code) that hold all words of the question."""
    if not question:
        return rows
    return rows.filter(code__in=find(question, user=user, kind=kind).order_by().values("code"))


def _may_see(user, kind=None):
    """Return the condition under which an entry is this user's to see.

    Whoever asks for one kind alone is spared the conditions of all others: it takes longer to write
    them down than to look.
    """
    seen = Q(public=True)
    for subject in subjects():
        if not subject.has_hidden or (kind and subject.kind != kind):
            continue
        visible = subject.visible_to(user).filter(code=OuterRef("code"))
        seen |= Q(Exists(visible.values("code")), kind=subject.kind)
    return seen


def _entry(thing, at):
    title, rest = "\n\n".join(thing.title), "\n\n".join([*thing.summary, thing.text])[:LONGEST]
    return SearchEntry(
        kind=thing.kind,
        code=thing.code,
        title_vi=thing.title[0][:LONGEST_TITLE],
        title_en=thing.title[1][:LONGEST_TITLE],
        summary_vi=thing.summary[0],
        summary_en=thing.summary[1],
        sort_key=thing.sort_key[:LONGEST_KEY],
        place=thing.place,
        topic=thing.topic,
        year=thing.year,
        public=thing.public,
        updated_at=at,
        words=_vector(_ranking(title), _ranking(rest) if guess_language(rest) != "en" else ()),
        folded=" ".join(map(_quoted, sorted({*_cut(_stems(title)), *_cut(_stems(rest))}))),
    )


def _ranking(text):
    """Return by what a text is ranked: words without endings, neighbours, words with marks.

    Of long English texts only the title counts: a common word is in thousands of abstracts, and
    to weigh each would take seconds. Vietnamese needs the neighbours: its words are pairs.
    """
    runs = [[stem(word) for word in run] for run in runs_of_words(text)]
    pairs = [f"{one}_{two}" for run in runs for one, two in pairwise(run)]
    return [word for run in runs for word in run] + pairs + marked_words(text)


def _stems(text):
    return [stem(word) for word in words(text)]


def _pairs(text):
    return [term for term in terms(text) if "_" in term]


def _asked(question):
    """Return the words that must be there; stop words only where there is nothing else."""
    telling = [term for term in terms(question) if "_" not in term]
    return list(dict.fromkeys(telling or _stems(question)))[:MOST_WORDS]


def _vector(title, rest):
    """Return a tsvector as PostgreSQL reads it: each word once for where it stands.

    Written by hand, for the database's own parser would tear "giao_thong" and "pm25" apart.
    """
    of_title, of_rest = set(_cut(title)), set(_cut(rest))
    return " ".join(
        f"{_quoted(word)}:{'1A' * (word in of_title)}"
        f"{',' * (word in of_title and word in of_rest)}{'2C' * (word in of_rest)}"
        for word in sorted(of_title | of_rest)
    )


def _cut(found):
    return (word[:LONGEST_WORD] for word in found)


def _rank(wanted):
    """Return how much of what was wanted a row holds, and where."""
    rank = SearchRank(
        F("words"),
        Lexemes(" | ".join(map(_quoted, dict.fromkeys(_cut(wanted))))),
        weights=WEIGHTS,
        normalization=SHORTER_FIRST,
    )
    nearness = [When(place=place, then=Value(factor)) for place, factor in NEAR.items()]
    return rank * Case(*nearness, default=Value(1.0), output_field=FloatField())


def _all_of(asked, typing):
    parts = [_quoted(word) for word in _cut(asked)]
    if typing:
        parts[-1] += ":*"
    return " & ".join(parts)


def _quoted(word):
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
