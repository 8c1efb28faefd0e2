"""Accounts, grants and delegations, written."""

from cauhien.accounts.actions.delegations import (
    CannotDelegate,
    CannotRecall,
    delegate,
    recall_delegation,
)
from cauhien.accounts.actions.grants import (
    CannotEndGrant,
    CannotGrant,
    choose_language,
    create_demonstration_accounts,
    end_grant,
    grant_role,
    note_change_of_access,
    save_profile,
)

__all__ = [
    "CannotDelegate",
    "CannotEndGrant",
    "CannotGrant",
    "CannotRecall",
    "choose_language",
    "create_demonstration_accounts",
    "delegate",
    "end_grant",
    "grant_role",
    "note_change_of_access",
    "recall_delegation",
    "save_profile",
]
