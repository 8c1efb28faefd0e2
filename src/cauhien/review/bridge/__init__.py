"""The door to the engine's panel."""

from cauhien.review.bridge.assigning import CannotShare, Load, Shared, share_out
from cauhien.review.bridge.council import (
    PATIENT,
    QUICK,
    VERSION,
    Asked,
    CannotSeat,
    Formed,
    Seated,
    asked_of,
    conflicts_of,
    seats_for,
)
from cauhien.review.bridge.demands import (
    BadSize,
    conflict_rules,
    quotas_for,
    roles_asked,
    sizes_of,
)
from cauhien.review.bridge.facts import (
    TEAM,
    judged_by,
    known_organisations,
    people_of,
    tie_of,
)
from cauhien.review.bridge.lots import groups_alike, order_by_lot
from cauhien.review.bridge.scores import Standing, standing_alone, standings, standings_of

__all__ = [
    "PATIENT",
    "QUICK",
    "TEAM",
    "VERSION",
    "Asked",
    "BadSize",
    "CannotSeat",
    "CannotShare",
    "Formed",
    "Load",
    "Seated",
    "Shared",
    "Standing",
    "asked_of",
    "conflict_rules",
    "conflicts_of",
    "groups_alike",
    "judged_by",
    "known_organisations",
    "load",
    "order_by_lot",
    "people_of",
    "quotas_for",
    "roles_asked",
    "seats_for",
    "share_out",
    "sizes_of",
    "standing_alone",
    "standings",
    "standings_of",
    "tie_of",
]


def load():
    """Load the solvers and the statistics, a second that no process pays before it serves.

    What needs them imports them where it calls them.
    """
    from cauhien_engine.panel import assign, bounds, council, scores  # noqa: F401, PLC0415 - as said above
