"""Files that teams send, read. Every list and number of them begins at `initiatives_for`."""

from cauhien.challenges.queries.initiative.files import (
    KIND,
    initiatives_for,
    initiatives_of,
    is_open_to,
    own_file,
    own_initiatives,
    whole_initiatives_for,
)

__all__ = [
    "KIND",
    "initiatives_for",
    "initiatives_of",
    "is_open_to",
    "own_file",
    "own_initiatives",
    "whole_initiatives_for",
]
