"""Enterprises and what is theirs, read."""

from cauhien.enterprises.queries.assessment import (
    all_templates,
    assessments_for,
    assessments_of,
    earlier,
    templates_for,
)
from cauhien.enterprises.queries.deals import (
    DEAL,
    LEAST_ENTERPRISES,
    contact_with,
    deal_figures,
    deals_for,
    deals_of,
    deals_to_answer,
    next_acts,
    other_side,
    problem_of,
    sides_of,
    waiting_step,
)
from cauhien.enterprises.queries.enterprise import (
    enterprises_for,
    firms_asking,
    firms_to_register,
    people_of,
)
from cauhien.enterprises.queries.needs import (
    NEED,
    illustrated_needs,
    moves_of,
    needs_for,
    own_needs,
    public_needs,
)
from cauhien.enterprises.queries.offers import (
    OFFER,
    illustrated_offers,
    offers_asked_back,
    offers_for,
    offers_to_look_at,
    own_offers,
)
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
    "DEAL",
    "KINDS",
    "LEAST",
    "LEAST_ENTERPRISES",
    "NEED",
    "OFFER",
    "all_templates",
    "assessments_for",
    "assessments_of",
    "contact_with",
    "deal_figures",
    "deals_for",
    "deals_of",
    "deals_to_answer",
    "earlier",
    "enterprises_for",
    "firms_asking",
    "firms_to_register",
    "illustrated_needs",
    "illustrated_offers",
    "measures_for",
    "measures_to_do",
    "moves_of",
    "needs_for",
    "next_acts",
    "offers_asked_back",
    "offers_for",
    "offers_to_look_at",
    "other_side",
    "own_needs",
    "own_offers",
    "peers_of",
    "people_of",
    "plan_of",
    "problem_of",
    "public_needs",
    "result_of",
    "sides_of",
    "templates_for",
    "waiting_step",
    "weak_criteria",
]
