"""Who sees and moves what among members."""

from cauhien.members.rules.inquiries import (
    IS_ACTOR,
    TABLES,
    may_ask,
    own_advice,
    runs,
    visible_inquiries,
    way_for,
    ways_for,
)

__all__ = [
    "IS_ACTOR",
    "TABLES",
    "may_ask",
    "own_advice",
    "runs",
    "visible_inquiries",
    "way_for",
    "ways_for",
]
