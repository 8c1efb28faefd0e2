"""Enterprises and what is theirs, read."""

from cauhien.enterprises.queries.assessment import (
    assessments_for,
    assessments_of,
    earlier,
    templates_for,
)
from cauhien.enterprises.queries.enterprise import enterprises_for, firms_to_register

__all__ = [
    "assessments_for",
    "assessments_of",
    "earlier",
    "enterprises_for",
    "firms_to_register",
    "templates_for",
]
