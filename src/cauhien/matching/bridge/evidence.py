"""Candidates made readable: their names, whom to ask, and the texts that speak for them."""

import re
from collections import defaultdict
from dataclasses import dataclass

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Case, OuterRef, Q, Subquery, TextField, Value, When
from django.db.models.functions import Coalesce, Concat, NullIf

from cauhien.challenges.models import Challenge
from cauhien.enterprises.models import TechnologyNeed
from cauhien.enterprises.states import NeedState
from cauhien.facilities.models import Laboratory
from cauhien.network.models import (
    Authorship,
    Contribution,
    Expertise,
    Involvement,
    Person,
    Project,
    Technology,
    Work,
)
from cauhien.organisations.models import Organisation
from cauhien_engine.text.spans import spans_of
from cauhien_engine.text.stemming import is_syllable

LONGEST_PASSAGE = 260  # characters
MOST_WORDS = 8
MARKED_TERMS = 80  # of those asked for; lighter ones, as names of places, are not marked
LEAST_SHARE = 0.1  # of the score: less speaks for nobody
_SENTENCE = re.compile(r"(?<=[.!?;…])\s+|\n+")


@dataclass(frozen=True)
class Text:
    """What a thing is called and says, in each language. holder: whom to ask, never a person."""

    title_vi: str = ""
    title_en: str = ""
    text_vi: str = ""
    text_en: str = ""
    holder_vi: str = ""
    holder_en: str = ""


def described(found, asked):
    """Return rows for candidates: kind, code, title_vi, title_en, holder_vi, holder_en, zone,
    score, closeness and evidence; what is not there any more is left out.

    asked: the terms that were looked for, heaviest first. Marked are the pairs of words among
    the heaviest, widened by the lighter ones that touch them, and of single words those that
    told most.
    """
    texts = texts_of(_wanted(found))
    pairs = [term for term in asked if "_" in term]
    heavy = frozenset(pairs) & frozenset(asked[:MARKED_TERMS])
    return [
        _row(one, texts, heavy, frozenset(pairs)) for one in found if (one.kind, one.code) in texts
    ]


def texts_of(wanted):
    """Return {(kind, code): Text}. wanted: {kind of the subjects registry: set of codes}.

    One query reads all kinds.
    """
    if not wanted:
        return {}
    first, *others = (_rows(kind, codes) for kind, codes in wanted.items())
    rows = first.union(*others, all=True)
    return {(kind, code): Text(*(one or "" for one in said)) for kind, code, *said in rows}


def _wanted(found):
    wanted = defaultdict(set)
    for one in found:
        wanted[one.kind].add(one.code)
        for proof in one.proofs:
            wanted[proof.kind].add(proof.code)
    return wanted


def _row(one, texts, heavy, pairs):
    text = texts[one.kind, one.code]
    there = [proof for proof in one.proofs if (proof.kind, proof.code) in texts]
    proofs = [proof for proof in there if proof is there[0] or proof.share >= LEAST_SHARE]
    return {
        "kind": one.kind,
        "code": one.code,
        "title_vi": text.title_vi,
        "title_en": text.title_en,
        "holder_vi": text.holder_vi,
        "holder_en": text.holder_en,
        "zone": one.zone,
        "score": one.score,
        "closeness": one.closeness,
        "evidence": [
            _proof(proof, texts[proof.kind, proof.code], heavy, pairs) for proof in proofs
        ],
    }


def _proof(proof, text, heavy, pairs):
    """Return a proof with its titles, the passage that says most, and where to mark them."""
    terms = _telling(text, heavy | {*proof.terms})
    passage, language = _passage(text, terms)
    spans = {of: spans_of(said, terms, pairs) for of, said in _said_by(text, passage).items()}
    return {
        "kind": proof.kind,
        "code": proof.code,
        "title_vi": text.title_vi,
        "title_en": text.title_en,
        "spans_vi": spans["title_vi"],
        "spans_en": spans["title_en"],
        "passage": passage,
        "passage_language": language,
        "passage_spans": spans["passage"],
        "year": proof.year,
        "share": proof.share,
        "words": _words(_said_by(text, passage), spans),
    }


def _said_by(text, passage):
    return {"title_vi": text.title_vi, "title_en": text.title_en, "passage": passage}


def _telling(text, terms):
    """Return the terms to mark in a text: those that tell most, else every word in common.

    A Vietnamese syllable alone says little; where pairs of them match they are enough.
    """
    telling = {term for term in terms if "_" in term or not is_syllable(term)}
    whole = "\n".join([text.title_vi, text.text_vi, text.title_en, text.text_en])
    return telling if spans_of(whole, telling) else terms


def _words(texts, spans):
    """Return the marked words as they are written, each once."""
    found = (texts[of][start:end] for of, places in spans.items() for start, end in places)
    return list({word.casefold(): word for word in found}.values())[:MOST_WORDS]


def _passage(text, terms):
    """Return (passage, language): the sentence of the text with most marked letters, cut short."""
    best = (0, "", "")
    for language in ("vi", "en"):
        for sentence in _SENTENCE.split(getattr(text, f"text_{language}")):
            short = sentence[:LONGEST_PASSAGE].strip()
            marked = sum(end - start for start, end in spans_of(short, terms))
            if marked > best[0]:
                best = (marked, short if len(sentence) == len(short) else f"{short}…", language)
    return best[1], best[2]


def _works(codes):
    is_vietnamese = Q(language="vi")
    body = _first(
        Authorship.objects.filter(work=OuterRef("pk"), organisation__isnull=False), "position"
    )
    return (
        Work.objects.filter(code__in=codes),
        _where(is_vietnamese, "title", "title_translated"),
        _where(is_vietnamese, "title_translated", "title"),
        _where(is_vietnamese, "abstract", _NOTHING),
        _where(is_vietnamese, _NOTHING, "abstract"),
        *body,
    )


def _projects(codes):
    host = Contribution.objects.filter(
        project=OuterRef("pk"), role=Contribution.Role.HOST, organisation__isnull=False
    )
    rows = Project.objects.filter(code__in=codes)
    return rows, *_both("title"), *_both("summary"), *_first(host, "id")


def _expertise(codes):
    """Read declared fields, each titled with the evidence that the person gives."""
    titles = StringAgg(
        Coalesce(
            NullIf("evidence__title", _NOTHING),
            "evidence__work__title",
            NullIf("evidence__project__title_vi", _NOTHING),
            "evidence__project__title_en",
            "evidence__position__organisation__name_vi",
        ),
        output_field=TextField(),
        delimiter="; ",
        order_by="evidence__id",
    )
    named = [
        Concat(f"field__name_{language}", Value(said), titles, output_field=TextField())
        for language, said in (("vi", "; minh chứng: "), ("en", "; evidence: "))
    ]
    rows = Expertise.objects.filter(code__in=codes)
    return rows, *named, "words", _NOTHING, _NOTHING, _NOTHING


def _technologies(codes):
    rows = Technology.objects.filter(code__in=codes)
    return rows, *_both("name"), *_both("summary"), *_both("owner__name")


def _laboratories(codes):
    rows = Laboratory.objects.filter(code__in=codes)
    return rows, *_both("name"), *_both("capabilities"), *_both("host__name")


def _organisations(codes):
    rows = Organisation.objects.filter(code__in=codes)
    return rows, *_both("name"), *_both("description"), _NOTHING, _NOTHING


def _challenges(codes):
    rows = Challenge.objects.filter(code__in=codes)
    return rows, *_both("title"), *_both("description"), *_both("office__organisation__name")


def _needs(codes):
    rows = TechnologyNeed.objects.filter(code__in=codes, state=NeedState.PUBLIC)
    return (
        rows,
        *_both("title"),
        *_both("description"),
        *_both("enterprise__organisation__name"),
    )


def _persons(codes):
    """Read people with the organisation they were last seen with."""
    seen = Involvement.objects.filter(person=OuterRef("pk"))
    body = _first(seen, "-last_year", "-works_count", "id")
    return Person.objects.filter(code__in=codes), "name", "name", _NOTHING, _NOTHING, *body


# Each takes codes and returns a queryset of those things, then the columns of Text.
READERS = {
    "work": _works,
    "project": _projects,
    "technology": _technologies,
    "expertise": _expertise,
    "laboratory": _laboratories,
    "organisation": _organisations,
    "enterprise": _organisations,
    "challenge": _challenges,
    "technology_need": _needs,
    "person": _persons,
}
_NOTHING = Value("")


def _rows(kind, codes):
    rows, *said = READERS[kind](codes)
    return rows.order_by().values_list(Value(kind), "code", *said)


def _both(name):
    return f"{name}_vi", f"{name}_en"


def _where(condition, column, otherwise):
    return Case(When(condition, then=column), default=otherwise, output_field=TextField())


def _first(related, *order):
    """Return the names of the organisation of the first of some related rows, as columns."""
    rows = related.order_by(*order)
    return [Subquery(rows.values(name)[:1]) for name in _both("organisation__name")]
