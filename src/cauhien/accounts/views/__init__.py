"""The pages of an account."""

from cauhien.accounts.views.account import profile, set_language
from cauhien.accounts.views.delegations import delegation, delegations, recall, stand_down
from cauhien.accounts.views.demonstration import switch
from cauhien.accounts.views.firms import (
    firm,
    firm_request,
    firm_requests,
    withdraw_request,
)
from cauhien.accounts.views.invitations import invitation, recall_invitation
from cauhien.accounts.views.roles import end_role, roles
from cauhien.accounts.views.second_factor import ActivateTOTP, AddPasskey, second_factor

__all__ = [
    "ActivateTOTP",
    "AddPasskey",
    "delegation",
    "delegations",
    "end_role",
    "firm",
    "firm_request",
    "firm_requests",
    "invitation",
    "profile",
    "recall",
    "recall_invitation",
    "roles",
    "second_factor",
    "set_language",
    "stand_down",
    "switch",
    "withdraw_request",
]
