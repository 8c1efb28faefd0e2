"""Who reads the leader's brief. What stands in it is each one's own."""

from cauhien.accounts.rules import holds_role
from cauhien.accounts.states import Role

BRIEFED = (Role.LEADER, Role.DECISION_MAKER, Role.COORDINATOR, Role.HEAD)


def may_read_brief(user):
    return user.is_authenticated and holds_role(user, *BRIEFED)
