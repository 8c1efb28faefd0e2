"""The words of the app."""

from cauhien.enterprises.states.assessment import AssessmentAct, AssessmentState
from cauhien.enterprises.states.enterprise import Act, Industry
from cauhien.enterprises.states.offers import OfferAct, OfferState, Protection, Terms

__all__ = [
    "Act",
    "AssessmentAct",
    "AssessmentState",
    "Industry",
    "OfferAct",
    "OfferState",
    "Protection",
    "Terms",
]
