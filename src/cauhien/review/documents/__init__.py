"""What official documents about councils and decisions contain."""

from cauhien.review.documents.decision import (
    answer_texts,
    decision_texts,
    notice_texts,
    result_in_words,
    route_in_words,
)

__all__ = [
    "answer_texts",
    "decision_texts",
    "notice_texts",
    "result_in_words",
    "route_in_words",
]
