"""What the official documents about problems contain."""

from cauhien.challenges.documents.problem import submission_texts
from cauhien.challenges.documents.task import assignment_texts

__all__ = ["assignment_texts", "submission_texts"]
