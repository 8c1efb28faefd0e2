"""Questions to experts, and who is a member of the network."""

from cauhien.members.models.certificates import Certificate
from cauhien.members.models.inquiries import (
    Advice,
    Inquiry,
)
from cauhien.members.models.membership import (
    Membership,
)

__all__ = [
    "Advice",
    "Certificate",
    "Inquiry",
    "Membership",
]
