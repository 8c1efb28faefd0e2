"""Councils and what they do, kept."""

from cauhien.review.models.assigning import Assignment
from cauhien.review.models.conflicts import Declaration, Finding, Waiver
from cauhien.review.models.council import Council, Seat
from cauhien.review.models.decision import Decision, DecisionLine, ReviewRequest
from cauhien.review.models.experts import Expert
from cauhien.review.models.meeting import Attendance, Conclusion, Meeting, Note, Vote
from cauhien.review.models.scores import Review, Score

__all__ = [
    "Assignment",
    "Attendance",
    "Conclusion",
    "Council",
    "Decision",
    "DecisionLine",
    "Declaration",
    "Expert",
    "Finding",
    "Meeting",
    "Note",
    "Review",
    "ReviewRequest",
    "Score",
    "Seat",
    "Vote",
    "Waiver",
]
