"""Enterprises that take part, how they assess themselves, and what they offer and need."""

from cauhien.enterprises.models.assessment import Assessment, Template
from cauhien.enterprises.models.deals import Deal, DealStep
from cauhien.enterprises.models.enterprise import Enterprise
from cauhien.enterprises.models.needs import TechnologyNeed
from cauhien.enterprises.models.offers import Offer
from cauhien.enterprises.models.plan import Measure, Suggestion

__all__ = [
    "Assessment",
    "Deal",
    "DealStep",
    "Enterprise",
    "Measure",
    "Offer",
    "Suggestion",
    "TechnologyNeed",
    "Template",
]
