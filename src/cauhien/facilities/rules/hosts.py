"""Who speaks for a laboratory: the persons named for it, the office or the firm that hosts it."""

from django.db.models import Q

from cauhien.accounts.rules import acting_day, grants_on, holds_role
from cauhien.accounts.states import Role
from cauhien.facilities.models import Keeper, Laboratory

HOSTING = (Role.OFFICER, Role.HEAD, Role.ENTERPRISE)
SEES_FIGURES = (Role.COORDINATOR, Role.LEADER, Role.DECISION_MAKER, Role.AUDITOR)


def spoken_for(user):
    """Return the condition under which a user speaks for a laboratory.

    Who acts by delegation speaks as the other one's office does, and for nothing of their own.
    """
    if not user.is_authenticated:
        return Q(pk__in=[])
    bodies = {grant.body.pk for grant in grants_on(user) if grant.role in HOSTING and grant.body}
    own = Q(host__in=bodies) | Q(host__canonical__in=bodies) if bodies else Q(pk__in=[])
    if user.delegation:
        return own
    day = acting_day(user)
    named = Keeper.objects.filter(Q(ends_on=None) | Q(ends_on__gte=day), user=user.pk)
    return own | Q(pk__in=named.filter(starts_on__lte=day).values("laboratory"))


def speaks_for(user, laboratory):
    return Laboratory.objects.filter(spoken_for(user), pk=laboratory.pk).exists()


def may_keep(user, laboratory):
    """Who speaks for a laboratory says how it is used: terms, calendar, prices, requirements."""
    return speaks_for(user, laboratory)


def may_find_keeper(user):
    """The coordinator finds somebody for a laboratory for which nobody speaks."""
    return holds_role(user, Role.COORDINATOR)


def may_name_keeper(user, laboratory):
    """The coordinator, and who speaks for the laboratory already."""
    return may_find_keeper(user) or speaks_for(user, laboratory)


def may_see_figures(user):
    """Return whether the user sees how much every laboratory is used, in figures alone."""
    return holds_role(user, *SEES_FIGURES)
