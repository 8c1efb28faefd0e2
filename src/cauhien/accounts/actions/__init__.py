"""Accounts, grants and delegations, written."""

from cauhien.accounts.actions.delegations import (
    CannotDelegate,
    CannotRecall,
    delegate,
    recall_delegation,
)
from cauhien.accounts.actions.firms import (
    CannotAsk,
    CannotDecide,
    approve_firm,
    ask_for_firm,
    refuse_firm,
    withdraw_request,
)
from cauhien.accounts.actions.grants import (
    CannotEndGrant,
    CannotGrant,
    choose_language,
    create_demonstration_accounts,
    create_demonstration_parts,
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
    "CannotAsk",
    "CannotDecide",
    "CannotDelegate",
    "CannotEndGrant",
    "CannotGrant",
    "CannotInvite",
    "CannotRecall",
    "CannotRecallInvitation",
    "accept_invitation",
    "approve_firm",
    "ask_for_firm",
    "choose_language",
    "create_demonstration_accounts",
    "create_demonstration_parts",
    "delegate",
    "end_grant",
    "grant_role",
    "invite",
    "note_change_of_access",
    "recall_delegation",
    "recall_invitation",
    "refuse_firm",
    "save_profile",
    "withdraw_request",
]
