"""What people enter about accounts."""

from cauhien.accounts.forms.delegations import DelegateForm
from cauhien.accounts.forms.firms import AskForFirmForm, DecideFirmForm
from cauhien.accounts.forms.grants import EndRoleForm, GiveRoleForm, PasskeyForm, ProfileForm

__all__ = [
    "AskForFirmForm",
    "DecideFirmForm",
    "DelegateForm",
    "EndRoleForm",
    "GiveRoleForm",
    "PasskeyForm",
    "ProfileForm",
]
