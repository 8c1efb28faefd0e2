"""Pilots, written."""

from cauhien.pilots.actions.ending import (
    conclude,
    continue_pilot,
    follow_up,
    stop_pilot,
    sum_up,
    vote,
)
from cauhien.pilots.actions.plan import (
    PlannedMilestone,
    begin_pilot,
    begin_plan,
    let_begin,
    plan_content,
    save_plan,
)
from cauhien.pilots.actions.refusals import CannotDo, SavedElsewhere
from cauhien.pilots.actions.running import (
    Evidence,
    answer_report,
    answer_value,
    measure,
    pay,
    report_milestone,
)

__all__ = [
    "CannotDo",
    "Evidence",
    "PlannedMilestone",
    "SavedElsewhere",
    "answer_report",
    "answer_value",
    "begin_pilot",
    "begin_plan",
    "conclude",
    "continue_pilot",
    "follow_up",
    "let_begin",
    "measure",
    "pay",
    "plan_content",
    "report_milestone",
    "save_plan",
    "stop_pilot",
    "sum_up",
    "vote",
]
