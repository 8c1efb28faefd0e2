"""What one user reads of a signed decision: results, reasons, titles, scores, requests."""

from dataclasses import dataclass

from django.db.models import BooleanField, ExpressionWrapper, OuterRef, Subquery, Value
from django.db.models.functions import Concat

from cauhien.accounts.queries import holders
from cauhien.accounts.rules import holds_role
from cauhien.challenges.models import Challenge, Initiative
from cauhien.challenges.queries import challenges_for
from cauhien.challenges.rules.initiative import may_lead, membership, seen
from cauhien.challenges.states import Act, InitiativeState, Part, State
from cauhien.core.models import AuditLine
from cauhien.review import rules
from cauhien.review.models import Conclusion, Decision, ReviewRequest
from cauhien.review.queries import decision as decisions
from cauhien.review.states import RequestState


@dataclass(frozen=True)
class ShownFile:
    """One file of a decision, as far as a user reads of it.

    team: "" where it stays unnamed. reasons: (criterion, Vietnamese, English). conclusion: what
    the council recommended, with its scores; None to whom these are not shown.
    """

    initiative: Initiative
    said: decisions.Said
    is_titled: bool
    is_own: bool
    team: str
    reasons: tuple
    conclusion: Conclusion | None


@dataclass(frozen=True)
class ShownDecision:
    decision: Decision
    files: tuple


@dataclass(frozen=True)
class ShownRequest:
    """A request for review. sees_text: whether the user reads what the team wrote."""

    request: ReviewRequest
    is_own: bool
    sees_text: bool
    may_handle: bool


def shown_decisions(user, challenge):
    """Return the ShownDecision of all that was signed on a call, the newest first."""
    signed = decisions.with_lines(decisions.signed_decisions(challenge))
    if not signed:
        return []
    is_titled = ExpressionWrapper(seen(user, Part.SUMMARY), BooleanField())
    found = decisions.files_with_teams(challenge).annotate(is_titled=is_titled)
    files = {one.pk: one for one in found}
    for line in (line for one in signed for line in one.lines_read):
        line.initiative = files[line.initiative_id]
        line.initiative.challenge = challenge
    sight = Sight(
        user=user,
        sees_all=rules.may_see_reasons(user, challenge),
        criteria=tuple(decisions.criteria_of(challenge)),
    )
    return [
        ShownDecision(
            one, tuple(sight.file(files[line.initiative_id], line) for line in _ordered(one, files))
        )
        for one in signed
    ]


def shown_requests(user, challenge, shown):
    """Return the ShownRequest of each request that the user knows of: own, staff, or answered.

    shown: the ShownDecisions of the call, whose files are known.
    """
    sees_all = rules.may_see_reasons(user, challenge)
    own = {file.initiative.pk for one in shown for file in one.files if file.is_own}
    found = []
    for one in decisions.requests_of(challenge):
        one.decision.challenge, is_own = challenge, one.initiative_id in own
        if is_own or sees_all or not decisions.is_waiting(one):
            may = decisions.is_waiting(one) and rules.may_handle(user, one)
            found.append(ShownRequest(one, is_own, is_own or sees_all, may))
    return found


def own_file(user, challenge):
    """Return the file of a call whose team the user leads, None where there is none."""
    files = decisions.files_with_teams(challenge).filter(members__user=user)
    return next((one for one in files.distinct() if may_lead(user, one)), None)


def requests_to_handle(user):
    """Return the requests for review that wait for somebody of this role."""
    if not holds_role(user, *rules.DECIDES):
        return ReviewRequest.objects.none()
    waiting = ReviewRequest.objects.filter(
        state__in=(RequestState.SENT, RequestState.IN_HANDLING)
    ).select_related("decision__challenge")
    return waiting.order_by("sent_at")


def requests_sent(user):
    """Return the requests for review that nobody has taken up, for whoever sees to a handler."""
    if not holds_role(user, *rules.RUNS_COUNCILS):
        return ReviewRequest.objects.none()
    sent = ReviewRequest.objects.filter(state=RequestState.SENT)
    return sent.select_related("decision__challenge").order_by("sent_at")


def has_handler(request, on):
    """Return whether any decision-maker may answer a request for review, on a day."""
    deciding = [user for role in rules.DECIDES for user in holders(role, on=on)]
    for user in deciding:
        user.day = on
    return any(rules.may_handle(user, request) for user in deciding)


def cases_to_decide(user):
    """Return the problems that wait for the decision of this role, with `recommended_at`."""
    if not holds_role(user, *rules.DECIDES):
        return Challenge.objects.none()
    lines = AuditLine.objects.filter(
        chain=Concat(Value("challenge:"), OuterRef("code")), act=Act.RECOMMEND
    )
    newest = lines.order_by("-number").values("at")[:1]
    waiting = challenges_for(user).filter(state=State.RECOMMENDED)
    return waiting.annotate(recommended_at=Subquery(newest)).order_by("id")


def cases_to_take_up_again(user):
    """Return the decided problems of which a team has left, for this role."""
    if not holds_role(user, *rules.DECIDES):
        return Challenge.objects.none()
    left = Initiative.objects.filter(state=InitiativeState.WITHDRAWN).values("challenge")
    return challenges_for(user).filter(state=State.DECIDED, pk__in=left).order_by("id")


def reserve_to_take(user, challenge):
    """Return the line of the next file in reserve, None where this user cannot take it."""
    following = decisions.next_in_reserve(decisions.standing_lines(challenge).values())
    return following if following and rules.may_decide_again(user, challenge) else None


@dataclass(frozen=True)
class Sight:
    """What one user sees of the files of one call; a file `is_titled` whose title they read."""

    user: object
    sees_all: bool
    criteria: tuple

    def file(self, initiative, line):
        said = decisions.said_of(initiative, line)
        is_own = membership(self.user, initiative) is not None
        is_titled = is_own or self.sees_all or initiative.is_titled
        is_named = is_own or initiative.is_titled
        return ShownFile(
            initiative=initiative,
            said=said,
            is_titled=is_titled,
            is_own=is_own,
            team=decisions.team_name(initiative) if is_named else "",
            reasons=tuple(
                (one, said.reason(one.number), said.reason(one.number, "en"))
                for one in self.criteria
            ),
            conclusion=decisions.conclusion_of(initiative) if is_own or self.sees_all else None,
        )


def _ordered(decision, files):
    order = {pk: place for place, pk in enumerate(files)}
    return sorted(decision.lines_read, key=lambda line: order[line.initiative_id])
