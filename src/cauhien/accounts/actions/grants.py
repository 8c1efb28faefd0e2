"""Accounts and grants, written."""

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from cauhien.accounts import rules
from cauhien.accounts.models import Grant, User
from cauhien.accounts.states import (
    IN_COORDINATING_OFFICE,
    ROLE_OF_PART,
    SIGNS,
    Role,
    demonstration_address,
)
from cauhien.core.audit import record
from cauhien.core.events import announce


class CannotGrant(Exception):
    """The role is not this person's to give, or the dates end before they begin."""


class CannotEndGrant(Exception):
    """The grant is not this person's to end, or has ended already."""


@transaction.atomic
def grant_role(  # noqa: PLR0913 - a grant is these nine facts
    *,
    user,
    role,
    by,
    at,
    starts_on,
    office=None,
    organisation=None,
    ends_on=None,
    may_delegate_signing=False,
):
    """Give a person a role, in an office, for a firm or in the whole city; return the grant.

    by: the person who gives it, or None for the installation itself (`up`).
    may_delegate_signing: whether the holder may let somebody else sign too; only a signing role.
    """
    User.objects.select_for_update().get(pk=user.pk)
    if by and by.pk == user.pk:
        raise CannotGrant(_("Nobody gives a role to themself."))
    if by and not rules.may_grant(by, role, office):
        raise CannotGrant(_("This role is not yours to give."))
    if ends_on and ends_on < starts_on:
        raise CannotGrant(_("The last day lies before the first."))
    grant = Grant.objects.create(
        user=user,
        role=role,
        office=office,
        organisation=organisation,
        starts_on=starts_on,
        ends_on=ends_on,
        by=by,
        given_at=at,
        may_delegate_signing=may_delegate_signing and role in SIGNS,
    )
    _write_down("grant", grant, by, at)
    return grant


@transaction.atomic
def end_grant(*, grant, ends_on, by, at, reason=""):
    """Let a grant end with a day; the row stays, for what was done under it stays."""
    grant = Grant.objects.select_for_update(of=("self",)).get(pk=grant.pk)
    if not rules.may_end(by, grant):
        raise CannotEndGrant(_("This role is not yours to end."))
    if grant.ends_on and grant.ends_on <= ends_on:
        raise CannotEndGrant(_("This role ends on that day or before."))
    if ends_on < grant.starts_on:
        raise CannotEndGrant(_("The last day lies before the first."))
    grant.ends_on = ends_on
    grant.save(update_fields=["ends_on"])
    _write_down("end_grant", grant, by, at, reason=reason)
    return grant


@transaction.atomic
def save_profile(*, user, name, language):
    """Keep how a person wants to be called and spoken to."""
    user.name, user.language = name, language
    user.save(update_fields=["name", "language"])


@transaction.atomic
def choose_language(*, user, language):
    user.language = language
    user.save(update_fields=["language"])


@transaction.atomic
def note_change_of_access(*, user, change, at):
    """Write down that a password or a second factor was set, changed or taken away."""
    record(chain=f"account:{user.uuid}", act="access", by=user, at=at, detail={"change": change})


@transaction.atomic
def create_demonstration_accounts(*, office, coordinating_office, starts_on, at):
    """Make, once, one account without a password for each role and return them all.

    office: the one whose officer and head the demonstration shows.
    coordinating_office: the one of the coordinator and the scientific secretary.
    """
    places = dict.fromkeys([Role.OFFICER, Role.HEAD], office)
    places |= dict.fromkeys(IN_COORDINATING_OFFICE, coordinating_office)
    return [_demonstration_account(role, role, places.get(role), starts_on, at) for role in Role]


@transaction.atomic
def create_demonstration_parts(*, starts_on, at):
    """Make, once, the accounts that the illustrated call needs besides the roles; return them."""
    return [
        _demonstration_account(code, role, None, starts_on, at)
        for code, role in ROLE_OF_PART.items()
    ]


def _demonstration_account(code, role, office, starts_on, at):
    """Return the account of a part, made where there is none; its name is what documents print."""
    email = demonstration_address(code)
    with override(settings.CITY["languages"][0]):
        name = str(User(email=email, is_demonstration=True))
    user, is_new = User.objects.get_or_create(
        email=email,
        defaults={
            "name": name,
            "is_demonstration": True,
            "joined_at": at,
            "password": make_password(None),
        },
    )
    if is_new or not rules.has_second_factor(user):
        TOTP.activate(user, generate_totp_secret())
    held = user.grants.filter(role=role, office=office)
    if is_new or not held.exists():
        facts = {"starts_on": starts_on, "may_delegate_signing": role in SIGNS}
        grant_role(user=user, role=role, office=office, by=None, at=at, **facts)
        return user
    held.filter(starts_on__gt=starts_on).update(starts_on=starts_on)
    return user


def _write_down(act, grant, by, at, **more):
    """Forget the grants the user object remembers; log the act; tell the apps above."""
    grant.user.refresh_from_db()
    detail = {
        "role": grant.role,
        "office": grant.office.code if grant.office else "",
        "organisation": grant.organisation.code if grant.organisation else "",
        "from": grant.starts_on.isoformat(),
        "to": grant.ends_on.isoformat() if grant.ends_on else "",
        "may_delegate_signing": grant.may_delegate_signing,
        **more,
    }
    account = str(grant.user.uuid)
    record(chain=f"account:{account}", act=act, by=by, at=at, detail=detail)
    announce(kind="grant.changed", subject_kind="account", subject_code=account, at=at)
