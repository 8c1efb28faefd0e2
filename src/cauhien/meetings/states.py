"""The states of a meeting of members and of an invitation to it, and who moves them."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MeetingState(TextChoices):
    PLANNED = "planned", _("being prepared")
    CALLED = "called", _("invitations sent")
    MINUTED = "minuted", _("minutes written, to be confirmed")
    CONFIRMED = "confirmed", _("minutes confirmed")
    CANCELLED = "cancelled", _("cancelled")


class InvitationState(TextChoices):
    CHOSEN = "chosen", _("chosen, not told yet")
    INVITED = "invited", _("has not answered")
    COMES = "comes", _("comes")
    MAY_COME = "may_come", _("may come")
    STAYS_AWAY = "stays_away", _("does not come")
    RECALLED = "recalled", _("no longer invited")


# They read what the invited read.
INVITED = (
    InvitationState.INVITED,
    InvitationState.COMES,
    InvitationState.MAY_COME,
    InvitationState.STAYS_AWAY,
)


class Actor(TextChoices):
    """Who does it; `rules.IS_ACTOR` says who that is."""

    OFFICE = "office", _("the office that invites")
    MEMBER = "member", _("who is invited")


class Guard(TextChoices):
    """What must hold besides; `rules.HOLDS` checks it."""

    AHEAD = "ahead", _("invitations are sent and the meeting has not begun")
    BEGUN = "begun", _("the meeting has begun")
    MINUTED = "minuted", _("minutes are written and not confirmed")


class Act(TextChoices):
    """What people do, as the log says it."""

    PLAN = "meeting_plan", _("meeting prepared")
    CHANGE = "meeting_change", _("meeting changed")
    CALL = "meeting_call", _("invitations to the meeting sent")
    CANCEL = "meeting_cancel", _("meeting cancelled")
    MINUTE = "meeting_minute", _("minutes of the meeting written")
    CONFIRM = "meeting_confirm", _("minutes of the meeting confirmed")
    CHOOSE = "invitation_choose", _("member chosen for the meeting")
    INVITE = "invitation_send", _("member invited to the meeting")
    COME = "invitation_come", _("invitation answered: comes")
    MAY_COME = "invitation_may_come", _("invitation answered: may come")
    STAY_AWAY = "invitation_stay_away", _("invitation answered: does not come")
    RECALL = "invitation_recall", _("member no longer invited")
    REMARK = "invitation_remark", _("remark on the minutes")


@dataclass(frozen=True)
class Way:
    """One row of a table. source: None where it begins. column: where the words are kept that
    must be written, empty where none are. tells: who gets a notice.
    """

    act: Act
    source: str | None
    target: str
    actor: Actor
    column: str = ""
    tells: Actor | None = None
    guard: Guard | None = None


_M, _I, _A, _BY = MeetingState, InvitationState, Act, Actor
ANSWERS = {_A.COME: _I.COMES, _A.MAY_COME: _I.MAY_COME, _A.STAY_AWAY: _I.STAYS_AWAY}

MEETING_WAYS = (
    Way(_A.PLAN, None, _M.PLANNED, _BY.OFFICE),
    Way(_A.CHANGE, _M.PLANNED, _M.PLANNED, _BY.OFFICE),
    Way(_A.CHANGE, _M.CALLED, _M.CALLED, _BY.OFFICE),
    Way(_A.CALL, _M.PLANNED, _M.CALLED, _BY.OFFICE),
    Way(_A.CANCEL, _M.PLANNED, _M.CANCELLED, _BY.OFFICE, "why_cancelled"),
    Way(_A.CANCEL, _M.CALLED, _M.CANCELLED, _BY.OFFICE, "why_cancelled", _BY.MEMBER),
    Way(_A.MINUTE, _M.CALLED, _M.MINUTED, _BY.OFFICE, "", _BY.MEMBER, Guard.BEGUN),
    Way(_A.MINUTE, _M.MINUTED, _M.MINUTED, _BY.OFFICE, "", _BY.MEMBER),
    Way(_A.CONFIRM, _M.MINUTED, _M.CONFIRMED, _BY.OFFICE, "", _BY.MEMBER),
)
INVITATION_WAYS = (
    Way(_A.CHOOSE, None, _I.CHOSEN, _BY.OFFICE),
    Way(_A.CHOOSE, _I.RECALLED, _I.CHOSEN, _BY.OFFICE),
    Way(_A.INVITE, _I.CHOSEN, _I.INVITED, _BY.OFFICE),
    *(Way(_A.INVITE, source, _I.INVITED, _BY.OFFICE) for source in INVITED),
    *(
        Way(act, source, target, _BY.MEMBER, "", _BY.OFFICE, Guard.AHEAD)
        for act, target in ANSWERS.items()
        for source in INVITED
        if source != target
    ),
    Way(_A.RECALL, _I.CHOSEN, _I.RECALLED, _BY.OFFICE),
    *(
        Way(_A.RECALL, source, _I.RECALLED, _BY.OFFICE, "", _BY.MEMBER, Guard.AHEAD)
        for source in INVITED
    ),
    *(
        Way(_A.REMARK, source, source, _BY.MEMBER, "remark", _BY.OFFICE, Guard.MINUTED)
        for source in INVITED
    ),
)
