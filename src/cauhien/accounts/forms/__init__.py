"""What people enter about accounts."""

from cauhien.accounts.forms.delegations import DelegateForm
from cauhien.accounts.forms.grants import EndRoleForm, GiveRoleForm, PasskeyForm, ProfileForm

__all__ = ["DelegateForm", "EndRoleForm", "GiveRoleForm", "PasskeyForm", "ProfileForm"]
