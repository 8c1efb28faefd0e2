"""Who holds which role on which day. Anonymous people hold none.

Who acts by delegation holds the delegated role meanwhile and none of their own.
"""

from allauth.mfa.models import Authenticator
from django.db.models import Prefetch, prefetch_related_objects

from cauhien.accounts.models import Grant
from cauhien.accounts.states import (
    NEEDS_SECOND_FACTOR,
    SEES_SUGGESTED_PERSONS,
    SIGNS,
    Role,
)

OFFICE_STAFF = (Role.OFFICER, Role.HEAD)


class DayUnknown(Exception):
    """Nobody said on which day this person acts: set `user.day` where the user enters."""


def acting_day(user, on=None):
    """Return the day asked about: `on`, or else the one the entrance has set."""
    if day := on or user.day:
        return day
    raise DayUnknown("set user.day, or say the day")


def grants_on(user, on=None):
    """Return the grants of a user that are valid on a day; they are read once per user object."""
    if not user.is_authenticated or not user.is_active:
        return []
    day = acting_day(user, on)
    if user.delegation:
        return [user.delegation.grant] if user.delegation.is_valid(day) else []
    if "grants" not in getattr(user, "_prefetched_objects_cache", ()):  # each page asks often
        with_places = Grant.objects.select_related("office__organisation", "organisation")
        prefetch_related_objects([user], Prefetch("grants", with_places))
    return [grant for grant in user.grants.all() if grant.is_valid(day)]


def holds_role(user, *roles, office=None, on=None):
    """Return whether the user holds one of the roles, in this office if one is named."""
    held = _held(user, roles, on)
    return any(office is None or grant.office_id == office.id for grant in held)


def office_ids(user, *roles, on=None):
    """Return the ids of the offices in which the user holds one of the roles."""
    return {grant.office_id for grant in _held(user, roles, on) if grant.office_id}


def organisation_ids(user, *roles, on=None):
    """Return the ids of the firms for which the user holds one of the roles."""
    return {grant.organisation_id for grant in _held(user, roles, on) if grant.organisation_id}


def _held(user, roles, on):
    """Return the grants of these roles; what only a signing role may do is not always delegated."""
    is_signing = SIGNS.issuperset(roles)
    if is_signing and user.is_authenticated and user.delegation:
        roles = roles if user.delegation.carries_signature else ()
    return [grant for grant in grants_on(user, on) if grant.role in roles]


def is_office_staff(user, *, office=None, on=None):
    return holds_role(user, *OFFICE_STAFF, office=office, on=on)


def may_see_suggested_persons(user, on=None):
    """Return whether the persons of a match are shown to this user (themself aside)."""
    return holds_role(user, *SEES_SUGGESTED_PERSONS, on=on)


def needs_second_factor(user, on=None):
    """Return whether nothing confidential opens to this user before a second factor is shown."""
    return holds_role(user, *NEEDS_SECOND_FACTOR, on=on)


def has_second_factor(user):
    """Return whether the account has an authenticator app or a passkey (recovery codes are none).

    Whether it was shown in this session is known to the gates: `accounts.middleware`.
    """
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user=user.pk, type__in=kinds).exists()


def may_grant(user, role, office, on=None):
    """An office's head names its officers; the coordinator gives every other role.

    Nobody does so by delegation.
    """
    if user.delegation:
        return False
    if role == Role.OFFICER and office and holds_role(user, Role.HEAD, office=office, on=on):
        return True
    return holds_role(user, Role.COORDINATOR, on=on)


def may_decide_firms(user, on=None):
    """Return whether the user approves or refuses who wants to act for a firm."""
    return may_grant(user, Role.ENTERPRISE, None, on=on)


def may_give_roles(user, on=None):
    """Return whether there is any role that this user may give."""
    return not user.delegation and holds_role(user, Role.HEAD, Role.COORDINATOR, on=on)


def may_end(user, grant, on=None):
    return grant.user_id == user.pk or may_grant(user, grant.role, grant.office, on=on)
