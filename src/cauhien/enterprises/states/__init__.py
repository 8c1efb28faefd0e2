"""The words of the app."""

from cauhien.enterprises.states.assessment import AssessmentAct, AssessmentState
from cauhien.enterprises.states.deals import STEPS, Answer, DealAct, DealState
from cauhien.enterprises.states.enterprise import Act, Industry
from cauhien.enterprises.states.needs import NeedAct, NeedState
from cauhien.enterprises.states.offers import LEVELS, SAID, OfferAct, OfferState, Protection, Terms
from cauhien.enterprises.states.ways import PROPOSED, RUNNING, STAGES, WAYS, Actor, Guard

__all__ = [
    "LEVELS",
    "PROPOSED",
    "RUNNING",
    "SAID",
    "STAGES",
    "STEPS",
    "WAYS",
    "Act",
    "Actor",
    "Answer",
    "AssessmentAct",
    "AssessmentState",
    "DealAct",
    "DealState",
    "Guard",
    "Industry",
    "NeedAct",
    "NeedState",
    "OfferAct",
    "OfferState",
    "Protection",
    "Terms",
]
