"""Councils and what they do, written."""

from cauhien.review.actions.concluding import (
    CannotPropose,
    Line,
    conclude,
    missing_for_conclusion,
    propose,
)
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
from cauhien.review.actions.meeting import (
    MEETING,
    Agenda,
    CannotMeet,
    adjourn,
    call_meeting,
    note_discussion,
    record_attendance,
    save_minutes,
    vote,
)
from cauhien.review.actions.scores import (
    CannotReview,
    ReviewedElsewhere,
    change_review,
    submit_review,
    write_review,
)
from cauhien.review.actions.seats import CannotSit
from cauhien.review.actions.sheets import make_sheets
from cauhien.review.actions.watching import heed_changes, recheck_council

__all__ = [
    "INVITED",
    "MEETING",
    "PURPOSE",
    "VACANT",
    "Agenda",
    "CannotForm",
    "CannotKeep",
    "CannotMeet",
    "CannotPropose",
    "CannotReview",
    "CannotSit",
    "CannotWaive",
    "Line",
    "Offer",
    "ReviewedElsewhere",
    "Wish",
    "accept",
    "adjourn",
    "answer_from_mail",
    "call_meeting",
    "change_review",
    "conclude",
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
    "make_sheets",
    "missing_for_conclusion",
    "note_discussion",
    "place_seat",
    "propose",
    "prove_council",
    "recheck_council",
    "record_attendance",
    "save_minutes",
    "set_absences",
    "submit_review",
    "vote",
    "waive",
    "write_review",
]
