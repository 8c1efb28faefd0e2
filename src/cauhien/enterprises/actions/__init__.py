"""Enterprises and what is theirs, written."""

from cauhien.enterprises.actions.assessment import (
    begin_assessment,
    freeze_assessment,
    save_answers,
)
from cauhien.enterprises.actions.deals import (
    agree_to_step,
    begin_deal,
    decline_step,
    end_deal,
    propose_step,
)
from cauhien.enterprises.actions.enterprise import describe_enterprise, register_enterprise
from cauhien.enterprises.actions.needs import move_need, write_need
from cauhien.enterprises.actions.offers import (
    WrittenElsewhere,
    begin_offer,
    publish_offer,
    refuse_offer,
    return_offer,
    send_offer,
    withdraw_offer,
    write_offer,
)
from cauhien.enterprises.actions.plan import (
    finish_measure,
    look_again,
    plan_measure,
    suggest,
    withdraw_suggestions,
)
from cauhien.enterprises.actions.refusals import CannotDo

__all__ = [
    "CannotDo",
    "WrittenElsewhere",
    "agree_to_step",
    "begin_assessment",
    "begin_deal",
    "begin_offer",
    "decline_step",
    "describe_enterprise",
    "end_deal",
    "finish_measure",
    "freeze_assessment",
    "look_again",
    "move_need",
    "plan_measure",
    "propose_step",
    "publish_offer",
    "refuse_offer",
    "register_enterprise",
    "return_offer",
    "save_answers",
    "send_offer",
    "suggest",
    "withdraw_offer",
    "withdraw_suggestions",
    "write_need",
    "write_offer",
]
