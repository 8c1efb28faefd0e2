"""What the official documents about problems contain."""

from cauhien.challenges.documents.problem import submission_texts

__all__ = ["submission_texts"]
