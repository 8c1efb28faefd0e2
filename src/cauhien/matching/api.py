"""A match of a text, and what was found for a problem, as JSON; visible as on the pages."""

from dataclasses import asdict
from typing import Annotated, Literal

from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from ninja import Path, Query, Router, Schema
from ninja.security import SessionAuth
from ninja.throttling import UserRateThrottle
from pydantic import Field

from cauhien.challenges.queries import challenges_for
from cauhien.matching import queries, rules
from cauhien.matching.actions import runs
from cauhien.matching.bridge.evidence import described
from cauhien.matching.forms import LONGEST
from cauhien.matching.states import Kind, claim
from cauhien.organisations.states import Zone

router = Router(tags=["match"])
MOST = 50  # candidates in one answer


class SignedIn(SessionAuth):
    """The session of the site, with its CSRF token; who has none is told to sign in first."""

    def __call__(self, request):
        return super().__call__(request) if request.user.is_authenticated else None


class Refusal(Schema):
    """Why nothing was answered, in the language of the request."""

    detail: str


class Proof(Schema):
    kind: str
    code: str
    title_vi: str
    title_en: str
    passage: str
    year: int | None
    share: float = Field(description="Its part of the candidate's score, 0 to 1.")
    words: list[str] = Field(description="The words that matched, as they are written.")


class Candidate(Schema):
    kind: Kind
    code: str
    title_vi: str
    title_en: str
    holder_vi: str = Field(description="Whom to ask; never a person.")
    holder_en: str
    zone: Zone
    score: float = Field(description="Comparable within one answer only.")
    closeness: Literal["close", "related", "distant"]
    claim: str = Field(description="How close, and by what, in a sentence.")
    evidence: list[Proof]


class Candidates(Schema):
    count: int = Field(description="How many there are for this reader, on all pages.")
    items: list[Candidate]
    abstained: bool = Field(description="Nobody and nothing is close; these came nearest.")
    engine_version: str
    index_version: str


class Text(Schema):
    text: str = Field(max_length=LONGEST, description="Vietnamese or English. It is not kept.")
    title: str = Field("", max_length=1000)


class Wanted(Schema):
    kind: Kind | None = None
    zone: Zone | None = None
    limit: int = Field(20, ge=1, le=MOST)
    offset: int = Field(0, ge=0, le=10_000)


Code = Annotated[str, Path(pattern=r"^[0-9A-Za-z_-]{1,12}$")]
REFUSALS = dict.fromkeys((403, 404, 422, 429), Refusal)


@router.post(
    "/match",
    auth=SignedIn(),
    throttle=UserRateThrottle("30/m"),
    response={200: Candidates, 401: Refusal, 409: Refusal, **REFUSALS},
    summary="Who and what is close to a text",
)
def match(request, asked: Text, wanted: Query[Wanted]):
    try:
        answer = runs.ask(title=asked.title, text=asked.text, at=now())
    except runs.CannotMatch as refusal:
        return (409 if refusal.is_ours else 422), {"detail": str(refusal)}
    sees, problems = rules.may_see_persons(request.user), challenges_for(request.user)
    found = queries.visible_found(
        request.user, answer.candidates, sees_persons=sees, challenges=problems
    )
    rows = [asdict(one) | {"found": one} for one in found]
    return _answer(rows, wanted, _described, answer)


@router.get(
    "/challenges/{code}/matches",
    response={200: Candidates, **REFUSALS},
    summary="Who and what is close to a problem, as last matched",
)
def matches(request, code: Code, wanted: Query[Wanted]):
    challenge = get_object_or_404(challenges_for(request.user), code=code)
    run = queries.newest_run(challenge)
    sees, problems = rules.may_see_persons(request.user), challenges_for(request.user)
    found = queries.matches_for(request.user, run, sees_persons=sees, challenges=problems)
    return _answer(queries.light(found), wanted, queries.whole, run)


def _answer(rows, wanted, describe, origin):
    """Return one page of the candidates. origin: the answer or the run that found them."""
    asked = [row for row in rows if _is_wanted(row, wanted)]
    page = describe(asked[wanted.offset : wanted.offset + wanted.limit])
    return {
        "count": len(asked),
        "items": [row | {"claim": _claim(row)} for row in page],
        "abstained": origin.abstained if origin else True,
        "engine_version": origin.engine_version if origin else "",
        "index_version": origin.index_version if origin else "",
    }


def _is_wanted(row, wanted):
    return wanted.kind in {None, row["kind"]} and wanted.zone in {None, row["zone"]}


def _described(rows):
    return described([row["found"] for row in rows])


def _claim(row):
    proof = row["evidence"][0]["kind"] if row["evidence"] else ""
    return str(claim(row["kind"], row["closeness"], proof))
