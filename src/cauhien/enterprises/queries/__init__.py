"""Enterprises and what is theirs, read."""

from cauhien.enterprises.queries.enterprise import enterprises_for, firms_to_register

__all__ = ["enterprises_for", "firms_to_register"]
