"""Who may see and write what of a park: its figures are public, its needs only once they are so."""

from django.db.models import Q

from cauhien.accounts.rules import holds_role, organisation_ids
from cauhien.accounts.states import Role

# Who reads the log, and needs that are not public as yet (a tenant reads its own).
SEES_INSIDE = (Role.PARK_MANAGER, Role.COORDINATOR, Role.AUDITOR)


def visible(user):
    """Everybody sees parks, projects, lots and totals."""
    return Q()


def may_manage(user):
    """The park manager writes projects, capital, lots, totals and answers to needs."""
    return holds_role(user, Role.PARK_MANAGER)


def may_read_log(user):
    """The park manager, the coordinator and the audit read who wrote what and why."""
    return holds_role(user, *SEES_INSIDE)


def needs_visible(user):
    """Return the condition on needs: the public ones, all for the park, a tenant's own."""
    if holds_role(user, *SEES_INSIDE):
        return Q()
    return Q(is_public=True) | Q(project__investor__organisation__in=tenant_of(user))


def may_ask(user, project):
    """The park manager, and whoever acts for the firm that invests, say what a tenant needs."""
    return may_manage(user) or is_tenant(user, project)


def is_tenant(user, project):
    investor = project.investor
    return bool(investor and investor.organisation_id in tenant_of(user))


def tenant_of(user):
    """Return the ids of the organisations for which this user acts."""
    return organisation_ids(user, Role.ENTERPRISE)
