"""Delegations, read."""

from django.db.models import Q

from cauhien.accounts import rules
from cauhien.accounts.models import Delegation, User
from cauhien.accounts.queries.grants import grants_of, valid_grants


def delegations_of(user):
    """Return the delegations that a user has given or has, the newest first."""
    return _whole().filter(Q(grant__user=user) | Q(to=user))


def delegations_for(user, question=""):
    """Return the delegations before a user: all before who may see all, else their own.

    question: a part of the name of one of the two.
    """
    if not rules.may_see_delegations(user):
        return delegations_of(user)
    found = _whole().filter(grant__user__is_demonstration=user.is_demonstration)
    if question:
        found = found.filter(
            Q(grant__user__name__icontains=question) | Q(to__name__icontains=question)
        )
    return found


def delegations_to(user, on):
    """Return the delegations under which a user, while of the same office, may act on a day."""
    offices = valid_grants(on).filter(user=user, office__isnull=False).values("office")
    given = _whole().filter(to=user, recalled_at=None, starts_on__lte=on, ends_on__gte=on)
    given = given.filter(grant__office__in=offices)
    return [one for one in given if one.is_valid(on)]


def delegation_to(user, code, on):
    """Return the delegation of this code if the user may act under it on a day, else None."""
    return next((one for one in delegations_to(user, on) if one.code == code), None)


def standing_in(user, delegation):
    """Return the user as they act under a delegation."""
    acting = User.objects.get(pk=user.pk)
    acting.day, acting.delegation = user.day, delegation
    return acting


def delegable_grants(user):
    """Return the grants under which a user may let somebody else act."""
    return [grant for grant in grants_of(user) if rules.may_delegate(user, grant)]


def colleagues(user, grants, on):
    """Return the accounts that hold a role on a day in an office of these grants, but the user."""
    there = valid_grants(on).filter(office__in={grant.office_id for grant in grants})
    accounts = User.objects.filter(is_active=True, is_demonstration=user.is_demonstration)
    return accounts.filter(pk__in=there.values("user")).exclude(pk=user.pk).order_by("name", "id")


def is_colleague(account, office, on):
    """Return whether an account holds a role in an office on a day."""
    return valid_grants(on).filter(user=account, office=office).exists()


def overlapping(grant, to, starts_on, ends_on):
    """Return the delegations of a grant to somebody that share a day with these dates."""
    return Delegation.objects.filter(
        grant=grant, to=to, recalled_at=None, starts_on__lte=ends_on, ends_on__gte=starts_on
    )


def _whole():
    parts = ("grant__user", "grant__office__organisation", "to", "recalled_by")
    return Delegation.objects.select_related(*parts).order_by("-starts_on", "-id")
