"""What people enter about councils."""

from cauhien.review.forms.asking import AskForm, PlaceForm, ReasonForm, RemoveForm
from cauhien.review.forms.experts import AwayForm, ExpertForm
from cauhien.review.forms.inviting import AnswerForm, DeclareForm, InviteForm

__all__ = [
    "AnswerForm",
    "AskForm",
    "AwayForm",
    "DeclareForm",
    "ExpertForm",
    "InviteForm",
    "PlaceForm",
    "ReasonForm",
    "RemoveForm",
]
