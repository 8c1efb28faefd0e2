"""The words of the app."""

from cauhien.enterprises.states.assessment import AssessmentAct, AssessmentState
from cauhien.enterprises.states.enterprise import Act, Industry

__all__ = ["Act", "AssessmentAct", "AssessmentState", "Industry"]
