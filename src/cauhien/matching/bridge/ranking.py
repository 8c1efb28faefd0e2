"""A text of somebody's -> candidates with evidence, by the index in use or by a named one."""

import hashlib
import json
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass

from django.db.models import Value

from cauhien.core.city import city_name
from cauhien.core.text import words
from cauhien.matching.bridge import store
from cauhien.matching.bridge.documents import SUBJECTS, illustrated_documents, kind_and_code
from cauhien.matching.bridge.words import lexicon
from cauhien.network.models import Person
from cauhien.network.rules import suggestable
from cauhien.organisations.models import Organisation
from cauhien.organisations.states import OrganisationKind, Zone
from cauhien_engine.match import ENGINE_VERSION, HOLDERS, KINDS, Closeness, Need, prepare, rank
from cauhien_engine.text.terms import is_telling

LONGEST_TITLE = 200  # characters
# Of the engine; a declared field speaks for a person and is no candidate itself.
ALL_KINDS = tuple(kind for kind in (*HOLDERS, *KINDS) if kind not in ("expertise", "need"))
LOOKED_AT = 60  # candidates of each kind of which the nearest places are kept


@dataclass(frozen=True)
class Question:
    """What somebody asks. now_year: works of later years are left out. without: codes of the
    problem itself and of those it was made from or is the same as. among: codes of the only
    persons who are looked at, None: everybody. is_illustrated: somebody invented asks, to whom
    what is invented may be told; it lies over the index for this one question.
    """

    title: str
    text: str = ""
    now_year: int | None = None
    without: tuple[str, ...] = ()
    among: tuple[str, ...] | None = None
    is_illustrated: bool = False

    @property
    def said(self):
        return f"{self.title}\n{self.text}".strip()


@dataclass(frozen=True)
class Proof:
    """A document that speaks for a candidate: kind and code, matching terms, year, share."""

    kind: str
    code: str
    terms: tuple[str, ...]
    year: int | None
    share: float


@dataclass(frozen=True)
class Found:
    """A candidate: kind and code of the subjects registry, zone of its best document."""

    kind: str
    code: str
    score: float
    closeness: str
    zone: str
    proofs: tuple[Proof, ...]


@dataclass(frozen=True)
class Answer:
    """candidates, best first, those with no more than words in common left out; abstained:
    nothing is close. language, versions and parameters: how it was found, for the record.
    """

    candidates: tuple[Found, ...]
    abstained: bool
    asked: tuple[str, ...]  # the telling terms looked for that the index knows; to mark them
    language: str
    engine_version: str
    index_version: str
    parameters: dict
    input_hash: str


# How many candidates of each kind are kept, by place: whoever is near must not be crowded out.
KEPT = {Zone.CITY: 12, Zone.COUNTRY: 6, Zone.UNKNOWN: 6, Zone.ABROAD: 6}


def split(text):
    """Return (title, text) of what was typed into one box.

    A short text is all title: somebody who writes three words means each of them. In a long one
    a first line of its own is the title.
    """
    first, _, rest = text.strip().partition("\n")
    if len(text) <= LONGEST_TITLE:
        return " ".join(text.split()), ""
    if len(first) <= LONGEST_TITLE:
        return first.strip(), rest.strip()
    return "", text.strip()


def load():
    """Load what the first question needs; where there is no index yet, the lexicon."""
    lexicon()
    with suppress(store.NoIndex):
        answer(Question(title=city_name()))


def has_words(text):
    """Return whether a text says enough to look for: one word that is no number."""
    return not all(map(str.isdecimal, words(text[:10_000])))


def answer(question, *, version=None, kinds=ALL_KINDS):
    """Return the Answer to a Question. Raises store.NoIndex where the (named) index is not there.

    The same question, index, engine and lexicon give the same answer on every machine.
    """
    opened = store.opened(version) if version else store.current()
    parameters = opened.index.parameters
    translator, digest = lexicon()
    places = opened.manifest["place_names"]
    query = prepare(Need(question.title, question.text), translator, places, parameters)
    only = {"now_year": question.now_year, "among": question.among}
    index = opened.index
    if question.is_illustrated:
        index = index.with_changes(illustrated_documents())
    ranking = rank(index, query, kinds, limit=LOOKED_AT, **only)
    candidates = _nearest(_closest_first(_candidates(ranking.candidates, question.without)))
    terms = [term.split(":") for term in ranking.terms]
    told = {
        "weights": json.loads(parameters.to_json()),
        "lexicon": digest,
        "now_year": question.now_year,
        "without": question.without,
        "looked_at": LOOKED_AT,
        "kept": KEPT,
    } | ({} if question.among is None else {"among": question.among})
    if question.is_illustrated:
        told["illustrated"] = True
    return Answer(
        candidates=candidates,
        abstained=not any(_is_near(one) for one in candidates),
        asked=tuple(name for lang, name in terms if is_telling(name, lang)),
        language=query.lang,
        engine_version=ENGINE_VERSION,
        index_version=opened.version,
        parameters=told,
        input_hash=_hash([question.title, question.text, opened.version, ENGINE_VERSION, told]),
    )


def _is_near(candidate):
    """Return whether it is somebody or something near; a like problem solves nothing."""
    near = candidate.closeness in {Closeness.CLOSE, Closeness.RELATED}
    return near and candidate.kind != "challenge"


def _candidates(ranked, without):
    """Yield what was ranked as Found, each thing once, organisations and people where they are."""
    named = [(*_named(one), one) for one in ranked]
    holders = _holders([code for kind, code, _one in named if kind in HOLDERS])
    seen = set()
    for kind, code, one in named:
        if kind in HOLDERS and (kind, code) not in holders:
            continue  # gone since the index was built
        zone, sort = holders.get((kind, code), (one.zone, ""))
        kind = "enterprise" if sort == OrganisationKind.COMPANY else kind
        is_new = (kind, code) not in seen and code not in without
        if is_new and one.closeness != Closeness.NONE:
            seen.add((kind, code))
            yield _found(one, kind, code, zone)


def _named(candidate):
    """Return (kind, code) of a candidate of the engine; a document's id tells its kind."""
    kind = SUBJECTS.get(candidate.kind, candidate.kind)
    return kind, candidate.id.rpartition(":")[2]


def _holders(codes):
    """Return {(kind, code): (zone, sort of organisation)} of holders that are still there."""
    bodies = Organisation.objects.filter(code__in=codes, canonical=None)
    people = Person.objects.filter(suggestable(), code__in=codes)
    rows = bodies.values_list(Value("organisation"), "code", "zone", "kind").union(
        people.values_list(Value("person"), "code", "zone", Value("")), all=True
    )
    return {(kind, code): (zone, sort) for kind, code, zone, sort in rows}


def _found(candidate, kind, code, zone):
    proofs = tuple(_proof(one) for one in candidate.evidence)
    return Found(kind, code, round(candidate.score, 6), str(candidate.closeness), zone, proofs)


def _proof(one):
    kind, code = kind_and_code(one.doc_id)
    return Proof(kind, code, one.terms, one.year, round(one.share, 4))


def _closest_first(candidates):
    """Return the candidates by how close they are, then as they came.

    Many works that each share a few usual words add up to a high score; one text that says the
    core of the need is worth more to somebody who looks for help.
    """
    order = list(Closeness)
    return sorted(candidates, key=lambda one: order.index(Closeness(one.closeness)))


def _nearest(candidates):
    """Return the first of each kind and place, as many as KEPT says, in their order."""
    taken = Counter()
    kept = []
    for one in candidates:
        taken[one.kind, one.zone] += 1
        if taken[one.kind, one.zone] <= KEPT[one.zone]:
            kept.append(one)
    return tuple(kept)


def _hash(values):
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()
