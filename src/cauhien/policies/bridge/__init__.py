"""The only door to the engine of eligibility."""

from cauhien.policies.bridge.checks import Given, report_on
from cauhien.policies.bridge.reading import (
    APPLICANT,
    Assessed,
    applicants,
    assessed,
    broken_by,
    facts_for_choice,
    fault_of,
    literal_rows,
    literal_rows_beside,
    number_of_conditions,
    open_questions,
    questions_in,
    readable,
    standing,
    vocabulary_of,
    wrong_with,
    wrong_with_fact,
)
from cauhien_engine.eligibility import ENGINE_VERSION
from cauhien_engine.eligibility.asking import step
from cauhien_engine.eligibility.conditions import Answer
from cauhien_engine.eligibility.facts import Kind
from cauhien_engine.eligibility.reading import BadFact, answers_from, value_as_json

__all__ = [
    "APPLICANT", "ENGINE_VERSION", "Answer", "Assessed", "BadFact", "Given", "Kind",
    "answers_from", "applicants", "assessed", "broken_by", "facts_for_choice", "fault_of",
    "literal_rows", "literal_rows_beside", "number_of_conditions", "open_questions",
    "questions_in", "readable", "report_on", "standing", "step", "value_as_json", "vocabulary_of",
    "wrong_with", "wrong_with_fact",
]  # fmt: skip
