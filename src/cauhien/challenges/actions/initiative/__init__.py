"""Files that teams send, written."""

from cauhien.challenges.actions.initiative.access import bar_access, end_access, grant_access
from cauhien.challenges.actions.initiative.drafts import (
    CannotStart,
    CannotWrite,
    WrittenElsewhere,
    start_initiative,
    write_initiative,
)
from cauhien.challenges.actions.initiative.steps import CannotMoveFile, advance_initiative

__all__ = [
    "CannotMoveFile",
    "CannotStart",
    "CannotWrite",
    "WrittenElsewhere",
    "advance_initiative",
    "bar_access",
    "end_access",
    "grant_access",
    "start_initiative",
    "write_initiative",
]
