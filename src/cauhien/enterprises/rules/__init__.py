"""Who may do what with an enterprise and what is its own."""

from cauhien.enterprises.rules.deals import (
    is_open_to,
    is_owner,
    may,
    may_ask,
    may_end,
    may_propose,
    visible_deals,
)
from cauhien.enterprises.rules.enterprise import (
    acts_for,
    acts_for_any,
    assesses_itself,
    bodies_of,
    has_tax_code,
    is_office,
    may_register,
)
from cauhien.enterprises.rules.needs import visible_needs
from cauhien.enterprises.rules.offers import (
    looks_at_offers,
    may_look_at,
    may_write_offer,
    visible_offers,
)

__all__ = [
    "acts_for",
    "acts_for_any",
    "assesses_itself",
    "bodies_of",
    "has_tax_code",
    "is_office",
    "is_open_to",
    "is_owner",
    "looks_at_offers",
    "may",
    "may_ask",
    "may_end",
    "may_look_at",
    "may_propose",
    "may_register",
    "may_write_offer",
    "visible_deals",
    "visible_needs",
    "visible_offers",
]
