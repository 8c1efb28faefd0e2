"""What people enter about councils."""

from cauhien.review.forms.asking import AskForm, PlaceForm, ReasonForm
from cauhien.review.forms.experts import ExpertForm

__all__ = ["AskForm", "ExpertForm", "PlaceForm", "ReasonForm"]
