"""Who may see and do what with imports: the data steward acts, coordinator and auditor look on."""

from cauhien.accounts.rules import holds_role
from cauhien.accounts.states import Role
from cauhien.ingest.states import WITHDRAWN_TRANSITIONS, WithdrawnState


def may_see(user):
    return holds_role(user, Role.DATA_STEWARD, Role.COORDINATOR, Role.AUDITOR)


def may_import(user):
    return holds_role(user, Role.DATA_STEWARD)


def may_correct(user):
    return holds_role(user, Role.DATA_STEWARD)


def may_move(user, withdrawn, to):
    """Return whether a withdrawn work goes this way by this user, or by a harvest (None)."""
    is_theirs = user is None if to == WithdrawnState.WAITING else user and may_decide(user)
    return bool(is_theirs) and to in WITHDRAWN_TRANSITIONS.get(withdrawn.state, ())


def may_decide(user):
    return holds_role(user, Role.DATA_STEWARD)
