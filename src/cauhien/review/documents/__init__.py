"""What official documents about councils and decisions contain."""

from cauhien.review.documents.decision import (
    answer_texts,
    decision_texts,
    notice_texts,
    result_in_words,
    route_in_words,
)
from cauhien.review.documents.meeting import definition_texts, invitation_texts, minutes_texts
from cauhien.review.documents.sheet import sheet_texts

__all__ = [
    "answer_texts",
    "decision_texts",
    "definition_texts",
    "invitation_texts",
    "minutes_texts",
    "notice_texts",
    "result_in_words",
    "route_in_words",
    "sheet_texts",
]
