"""Who may see and do what with persons, and what is proof."""

from cauhien.network.rules.people import (
    is_own,
    is_row_of,
    may_answer_requests,
    may_decide_about,
    may_decide_at_once,
    may_decide_claims,
    may_see,
    may_see_requests,
    may_set_availability,
    may_tell,
    own_account,
    shown_under,
    suggestable,
    visible,
    visible_claims,
    visible_requests,
)
from cauhien.network.rules.proof import fits_name, is_domain_of, may_be_written

__all__ = [
    "fits_name",
    "is_domain_of",
    "is_own",
    "is_row_of",
    "may_answer_requests",
    "may_be_written",
    "may_decide_about",
    "may_decide_at_once",
    "may_decide_claims",
    "may_see",
    "may_see_requests",
    "may_set_availability",
    "may_tell",
    "own_account",
    "shown_under",
    "suggestable",
    "visible",
    "visible_claims",
    "visible_requests",
]
