"""States of questions to experts and of memberships, and who moves them."""

from cauhien.members.states.inquiries import (
    ADVICE_WAYS,
    INQUIRY_WAYS,
    Act,
    Actor,
    AdviceState,
    InquiryState,
    Way,
)

__all__ = [
    "ADVICE_WAYS",
    "INQUIRY_WAYS",
    "Act",
    "Actor",
    "AdviceState",
    "InquiryState",
    "Way",
]
