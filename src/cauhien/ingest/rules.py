"""Who may see and do what with imports: the data steward acts, coordinator and auditor look on."""

from cauhien.accounts.rules import holds_role
from cauhien.accounts.states import Role


def may_see(user):
    return holds_role(user, Role.DATA_STEWARD, Role.COORDINATOR, Role.AUDITOR)


def may_import(user):
    return holds_role(user, Role.DATA_STEWARD)


def may_correct(user):
    return holds_role(user, Role.DATA_STEWARD)


def may_decide(user):
    return holds_role(user, Role.DATA_STEWARD)
