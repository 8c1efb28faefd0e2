"""What teams and handlers are told of decisions and requests for review."""

from django.urls import reverse
from django.utils.timezone import localdate

from cauhien.accounts.queries import holders
from cauhien.accounts.states import Role
from cauhien.notices.actions import tell
from cauhien.review.queries import decision as decisions

DECIDED, ASKED, ANSWERED = "review.decided", "review.asked", "review.answered"
INITIATIVE = "initiative"


def tell_teams(decision, said, people, at):
    """Tell a team what was decided on its file, with the reason for each criterion."""
    criteria = decisions.criteria_of(decision.challenge)
    reasons = [
        {
            "name_vi": one.name_vi,
            "name_en": one.name_en,
            "vi": said.reason(one.number),
            "en": said.reason(one.number, "en"),
        }
        for one in criteria
    ]
    facts = {
        "outcome": said.outcome,
        "reserve_place": said.reserve_place,
        "until": decision.requests_until_on.isoformat(),
        "reasons": reasons,
    }
    _tell(people, DECIDED, decision.challenge, at, facts, (INITIATIVE, said.initiative.code))


def tell_of_request(request, at):
    """Tell who may answer that a request came in, and the coordinators."""
    challenge = request.decision.challenge
    day = localdate(at)
    people = [*holders(Role.DECISION_MAKER, on=day), *holders(Role.COORDINATOR, on=day)]
    people = [one for one in people if one != request.decision.signed_by]
    facts = {"number": request.number}
    _tell(people, ASKED, challenge, at, facts, (decisions.CHALLENGE, challenge.code))


def tell_of_answer(request, at):
    """Tell the team what became of its request."""
    initiative = request.initiative
    members = initiative.members.filter(left_at=None).select_related("user")
    people = [one.user for one in members if one.user]
    facts = {
        "number": request.number,
        "state": request.state,
        "vi": request.answer_vi,
        "en": request.answer_en,
        "by": request.answer_by_on.isoformat() if request.answer_by_on else "",
    }
    subject = (INITIATIVE, initiative.code)
    _tell(people, ANSWERED, request.decision.challenge, at, facts, subject)


def _tell(people, kind, challenge, at, facts, subject):
    titles = {"title_vi": challenge.title_vi, "title_en": challenge.title_en}
    url = reverse("review:decision", args=[challenge.code])
    tell(users=people, kind=kind, subject=subject, at=at, url=url, parameters=facts | titles)
