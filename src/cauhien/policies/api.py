"""Mechanisms, their rules, and who qualifies, for other programs."""

from datetime import date
from typing import Annotated, Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError

from cauhien.policies import bridge, queries
from cauhien.policies.states import MechanismKind, Validity
from cauhien.ui.records import (
    REFUSALS,
    BothLanguages,
    Code,
    Limit,
    Offset,
    Page,
    Question,
    SourceRecord,
    page_record,
    source_record,
    text_record,
)

router = Router(tags=["mechanisms"])
LANGUAGES = ("vi", "en")
NO_KINDS: list = []


class MechanismRecord(Schema):
    """A special mechanism or incentive in one of its versions."""

    code: str
    series: str = Field(description="The same in all versions of one mechanism")
    url: str = Field(description="Its page, from the root of the site")
    title: BothLanguages
    kind: MechanismKind
    for_whom: BothLanguages
    document: BothLanguages
    articles: list[str]
    summary: BothLanguages
    validity: Validity
    valid_from: date | None
    valid_to: date | None
    is_computed: bool = Field(description="Whether its conditions can be asked")
    not_computed_because: str
    source: SourceRecord | None


class MechanismWhole(MechanismRecord):
    benefits: list[dict[str, str]]
    note: BothLanguages
    rule: dict[str, Any] | None = Field(description="As docs/reference/eligibility.md describes")


class MechanismFilter(Schema):
    kind: MechanismKind | None = None
    validity: Validity | None = None


class FactRecord(Schema):
    """Something that may be asked; `name` is the parameter of /eligibility."""

    name: str
    group: str
    fact: dict[str, Any] = Field(description="As docs/reference/eligibility.md describes")


class OpenQuestion(Schema):
    """A question that can still change an outcome."""

    name: str
    group: str
    settles: float = Field(description="How many mechanisms its answer decides, on average")
    spares: float = Field(description="How many other questions it makes idle, on average")
    is_next: bool = Field(description="Whether it stands on the next page of the path")


class Change(Schema):
    altered: dict[str, Any]
    supplied: dict[str, Any]
    says: BothLanguages


class EligibilityRecord(Schema):
    """What one mechanism answers."""

    code: str
    url: str
    title: BothLanguages
    answer: str = Field(description="yes, no or missing")
    is_addressed: bool = Field(description="Whether it is for such applicants at all")
    why: BothLanguages
    missing: list[str]
    changes: list[Change]
    bring: list[BothLanguages]


class EligibilityAnswer(Schema):
    """What all mechanisms answer; nothing of the question is kept."""

    on: date
    engine: str
    items: list[EligibilityRecord]


@router.get(
    "/mechanisms", response={200: Page[MechanismRecord], **REFUSALS}, operation_id="mechanisms"
)
def mechanisms(
    request,
    wanted: Annotated[MechanismFilter, Query()],
    q: Question = "",
    limit: Limit = 20,
    offset: Offset = 0,
):
    """List the mechanisms, those in force first."""
    rows = queries.mechanisms_listed(request.user, q).filter(**wanted.dict(exclude_none=True))
    return page_record(rows, limit, offset, record_of)


@router.get(
    "/mechanisms/{code}", response={200: MechanismWhole, **REFUSALS}, operation_id="mechanism"
)
def mechanism(request, code: Code):
    """Show one mechanism with its rule."""
    found = get_object_or_404(queries.mechanisms_for(request.user), code=code)
    whole = {"benefits": found.benefits, "note": text_record(found, "note"), "rule": found.rule}
    return record_of(found) | whole


@router.get(
    "/eligibility/facts", response={200: list[FactRecord], **REFUSALS}, operation_id="facts"
)
def facts(request):
    """List what may be asked, in the order of the pages."""
    return [{"name": row.code, "group": row.group, "fact": row.content} for row in queries.facts()]


@router.get(
    "/eligibility/questions",
    response={200: list[OpenQuestion], **REFUSALS},
    operation_id="eligibility_questions",
)
def open_questions(
    request, on: date | None = None, wants: Annotated[list[MechanismKind], Query()] = NO_KINDS
):
    """List the questions that can still change an outcome, the one that decides most first.

    Answers as in /eligibility; a name with nothing behind it was left open and is not asked again.
    wants: kinds of mechanisms, all but tests for recognition where none is named.
    """
    day, facts = on or localdate(), queries.facts()
    vocabulary = bridge.vocabulary_of(facts)
    answers = _answers(request, vocabulary, ("on", "wants"))
    rows = queries.looked_for(queries.computable_on(day), wants)
    found = bridge.open_questions(rows, vocabulary, answers, day, request.GET.keys() - answers)
    groups = {row.code: row.group for row in facts}
    page = bridge.step(found, groups)
    return [
        {
            "name": one.name,
            "group": groups[one.name],
            "settles": round(one.settles, 2),
            "spares": round(one.spares, 2),
            "is_next": one.name in page,
        }
        for one in found
    ]


@router.get(
    "/eligibility", response={200: EligibilityAnswer, **REFUSALS}, operation_id="eligibility"
)
def eligibility(request, on: date | None = None, code: str = Query("", max_length=12)):
    """Say which mechanisms somebody qualifies for, and why.

    Each name of /eligibility/facts is a parameter: ?applicant=enterprise&workers=12. What is left
    out is not known. on: the day of the answer, today where none is named. code: of one mechanism.
    """
    day = on or localdate()
    vocabulary = bridge.vocabulary_of(queries.facts())
    answers = _answers(request, vocabulary, ("on", "code"))
    rows = queries.computable_on(day)
    found = bridge.assessed(rows.filter(code=code) if code else rows, vocabulary, answers, day)
    if code and not found:
        raise Http404
    items = [_answer_of(one) for one in found]
    return {"on": day, "engine": bridge.ENGINE_VERSION, "items": items}


def _answers(request, vocabulary, others):
    """Return what the address answers, typed. others: names in it that are no questions."""
    given = {name: request.GET[name] for name in request.GET if name not in others}
    try:
        return bridge.answers_from(given, vocabulary)
    except bridge.BadFact as wrong:
        raise HttpError(422, str(wrong)) from None


def record_of(row):
    return {
        "code": row.code,
        "series": row.series,
        "url": f"/policies/{row.code}/",
        "title": text_record(row, "title"),
        "kind": row.kind,
        "for_whom": text_record(row, "beneficiary"),
        "document": text_record(row, "document"),
        "articles": row.articles,
        "summary": text_record(row, "summary"),
        "validity": row.validity,
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
        "is_computed": bool(row.rule) and not row.fault,
        "not_computed_because": row.not_computable,
        "source": source_record(row),
    }


def _answer_of(one):
    found = one.found
    return {
        "code": one.mechanism.code,
        "url": f"/policies/{one.mechanism.code}/",
        "title": text_record(one.mechanism, "title"),
        "answer": one.answer,
        "is_addressed": one.is_addressed,
        "why": {language: found.why(language) for language in LANGUAGES},
        "missing": list(found.missing),
        "changes": [_change(found, number) for number in range(len(found.changes))],
        "bring": [vars(paper) for paper in found.bring],
    }


def _change(found, number):
    change = found.changes[number]
    said = {
        name: {fact: bridge.value_as_json(value) for fact, value in getattr(change, name).items()}
        for name in ("altered", "supplied")
    }
    return said | {"says": {one: found.otherwise(one)[number] for one in LANGUAGES}}
