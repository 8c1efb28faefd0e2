"""Enterprises that take part, and how they assess themselves."""

from cauhien.enterprises.models.assessment import Assessment, Template
from cauhien.enterprises.models.enterprise import Enterprise
from cauhien.enterprises.models.plan import Measure, Suggestion

__all__ = ["Assessment", "Enterprise", "Measure", "Suggestion", "Template"]
