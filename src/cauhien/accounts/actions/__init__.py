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
from cauhien.accounts.actions.invitations import (
    CannotAccept,
    CannotInvite,
    CannotRecallInvitation,
    accept_invitation,
    invite,
    recall_invitation,
)

__all__ = [
    "CannotAccept",
    "CannotDelegate",
    "CannotEndGrant",
    "CannotGrant",
    "CannotInvite",
    "CannotRecall",
    "CannotRecallInvitation",
    "accept_invitation",
    "choose_language",
    "create_demonstration_accounts",
    "delegate",
    "end_grant",
    "grant_role",
    "invite",
    "note_change_of_access",
    "recall_delegation",
    "recall_invitation",
    "save_profile",
]
