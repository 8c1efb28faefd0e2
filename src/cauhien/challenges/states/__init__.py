"""States, acts and the tables of what moves whom."""

from cauhien.challenges.states.problem import (
    FROZEN,
    NEEDED,
    TRANSITIONS,
    WRITTEN,
    Act,
    Actor,
    Basis,
    Guard,
    Origin,
    Proof,
    State,
    Transition,
    transition,
)

__all__ = [
    "FROZEN",
    "NEEDED",
    "TRANSITIONS",
    "WRITTEN",
    "Act",
    "Actor",
    "Basis",
    "Guard",
    "Origin",
    "Proof",
    "State",
    "Transition",
    "transition",
]
