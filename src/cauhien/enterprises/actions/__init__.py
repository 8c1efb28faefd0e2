"""Enterprises and what is theirs, written."""

from cauhien.enterprises.actions.enterprise import describe_enterprise, register_enterprise
from cauhien.enterprises.actions.refusals import CannotDo

__all__ = ["CannotDo", "describe_enterprise", "register_enterprise"]
