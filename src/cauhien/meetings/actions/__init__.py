"""Members are called together; they answer, meet, and what was said is written down."""

from cauhien.meetings.actions.calling import (
    Written,
    call,
    change_meeting,
    choose,
    plan_meeting,
    recall,
)
from cauhien.meetings.actions.holding import (
    PURPOSE,
    Minutes,
    answer_from_mail,
    confirm_minutes,
    write_minutes,
)
from cauhien.meetings.actions.steps import ANSWERED, CALLED, MOVED, CannotMove, advance

__all__ = [
    "ANSWERED",
    "CALLED",
    "MOVED",
    "PURPOSE",
    "CannotMove",
    "Minutes",
    "Written",
    "advance",
    "answer_from_mail",
    "call",
    "change_meeting",
    "choose",
    "confirm_minutes",
    "plan_meeting",
    "recall",
    "write_minutes",
]
