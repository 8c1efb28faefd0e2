"""The door to the engine's panel."""

from cauhien.review.bridge.council import (
    PATIENT,
    QUICK,
    VERSION,
    Asked,
    CannotSeat,
    Formed,
    Seated,
    conflicts_of,
    seats_for,
)
from cauhien.review.bridge.facts import known_organisations, people_of, proposals_of, tie_of

__all__ = [
    "PATIENT",
    "QUICK",
    "VERSION",
    "Asked",
    "CannotSeat",
    "Formed",
    "Seated",
    "conflicts_of",
    "known_organisations",
    "people_of",
    "proposals_of",
    "seats_for",
    "tie_of",
]
