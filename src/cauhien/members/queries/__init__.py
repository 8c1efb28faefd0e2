"""What is read of questions to experts and of members."""

from cauhien.members.queries.inquiries import (
    ADVICE,
    INQUIRY,
    advice_for,
    answers_to,
    askable,
    askable_with_load,
    free_for,
    inquiries_for,
    not_free_for,
    own_advice,
    to_answer,
    to_choose,
    to_tell,
    to_thank,
)

__all__ = [
    "ADVICE",
    "INQUIRY",
    "advice_for",
    "answers_to",
    "askable",
    "askable_with_load",
    "free_for",
    "inquiries_for",
    "not_free_for",
    "own_advice",
    "to_answer",
    "to_choose",
    "to_tell",
    "to_thank",
]
