"""Enterprises that take part."""

from cauhien.enterprises.models.enterprise import Enterprise

__all__ = ["Enterprise"]
