"""What is done with questions to experts and memberships."""

from cauhien.members.actions.certificates import certify
from cauhien.members.actions.inquiries import (
    ask_experts,
    open_inquiry,
    tell_outcome,
)
from cauhien.members.actions.membership import (
    accept,
    expire,
    forget_who_left,
    nominate,
    renew,
)
from cauhien.members.actions.steps import (
    MEMBER_MOVED,
    MOVED,
    TOLD,
    CannotMove,
    advance,
)

__all__ = [
    "MEMBER_MOVED",
    "MOVED",
    "TOLD",
    "CannotMove",
    "accept",
    "advance",
    "ask_experts",
    "certify",
    "expire",
    "forget_who_left",
    "nominate",
    "open_inquiry",
    "renew",
    "tell_outcome",
]
