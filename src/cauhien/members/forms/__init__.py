"""What people write to experts and about members."""

from cauhien.members.forms.certificates import NumberForm
from cauhien.members.forms.inquiries import (
    ChoiceForm,
    InquiryForm,
    Refusable,
    WordsForm,
)
from cauhien.members.forms.membership import (
    AcceptForm,
    NominateForm,
    RenewForm,
)

__all__ = [
    "AcceptForm",
    "ChoiceForm",
    "InquiryForm",
    "NominateForm",
    "NumberForm",
    "Refusable",
    "RenewForm",
    "WordsForm",
]
