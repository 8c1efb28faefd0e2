"""The scores of councils for other programs, seen as on the pages: own before others'."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Field, Router, Schema

from cauhien.accounts.middleware import SecondFactor
from cauhien.challenges.queries import cases_for
from cauhien.review import bridge, queries, rules
from cauhien.review.states import Confidence, CouncilKind
from cauhien.ui.records import REFUSALS, Code, Refused

router = Router(tags=["councils"], auth=SecondFactor(everyone=True))
NOT_FOR_YOU = REFUSALS | {401: Refused}


class StandingRecord(Schema):
    """How one file stands by the scores, in points of 100."""

    file: str
    number: int | None
    mean: float | None
    place: int | None = Field(description="By the raw mean; equals share the best")
    interval: tuple[float, float] | None = Field(description="Of the mean, at 95 %")
    ranks: tuple[int, int] | None = Field(description="Places that the file may hold")
    adjusted: float | None = Field(description="Freed of severity; advisory")
    spread: float
    disagrees: bool
    given: int = Field(description="How many scored it")
    alike: list[str] = Field(description="Files it cannot be told apart from")


class ScoreRecord(Schema):
    criterion: int
    level: int
    points: float
    reason: str
    evidence: str
    confidence: Confidence


class ReviewRecord(Schema):
    """What one member wrote of a file; the member where you may know."""

    member: str = ""
    is_outside: bool = Field(description="From outside the council: counts in no mean, no vote")
    points: float
    scores: list[ScoreRecord]
    to_team: str
    sha256: str


@router.get(
    "/challenges/{code}/scores",
    response={200: list[StandingRecord], **NOT_FOR_YOU},
    operation_id="standings",
)
def standings(request, code: Code):
    """Show how the files of a call stand, to whoever may know: a member, once all is submitted."""
    council = _council(request, code)
    if not rules.may_see_standings(request.user, council):
        raise Http404
    said = bridge.standings(council)
    files = [one.initiative for one in queries.files_scored(council, request.user)]
    return [
        said[file.code].as_json() | {"file": file.code, "number": file.number} for file in files
    ]


@router.get(
    "/challenges/{code}/scores/{file}",
    response={200: list[ReviewRecord], **NOT_FOR_YOU},
    operation_id="reviews",
)
def reviews(request, code: Code, file: Code):
    """List the reviews of a file that you may read: others' once your own is submitted."""
    council = _council(request, code)
    found = queries.scores_of(council, request.user)
    one = next((one for one in found if one.initiative.code == file), None)
    if one is None:
        raise Http404
    sees_names = rules.may_see_names(request.user, council)
    levels = council.challenge.call.procedure.levels
    return [_review(each, levels, sees_names) for each in (*one.reviews, *one.outside)]


def _council(request, code):
    challenge = get_object_or_404(cases_for(request.user), code=code)
    council = queries.council_of(challenge, CouncilKind.SELECTION)
    if council is None:
        raise Http404
    return council


def _review(review, levels, sees_names):
    return {
        "member": str(review.seat.person) if sees_names else "",
        "is_outside": review.seat.is_outside,
        "points": queries.total(review, levels),
        "to_team": review.to_team,
        "sha256": review.sha256,
        "scores": [
            {
                "criterion": score.criterion.number,
                "points": score.points(levels),
                "level": score.level,
                "reason": score.reason,
                "evidence": score.evidence,
                "confidence": score.confidence,
            }
            for score in review.scores.all()
        ],
    }
