"""Mechanisms, obstacles and trials, written."""

from cauhien.policies.actions.drafts import answer_comment, report_use, send_comment, write_text
from cauhien.policies.actions.facts import write_fact
from cauhien.policies.actions.obstacles import draft_for_obstacle, send_obstacle
from cauhien.policies.actions.refusals import CannotDo
from cauhien.policies.actions.rule import Written, follow_days, rule_of, write_rule
from cauhien.policies.actions.steps import advance
from cauhien.policies.actions.takeover import (
    check_rules,
    fact_columns,
    mechanism_columns,
    spread,
    take_over_facts,
    take_over_mechanisms,
)
from cauhien.policies.actions.trials import apply_for_trial, correct_trial, report_on_trial
from cauhien.policies.actions.watching import stop_watching, tell_watchers, watch

__all__ = [
    "CannotDo",
    "Written",
    "advance",
    "answer_comment",
    "apply_for_trial",
    "check_rules",
    "correct_trial",
    "draft_for_obstacle",
    "fact_columns",
    "follow_days",
    "mechanism_columns",
    "report_on_trial",
    "report_use",
    "rule_of",
    "send_comment",
    "send_obstacle",
    "spread",
    "stop_watching",
    "take_over_facts",
    "take_over_mechanisms",
    "tell_watchers",
    "watch",
    "write_fact",
    "write_rule",
    "write_text",
]
