"""The words of laboratories and of their use."""

from cauhien.facilities.states.catalogue import LaboratoryKind
from cauhien.facilities.states.offer import (
    OutageKind,
    RateUnit,
    RequirementKind,
    UserClass,
    Weekday,
)
from cauhien.facilities.states.use import (
    BOOKING_WAYS,
    FAULT_WAYS,
    OCCUPYING,
    REQUEST_WAYS,
    UNANSWERED,
    BookingState,
    FaultState,
    Refusal,
    RequestState,
    UseAct,
    UseActor,
    UseGuard,
    Way,
)

__all__ = [
    "BOOKING_WAYS",
    "FAULT_WAYS",
    "OCCUPYING",
    "REQUEST_WAYS",
    "UNANSWERED",
    "BookingState",
    "FaultState",
    "LaboratoryKind",
    "OutageKind",
    "RateUnit",
    "Refusal",
    "RequestState",
    "RequirementKind",
    "UseAct",
    "UseActor",
    "UseGuard",
    "UserClass",
    "Way",
    "Weekday",
]
