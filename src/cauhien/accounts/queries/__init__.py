"""Accounts, grants and delegations, read."""

from cauhien.accounts.queries.delegations import (
    colleagues,
    delegable_grants,
    delegation_to,
    delegations_for,
    delegations_of,
    delegations_to,
    is_colleague,
    overlapping,
    standing_in,
)
from cauhien.accounts.queries.grants import (
    account_of,
    demonstration_account,
    demonstration_accounts,
    demonstration_code,
    grants_for,
    grants_of,
    holders,
    offices_to_give_in,
    open_grant,
    valid_grants,
)
from cauhien.accounts.queries.invitations import (
    invitation_named,
    invitation_of,
    invitations_for,
    open_invitations,
    path_of_invitation,
)
from cauhien.accounts.queries.log import hands_of, names_by_uuid, who_acted

__all__ = [
    "account_of",
    "colleagues",
    "delegable_grants",
    "delegation_to",
    "delegations_for",
    "delegations_of",
    "delegations_to",
    "demonstration_account",
    "demonstration_accounts",
    "demonstration_code",
    "grants_for",
    "grants_of",
    "hands_of",
    "holders",
    "invitation_named",
    "invitation_of",
    "invitations_for",
    "is_colleague",
    "names_by_uuid",
    "offices_to_give_in",
    "open_grant",
    "open_invitations",
    "overlapping",
    "path_of_invitation",
    "standing_in",
    "valid_grants",
    "who_acted",
]
