"""A match of a text, and what was found for a problem, as JSON; visible as on the pages."""

from functools import partial
from typing import Annotated, Literal

from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from ninja import Field, Query, Router, Schema, Status
from ninja.security import SessionAuth

from cauhien.challenges.queries import challenges_for
from cauhien.enterprises.queries import needs_for
from cauhien.matching import queries
from cauhien.matching.actions import runs
from cauhien.matching.actions.enterprises import THINGS
from cauhien.matching.bridge.evidence import described
from cauhien.matching.forms import LONGEST, MATCHES, PROBLEMS
from cauhien.matching.states import Kind, claim
from cauhien.matching.subjects import url_of
from cauhien.network.queries import technologies_for
from cauhien.organisations.states import Zone
from cauhien.ui.records import REFUSALS, BothLanguages, Code, Limit, Offset, Page, Refused

router = Router(tags=["match"])


class SignedIn(SessionAuth):
    """The session of the site, with its CSRF token; who has none is told to sign in first."""

    def __call__(self, request):
        return super().__call__(request) if request.user.is_authenticated else None


class Proof(Schema):
    """A text that speaks for a candidate."""

    kind: str
    code: str
    url: str = Field(description="The page of the text, from the root of the site")
    title: BothLanguages
    passage: str = Field(description="The sentence that says most of what was asked")
    year: int | None
    share: float = Field(description="Its part of the candidate's score, 0 to 1")
    words: list[str] = Field(description="The words that matched, as they are written")


class Candidate(Schema):
    """Who or what is close, and why."""

    kind: Kind | Literal["technology_need"]
    code: str
    url: str = Field(description="The page of the candidate, from the root of the site")
    title: BothLanguages
    holder: BothLanguages = Field(description="Whom to ask; never a person")
    zone: Zone
    score: float = Field(description="Comparable within one answer only")
    closeness: Literal["close", "related", "distant"]
    claim: str = Field(description="How close and by what, as a sentence")
    evidence: list[Proof]


class Candidates(Page[Candidate]):
    """One page of the candidates that the reader may see: nearest places first, problems last."""

    abstained: bool = Field(description="Nobody and nothing is close; these came nearest")
    engine_version: str
    index_version: str


class Text(Schema):
    """What somebody looks for; it is not kept."""

    text: str = Field(max_length=LONGEST, description="Vietnamese or English")
    title: str = Field("", max_length=1000)


class Wanted(Schema):
    kind: Kind | None = None
    zone: Zone | None = None


@router.post(
    "/match",
    auth=SignedIn(),
    throttle=MATCHES,
    response={200: Candidates, **dict.fromkeys((400, 401, 403, 409), Refused), **REFUSALS},
    operation_id="match",
)
def match(
    request,
    asked: Text,
    wanted: Annotated[Wanted, Query()],
    limit: Limit = 20,
    offset: Offset = 0,
):
    """Find who and what is close to a text, for whoever is signed in."""
    try:
        answer = runs.ask(title=asked.title, text=asked.text, at=now())
    except runs.CannotMatch as refusal:
        status = 409 if refusal.is_ours else 422
        return Status(status, {"detail": str(refusal)})
    rows = queries.light_found(queries.visible_found(request.user, answer.candidates))
    return _page(rows, wanted, (limit, offset), partial(_described, answer.asked)) | _origin(answer)


@router.get(
    "/challenges/{code}/matches",
    response={200: Candidates, **REFUSALS},
    operation_id="matches",
)
def matches(
    request,
    code: Code,
    wanted: Annotated[Wanted, Query()],
    limit: Limit = 20,
    offset: Offset = 0,
):
    """List who and what is close to a problem, as it was matched last."""
    challenge = get_object_or_404(challenges_for(request.user), code=code)
    run = queries.newest_run(challenge)
    rows = queries.light(queries.matches_for(request.user, run))
    return _page(rows, wanted, (limit, offset), queries.whole) | _origin(run)


@router.get(
    "/technologies/{code}/problems",
    throttle=PROBLEMS,
    response={200: Candidates, 409: Refused, **REFUSALS},
    operation_id="problems_of_technology",
)
def problems_of_technology(request, code: Code, limit: Limit = 20, offset: Offset = 0):
    """List the problems of the city that a technology may help to solve, the closest first."""
    return _close_to_technology(request, code, "problem", (limit, offset))


@router.get(
    "/technologies/{code}/needs",
    throttle=PROBLEMS,
    response={200: Candidates, 409: Refused, **REFUSALS},
    operation_id="needs_of_technology",
)
def needs_of_technology(request, code: Code, limit: Limit = 20, offset: Offset = 0):
    """List what enterprises need and a technology may help with, the closest first."""
    return _close_to_technology(request, code, "need", (limit, offset))


@router.get(
    "/technology-needs/{code}/help",
    throttle=MATCHES,
    response={200: Candidates, 409: Refused, **REFUSALS},
    operation_id="help_with_technology_need",
)
def help_with_technology_need(request, code: Code, limit: Limit = 20, offset: Offset = 0):
    """List technologies, laboratories and organisations that may help with a need; no persons."""
    need = get_object_or_404(needs_for(request.user), code=code)
    return _close_to(request, (need.title_vi, need.description_vi), THINGS, (limit, offset))


def _close_to_technology(request, code, kind, part):
    technology = get_object_or_404(technologies_for(request.user), code=code)
    title = technology.name_vi or technology.name_en
    text = technology.summary_vi or technology.summary_en
    return _close_to(request, (title, text), (kind,), part)


def _close_to(request, said, kinds, part):
    title, text = said
    try:
        answer = runs.ask(title=title, text=text, at=now(), kinds=kinds)
    except runs.CannotMatch as refusal:
        return Status(409, {"detail": str(refusal)})
    rows = queries.light_found(queries.visible_found(request.user, answer.candidates))
    return _page(rows, Wanted(), part, partial(_described, answer.asked)) | _origin(answer)


def _page(rows, wanted, part, describe):
    asked = [row for row in rows if _is_wanted(row, wanted)]
    limit, offset = part
    shown = describe(asked[offset : offset + limit])
    return {
        "count": len(asked),
        "limit": limit,
        "offset": offset,
        "items": [_candidate(row) for row in shown],
    }


def _origin(found):
    """Return how something was found. found: an answer, or a run (None: not matched yet)."""
    return {
        "abstained": found.abstained if found else True,
        "engine_version": found.engine_version if found else "",
        "index_version": found.index_version if found else "",
    }


def _candidate(row):
    proof = row["evidence"][0]["kind"] if row["evidence"] else ""
    return row | {
        "url": url_of(row["kind"], row["code"]),
        "title": _both(row, "title"),
        "holder": _both(row, "holder"),
        "claim": str(claim(row["kind"], row["closeness"], proof)),
        "evidence": [_proof(one) for one in row["evidence"]],
    }


def _proof(row):
    return row | {"url": url_of(row["kind"], row["code"]), "title": _both(row, "title")}


def _both(row, name):
    return {language: row[f"{name}_{language}"] for language in ("vi", "en")}


def _is_wanted(row, wanted):
    return wanted.kind in {None, row["kind"]} and wanted.zone in {None, row["zone"]}


def _described(asked, rows):
    return described([row["found"] for row in rows], asked)
