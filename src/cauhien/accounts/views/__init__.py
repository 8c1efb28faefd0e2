"""The pages of an account."""

from cauhien.accounts.views.account import profile, set_language
from cauhien.accounts.views.demonstration import switch
from cauhien.accounts.views.roles import end_role, roles
from cauhien.accounts.views.second_factor import ActivateTOTP, AddPasskey, second_factor

__all__ = [
    "ActivateTOTP",
    "AddPasskey",
    "end_role",
    "profile",
    "roles",
    "second_factor",
    "set_language",
    "switch",
]
