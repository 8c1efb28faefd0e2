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
from cauhien.review.actions.inviting import (
    INVITED,
    PURPOSE,
    VACANT,
    Offer,
    accept,
    answer_from_mail,
    declare,
    decline,
    exclude,
    invite_council,
    leave,
    let_lapse,
    place_seat,
)
from cauhien.review.actions.seats import CannotSit
from cauhien.review.actions.watching import heed_changes, recheck_council

__all__ = [
    "INVITED",
    "PURPOSE",
    "VACANT",
    "CannotForm",
    "CannotKeep",
    "CannotSit",
    "CannotWaive",
    "Offer",
    "Wish",
    "accept",
    "answer_from_mail",
    "declare",
    "decline",
    "dissolve_council",
    "exclude",
    "form_council",
    "heed_changes",
    "invite_council",
    "keep_expert",
    "leave",
    "let_lapse",
    "place_seat",
    "prove_council",
    "recheck_council",
    "set_absences",
    "waive",
]
