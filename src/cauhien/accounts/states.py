"""The roles that a grant gives."""

from django.db.models import TextChoices
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    OFFICER = "officer", _("department officer")
    HEAD = "head", _("head of the office")
    COORDINATOR = "coordinator", _("coordinator")
    SECRETARY = "secretary", _("scientific secretary")
    DECISION_MAKER = "decision_maker", _("decision-maker")
    EXPERT = "expert", _("expert")
    ENTERPRISE = "enterprise", _("organisation’s representative")
    PARK_MANAGER = "park_manager", _("park manager")
    LEADER = "leader", _("city leader")
    AUDITOR = "auditor", _("auditor")
    DATA_STEWARD = "data_steward", _("data steward")


# Who sees the persons that a match suggests (the person themself aside).
SEES_SUGGESTED_PERSONS = {
    Role.OFFICER,
    Role.HEAD,
    Role.COORDINATOR,
    Role.SECRETARY,
    Role.DECISION_MAKER,
    Role.AUDITOR,
}

# Who opens nothing confidential without a second factor: everybody with a role but a firm, which
# reads its own.
NEEDS_SECOND_FACTOR = set(Role) - {Role.ENTERPRISE}

# What such a role may do and no other, is to sign; who stands in for it without the power to sign
# does only what a role that does not sign could do as well.
SIGNS = {Role.HEAD, Role.DECISION_MAKER}

# Judging and auditing are asked of a person, and a firm names its own people: these stay with
# whom they were given.
DELEGABLE = set(Role) - {Role.EXPERT, Role.AUDITOR, Role.ENTERPRISE}

STANDS_IN = "delegation"  # in the session: the code of the one under which a person acts

IN_COORDINATING_OFFICE = (Role.COORDINATOR, Role.SECRETARY, Role.DATA_STEWARD)


class InvitationState(TextChoices):
    OPEN = "open", _("waits for an answer")
    ACCEPTED = "accepted", _("taken up")
    RECALLED = "recalled", _("recalled")
    EXPIRED = "expired", _("expired")


class RequestState(TextChoices):
    """How far somebody is who asks to act for a firm."""

    WAITING = "waiting", _("waits for the coordinator")
    APPROVED = "approved", _("approved")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")


# A request waits or is done.
REQUEST_TRANSITIONS = {
    RequestState.WAITING: {RequestState.APPROVED, RequestState.REFUSED, RequestState.WITHDRAWN}
}


class Letter(TextChoices):
    """What `notices` writes for accounts, which stand below it: it hears of each by an event."""

    INVITATION = "accounts.invitation", _("an invitation to a role")
    FIRM_ANSWER = "accounts.firm_answer", _("the answer to your request to act for an organisation")


# Besides one account for each role, the demonstration has the people of one illustrated call, each
# by the name in their address.
DEMONSTRATION_TEAMS = {
    "t1": _("team T1, lead"),
    "t1-edit": _("team T1, may edit"),
    "t1-view-1": _("team T1, may read (1)"),
    "t1-view-2": _("team T1, may read (2)"),
    "t2": _("team T2, lead"),
    "t3": _("team T3, lead"),
}
# So many that seven can judge the files and seven others, later, the result.
DEMONSTRATION_EXPERTS = {
    f"e{number}": format_lazy(_("expert {code}"), code=f"E{number}") for number in range(1, 17)
}
# Who has decided answers no request for review: that takes a second one.
DEMONSTRATION_OTHERS = {"decision-maker-2": _("second decision-maker")}
DEMONSTRATION_PARTS = DEMONSTRATION_OTHERS | DEMONSTRATION_TEAMS | DEMONSTRATION_EXPERTS
ROLE_OF_PART = (
    dict.fromkeys(DEMONSTRATION_OTHERS, Role.DECISION_MAKER)
    | dict.fromkeys(DEMONSTRATION_TEAMS, Role.ENTERPRISE)
    | dict.fromkeys(DEMONSTRATION_EXPERTS, Role.EXPERT)
)


def demonstration_address(code):
    """Return the address of an account of the demonstration: of a role, or of one of the parts."""
    return f"{code.replace('_', '-')}@demo.invalid"


def demonstration_label(address):
    """Return what an account of the demonstration is called, in the language being spoken."""
    code = address.partition("@")[0]
    return DEMONSTRATION_PARTS.get(code) or dict(Role.choices).get(code.replace("-", "_"), "")
