"""Enterprises and what is theirs, read."""

from cauhien.enterprises.queries.assessment import (
    assessments_for,
    assessments_of,
    earlier,
    templates_for,
)
from cauhien.enterprises.queries.enterprise import enterprises_for, firms_to_register
from cauhien.enterprises.queries.needs import moves_of, needs_for, own_needs, public_needs
from cauhien.enterprises.queries.offers import offers_for, own_offers
from cauhien.enterprises.queries.peers import LEAST, peers_of
from cauhien.enterprises.queries.plan import (
    KINDS,
    measures_for,
    measures_to_do,
    plan_of,
    weak_criteria,
)
from cauhien.enterprises.queries.result import result_of

__all__ = [
    "KINDS",
    "LEAST",
    "assessments_for",
    "assessments_of",
    "earlier",
    "enterprises_for",
    "firms_to_register",
    "measures_for",
    "measures_to_do",
    "moves_of",
    "needs_for",
    "offers_for",
    "own_needs",
    "own_offers",
    "peers_of",
    "plan_of",
    "public_needs",
    "result_of",
    "templates_for",
    "weak_criteria",
]
