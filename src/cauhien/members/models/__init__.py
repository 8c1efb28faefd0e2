"""What members and offices ask each other, and who is a member."""

from cauhien.members.models.inquiries import (
    Advice,
    Inquiry,
)

__all__ = [
    "Advice",
    "Inquiry",
]
