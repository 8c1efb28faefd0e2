"""What is done with questions to experts and memberships."""

from cauhien.members.actions.inquiries import (
    ANSWERS,
    MOVED,
    TOLD,
    CannotMove,
    advance,
    ask_experts,
    need,
    open_inquiry,
    tell_outcome,
)

__all__ = [
    "ANSWERS",
    "MOVED",
    "TOLD",
    "CannotMove",
    "advance",
    "ask_experts",
    "need",
    "open_inquiry",
    "tell_outcome",
]
