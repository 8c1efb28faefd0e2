"""Who decides on a call, reads the reasons, asks for a review and answers it."""

from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import localdate

from cauhien.accounts.rules import holds_role
from cauhien.challenges.rules import deeds_in, is_own, way_for
from cauhien.challenges.rules.initiative import may_lead
from cauhien.challenges.states import Act, InitiativeState, State
from cauhien.challenges.states import Outcome as Ending
from cauhien.review.models import Council, Decision, ReviewRequest
from cauhien.review.rules.parts import (
    DECIDES,
    SEES_COUNCILS,
    has_one_part,
    judges,
    runs,
    stands_apart,
)
from cauhien.review.states import (
    DecisionAct,
)

# A request for review is heard as long as nothing has come of what was decided.
UNDER_DECISION = (State.DECIDED, State.PILOT)
DECIDED_ON = (InitiativeState.SELECTED, InitiativeState.NOT_SELECTED, InitiativeState.PILOT)
# The decision stands; of a problem that was closed, where one was signed.
AFTER_DECISION = (State.DECIDED, State.PILOT, State.ACCEPTANCE)


def may_decide(user, challenge):
    """The decision-maker, once the council has recommended; nobody who sat on it."""
    return challenge.state == State.RECOMMENDED and _decides(user, challenge, State.DECIDED)


def may_send_back(user, challenge):
    recommended = challenge.state == State.RECOMMENDED
    return recommended and _decides(user, challenge, State.IN_REVIEW, act=Act.SEND_BACK)


def may_decide_again(user, challenge):
    """Take the next of the reserve list, or change what was decided, before a pilot begins."""
    return _decides(user, challenge, State.DECIDED, act=Act.DECIDE_AGAIN)


def may_end_without(user, challenge):
    return _decides(user, challenge, State.CLOSED, outcome=Ending.NONE_CHOSEN)


def may_see_reasons(user, challenge):
    """Return whether the user reads the title of each file beside the reasons.

    The staff of the case, the office of the problem, and whoever judged the files.
    """
    if not user.is_authenticated or not stands_apart(user, challenge):
        return False
    return holds_role(user, *SEES_COUNCILS) or is_own(user, challenge) or judges(user, challenge)


def may_ask_for_review(user, initiative, decision, at):
    """Who leads a team that was decided on, until the last day, once for each decision."""
    if decision is None or initiative.state not in DECIDED_ON or not may_lead(user, initiative):
        return False
    if initiative.challenge.state not in UNDER_DECISION:
        return False
    is_late = localdate(at) > decision.requests_until_on
    asked = ReviewRequest.objects.filter(decision=decision, initiative=initiative)
    return not is_late and not asked.exists()


def may_handle(user, request):
    """A decision-maker who neither signed a decision in the case, nor acts for who did, nor sat."""
    challenge = request.decision.challenge
    if request.handled_by_id not in (None, user.pk) or not runs(user, challenge, DECIDES):
        return False
    return all(act != DecisionAct.SIGN for act, _by, _behalf in deeds_in(user, challenge))


def _decides(user, challenge, to, **how):
    way = way_for(user, challenge, to, **how)
    return way is not None and has_one_part(user, challenge)


def decided():
    """Return the condition under which the decision on the call of a council stands."""
    signed = Decision.objects.filter(challenge=OuterRef("challenge")).exclude(signed_at=None)
    return Q(challenge__state__in=AFTER_DECISION) | Q(Exists(signed), challenge__state=State.CLOSED)


def is_decided(council):
    return Council.objects.filter(decided(), pk=council.pk).exists()
