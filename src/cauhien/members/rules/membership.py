"""Who nominates, accepts and sees members of the network."""

from django.db.models import Q

from cauhien.accounts.rules import OFFICE_STAFF, holds_role, is_office_staff, office_ids
from cauhien.accounts.states import Role
from cauhien.network.rules import is_own, may_nominate

__all__ = ["is_own", "manages", "may_list", "may_nominate", "visible_memberships"]


def manages(user):
    """The office that coordinates the city's problems manages the network."""
    return holds_role(user, Role.COORDINATOR)


def may_list(user):
    """Whoever manages the network, audits it or nominates sees a list of nominations."""
    return manages(user) or holds_role(user, Role.AUDITOR) or is_office_staff(user)


def visible_memberships(user):
    """Return the condition under which a user reads a nomination with its reasons."""
    if manages(user) or holds_role(user, Role.AUDITOR):
        return Q()
    own = Q(person__user=user.pk) if user.is_authenticated and not user.delegation else Q(pk__in=[])
    return own | Q(office__in=office_ids(user, *OFFICE_STAFF))
