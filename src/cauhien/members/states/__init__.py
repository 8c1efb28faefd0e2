"""States of questions to experts and of memberships, and who moves them."""

from cauhien.members.states.deeds import Deed, Done, deeds, register_deed
from cauhien.members.states.inquiries import (
    ADVICE_WAYS,
    INQUIRY_WAYS,
    MOST_OF_ENTERPRISE,
    WITHIN,
    Act,
    AdviceState,
    InquiryState,
)
from cauhien.members.states.membership import (
    MEMBERSHIP_WAYS,
    OPEN_MEMBERSHIPS,
    Measure,
    MemberAct,
    MembershipState,
)
from cauhien.members.states.ways import (
    Actor,
    Way,
)

__all__ = [
    "ADVICE_WAYS",
    "INQUIRY_WAYS",
    "MEMBERSHIP_WAYS",
    "MOST_OF_ENTERPRISE",
    "OPEN_MEMBERSHIPS",
    "WITHIN",
    "Act",
    "Actor",
    "AdviceState",
    "Deed",
    "Done",
    "InquiryState",
    "Measure",
    "MemberAct",
    "MembershipState",
    "Way",
    "deeds",
    "register_deed",
]
