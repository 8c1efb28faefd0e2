"""Who sees and moves what among members."""

from cauhien.members.rules.inquiries import (
    asks_at_all,
    may_ask,
    own_advice,
    runs,
    visible_inquiries,
)
from cauhien.members.rules.membership import (
    is_own,
    manages,
    may_list,
    may_nominate,
    visible_memberships,
)
from cauhien.members.rules.ways import (
    way_for,
    ways_for,
)

__all__ = [
    "asks_at_all",
    "is_own",
    "manages",
    "may_ask",
    "may_list",
    "may_nominate",
    "own_advice",
    "runs",
    "visible_inquiries",
    "visible_memberships",
    "way_for",
    "ways_for",
]
