"""Who may read the log across chains. The log of a single case has its own page there."""

from cauhien.accounts.rules import holds_role
from cauhien.accounts.states import Role


def may_audit(user):
    """Return whether the user reads whole histories, sealed files' chains too; it is logged."""
    return holds_role(user, Role.AUDITOR)
