"""Enterprises that take part, and how they assess themselves."""

from cauhien.enterprises.models.assessment import Assessment, Template
from cauhien.enterprises.models.enterprise import Enterprise

__all__ = ["Assessment", "Enterprise", "Template"]
