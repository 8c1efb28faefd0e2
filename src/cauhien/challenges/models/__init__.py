"""Problems, kept."""

from cauhien.challenges.models.problem import (
    Challenge,
    FrozenText,
)

__all__ = [
    "Challenge",
    "FrozenText",
]
