"""Enterprises and what is theirs, written."""

from cauhien.enterprises.actions.assessment import (
    begin_assessment,
    freeze_assessment,
    save_answers,
)
from cauhien.enterprises.actions.enterprise import describe_enterprise, register_enterprise
from cauhien.enterprises.actions.refusals import CannotDo

__all__ = [
    "CannotDo",
    "begin_assessment",
    "describe_enterprise",
    "freeze_assessment",
    "register_enterprise",
    "save_answers",
]
