"""A team is told of what is done with its file; never of a verdict that is not signed."""

from cauhien.accounts.models import User
from cauhien.challenges.queries.initiative import KIND
from cauhien.challenges.states import InitiativeAct
from cauhien.core.calendar import end_of
from cauhien.notices.actions import tell

STEP, ASKED = "challenges.file_step", "challenges.file_asked"
TOLD = {
    InitiativeAct.ASK_FIX: ASKED,
    InitiativeAct.LET_LAPSE: STEP,
    InitiativeAct.FIND_ELIGIBLE: STEP,
    InitiativeAct.FIND_NOT_ELIGIBLE: STEP,
    InitiativeAct.WITHDRAW: STEP,
    InitiativeAct.ANSWER_REQUEST: STEP,
}


def tell_team(initiative, act, *, by, at, reason="", due_on=None):
    """Tell everybody in a team, but who did it, of an act; acts that are not TOLD tell nobody.

    Whoever decides on a call tells the teams of it, with the reasons for each criterion.
    """
    if act not in TOLD:
        return
    tell(
        users=people_of(initiative).exclude(pk=by.pk if by else None),
        kind=TOLD[act],
        subject=(KIND, initiative.code),
        at=at,
        parameters={
            "act": act,
            "reason": reason,
            "title_vi": initiative.challenge.title_vi,
            "title_en": initiative.challenge.title_en,
        },
        due_at=end_of(due_on) if due_on else None,
    )


def people_of(initiative):
    """Return the accounts in a team."""
    places = initiative.members.filter(left_at=None)
    return User.objects.filter(pk__in=places.values("user"))
