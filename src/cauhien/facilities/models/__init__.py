"""Laboratories, what their hosts offer, and who asks for it and books it."""

from cauhien.facilities.models.catalogue import Equipment, Laboratory
from cauhien.facilities.models.offer import (
    ClosedDays,
    Keeper,
    OpeningHours,
    Outage,
    Qualification,
    Rate,
    Requirement,
    Resource,
    Unit,
    UseTerms,
)
from cauhien.facilities.models.use import (
    Booking,
    FaultReport,
    Occupation,
    RequestWords,
    UseRequest,
    Wait,
)

__all__ = [
    "Booking",
    "ClosedDays",
    "Equipment",
    "FaultReport",
    "Keeper",
    "Laboratory",
    "Occupation",
    "OpeningHours",
    "Outage",
    "Qualification",
    "Rate",
    "RequestWords",
    "Requirement",
    "Resource",
    "Unit",
    "UseRequest",
    "UseTerms",
    "Wait",
]
