"""Who may do what: roles held on a day, and delegations of them."""

from cauhien.accounts.rules.delegations import (
    acting_as,
    hands,
    has_other_part,
    may_delegate,
    may_recall,
    may_see_delegations,
)
from cauhien.accounts.rules.roles import (
    OFFICE_STAFF,
    DayUnknown,
    acting_day,
    grants_on,
    has_second_factor,
    holds_role,
    is_office_staff,
    may_end,
    may_give_roles,
    may_grant,
    may_see_suggested_persons,
    needs_second_factor,
    office_ids,
)

__all__ = [
    "OFFICE_STAFF",
    "DayUnknown",
    "acting_as",
    "acting_day",
    "grants_on",
    "hands",
    "has_other_part",
    "has_second_factor",
    "holds_role",
    "is_office_staff",
    "may_delegate",
    "may_end",
    "may_give_roles",
    "may_grant",
    "may_recall",
    "may_see_delegations",
    "may_see_suggested_persons",
    "needs_second_factor",
    "office_ids",
]
