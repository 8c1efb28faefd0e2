"""Councils and what they do, written."""

from cauhien.review.actions.conflicts import CannotWaive, waive
from cauhien.review.actions.experts import CannotKeep, keep_expert, set_absences
from cauhien.review.actions.forming import (
    CannotForm,
    Wish,
    dissolve_council,
    form_council,
    prove_council,
)
from cauhien.review.actions.placing import place_seat

__all__ = [
    "CannotForm",
    "CannotKeep",
    "CannotWaive",
    "Wish",
    "dissolve_council",
    "form_council",
    "keep_expert",
    "place_seat",
    "prove_council",
    "set_absences",
    "waive",
]
