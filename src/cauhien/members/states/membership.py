"""The states of a membership of the network, and who moves it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cauhien.members.states.ways import Actor, Way


class MembershipState(TextChoices):
    PROPOSED = "proposed", _("waits for the person to agree")
    WAITING = "waiting", _("waits for the managing office")
    MEMBER = "member", _("member of the network")
    REFUSED = "refused", _("not accepted")
    DECLINED = "declined", _("declined by the person")
    ENDED = "ended", _("ended")


class MemberAct(TextChoices):
    """What people do, as the log says it."""

    PROPOSE = "member_propose", _("nominated by an office")
    APPLY = "member_apply", _("nominated themself")
    AGREE = "member_agree", _("agreed to the nomination")
    DECLINE = "member_decline", _("declined the nomination")
    ACCEPT = "member_accept", _("accepted as a member, for a term")
    REFUSE = "member_refuse", _("not accepted as a member")
    RENEW = "member_renew", _("term of a member renewed")
    END = "member_end", _("membership ended by the managing office")
    RESIGN = "member_resign", _("membership given back by the person")
    EXPIRE = "member_expire", _("term of a member over")
    CERTIFY = "member_certify", _("certificate of contributions made")


class Measure(TextChoices):
    """What a rule of standing counts of a person."""

    FIELDS = "fields", _("fields of expertise declared with evidence")
    WORKS = "works", _("works in this register")
    PROJECTS_LED = "projects_led", _("projects led, in this register")
    ANSWERS = "answers", _("questions of offices answered, with thanks")


OPEN_MEMBERSHIPS = (
    MembershipState.PROPOSED,
    MembershipState.WAITING,
    MembershipState.MEMBER,
)
_S, _A, _BY = MembershipState, MemberAct, Actor

MEMBERSHIP_WAYS = (
    Way(_A.PROPOSE, None, _S.PROPOSED, _BY.OFFICE, "", _BY.EXPERT),
    Way(_A.APPLY, None, _S.WAITING, _BY.EXPERT),
    Way(_A.AGREE, _S.PROPOSED, _S.WAITING, _BY.EXPERT, "", _BY.OFFICE),
    Way(_A.DECLINE, _S.PROPOSED, _S.DECLINED, _BY.EXPERT, "ending", _BY.OFFICE),
    Way(_A.ACCEPT, _S.WAITING, _S.MEMBER, _BY.MANAGER, "decision", _BY.EXPERT),
    Way(_A.REFUSE, _S.WAITING, _S.REFUSED, _BY.MANAGER, "decision", _BY.EXPERT),
    Way(_A.DECLINE, _S.WAITING, _S.DECLINED, _BY.EXPERT, "ending", _BY.OFFICE),
    Way(_A.RENEW, _S.MEMBER, _S.MEMBER, _BY.MANAGER, "decision", _BY.EXPERT),
    Way(_A.END, _S.MEMBER, _S.ENDED, _BY.MANAGER, "ending", _BY.EXPERT),
    Way(_A.RESIGN, _S.MEMBER, _S.ENDED, _BY.EXPERT, "ending", _BY.OFFICE),
    Way(_A.EXPIRE, _S.MEMBER, _S.ENDED, _BY.SYSTEM, "", _BY.EXPERT),
)
