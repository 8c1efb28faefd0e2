"""What people write to experts and about members."""

from cauhien.members.forms.inquiries import (
    LONGEST,
    ChoiceForm,
    InquiryForm,
    Refusable,
    WordsForm,
)

__all__ = [
    "LONGEST",
    "ChoiceForm",
    "InquiryForm",
    "Refusable",
    "WordsForm",
]
