"""The words of the app."""

from cauhien.enterprises.states.assessment import AssessmentAct, AssessmentState
from cauhien.enterprises.states.enterprise import Act, Industry
from cauhien.enterprises.states.needs import NEED_MOVES, NeedAct, NeedState
from cauhien.enterprises.states.offers import OfferAct, OfferState, Protection, Terms

__all__ = [
    "NEED_MOVES",
    "Act",
    "AssessmentAct",
    "AssessmentState",
    "Industry",
    "NeedAct",
    "NeedState",
    "OfferAct",
    "OfferState",
    "Protection",
    "Terms",
]
