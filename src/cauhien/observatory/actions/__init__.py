"""The observatory, written."""

from cauhien.observatory.actions.drawing import draw_units
from cauhien.observatory.actions.frames import (
    Change,
    compute_all,
    compute_frame,
    edit_fork,
    fork_frame,
    vary,
)
from cauhien.observatory.actions.goals import issue_all, score_all

__all__ = [
    "Change",
    "compute_all",
    "compute_frame",
    "draw_units",
    "edit_fork",
    "fork_frame",
    "issue_all",
    "score_all",
    "vary",
]
