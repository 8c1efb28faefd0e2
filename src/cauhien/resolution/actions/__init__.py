"""Tasks of resolutions, written."""

from cauhien.resolution.actions.duties import (
    ASKED,
    DUTY,
    advance_duty,
    answer_duty,
    assign,
)
from cauhien.resolution.actions.escalating import ESCALATED, escalate_due
from cauhien.resolution.actions.linking import link_problem, unlink_problem
from cauhien.resolution.actions.plan import (
    CHANGED,
    change_plan,
    changes,
    plan_task,
    take_over_tasks,
    task_columns,
)
from cauhien.resolution.actions.refusals import CannotDo
from cauhien.resolution.actions.reporting import ANSWERED, REPORTED, answer_report, report
from cauhien.resolution.actions.sheets import compared, send_sheet, take_sheet
from cauhien.resolution.actions.stepping import write_steps
from cauhien.resolution.actions.steps import (
    STEP,
    advance,
    block,
    confirm,
    drop,
    finish,
    reopen,
    take_up,
    unblock,
)
from cauhien.resolution.actions.telling import ASSIGNED, tell_owners

__all__ = [
    "ANSWERED",
    "ASKED",
    "ASSIGNED",
    "CHANGED",
    "DUTY",
    "ESCALATED",
    "REPORTED",
    "STEP",
    "CannotDo",
    "advance",
    "advance_duty",
    "answer_duty",
    "answer_report",
    "assign",
    "block",
    "change_plan",
    "changes",
    "compared",
    "confirm",
    "drop",
    "escalate_due",
    "finish",
    "link_problem",
    "plan_task",
    "reopen",
    "report",
    "send_sheet",
    "take_over_tasks",
    "take_sheet",
    "take_up",
    "task_columns",
    "tell_owners",
    "unblock",
    "unlink_problem",
    "write_steps",
]
