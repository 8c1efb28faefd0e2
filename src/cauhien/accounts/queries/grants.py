"""Accounts and grants, read."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.db.models import Prefetch, Q

from cauhien.accounts import rules
from cauhien.accounts.models import Grant, User
from cauhien.accounts.states import (
    DEMONSTRATION_EXPERTS,
    DEMONSTRATION_PARTS,
    DEMONSTRATION_TEAMS,
    Role,
    demonstration_address,
)
from cauhien.organisations.models import Office

_ADDRESSES = [demonstration_address(code) for code in (*Role, *DEMONSTRATION_PARTS)]


def grants_of(user):
    """Return all grants of a user, the newest first, ended ones included."""
    return (
        Grant.objects.filter(user=user)
        .select_related("user", "office__organisation", "organisation", "by")
        .order_by("-starts_on", "-id")
    )


def grants_for(user, question=""):
    """Return the grants that this user may give or end, of people whose name or address matches.

    The coordinator has all before them, a head the officers of their office.
    """
    grants = Grant.objects.exclude(user__is_demonstration=not user.is_demonstration)
    grants = within_reach(user, grants)
    if question:
        named = Q(user__name__icontains=question) | Q(user__email__icontains=question)
        grants = grants.filter(named)
    whole = grants.select_related("user", "office__organisation", "organisation", "by")
    return whole.order_by("-starts_on", "-id")


def within_reach(user, offered):
    """Return those of grants or invitations that are this user's to give."""
    if rules.holds_role(user, Role.COORDINATOR):
        return offered
    return offered.filter(role=Role.OFFICER, office__in=rules.office_ids(user, Role.HEAD))


def offices_to_give_in(user):
    """Return the offices in which this user may give a role, in the order of the alphabet."""
    offices = Office.objects.filter(active=True).select_related("organisation")
    if not rules.holds_role(user, Role.COORDINATOR):
        offices = offices.filter(id__in=rules.office_ids(user, Role.HEAD))
    return offices.order_by("organisation__sort_key", "id")


def open_grant(account, role, place, on):
    """Return the grant of an account that has not ended yet, None where there is none.

    account: uuid. place: as `Grant.place` has it.
    """
    where = Q(office__code=place) | Q(organisation__code=place)
    if place == "city":
        where = Q(office=None, organisation=None)
    grants = Grant.objects.filter(Q(ends_on=None) | Q(ends_on__gte=on), user__uuid=account)
    grants = grants.select_related("user", "office__organisation", "organisation")
    return grants.filter(where, role=role).order_by("-id").first()


def account_of(email):
    """Return the active account of an address that is known to be its owner's, else None."""
    account = User.objects.filter(email__iexact=email, is_active=True).first()
    claims = EmailAddress.objects.filter(user=account, email__iexact=email, verified=False)
    return None if account is None or claims.exists() else account


def valid_grants(on):
    """Return the grants that are valid on a day."""
    return Grant.objects.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)


def holders(role, *, on, office=None):
    """Return the active accounts that hold a role on a day, in this office if one is named."""
    grants = valid_grants(on).filter(role=role)
    if office is not None:
        grants = grants.filter(office=office)
    return User.objects.filter(is_active=True, id__in=grants.values("user")).order_by("id")


def demonstration_accounts():
    """Return the accounts of the demonstration with their grants: roles, then teams and experts."""
    grants = Grant.objects.select_related("office__organisation", "organisation").order_by("id")
    accounts = User.objects.filter(is_demonstration=True, is_active=True)
    accounts = accounts.prefetch_related(Prefetch("grants", grants))
    return sorted(accounts, key=lambda account: (_place(account), account.id))


def demonstration_groups():
    """Return the accounts of the demonstration as three lists: roles, teams, experts."""
    groups = {"roles": [], "teams": [], "experts": []}
    for account in demonstration_accounts():
        code = account.email.partition("@")[0]
        is_team, is_expert = code in DEMONSTRATION_TEAMS, code in DEMONSTRATION_EXPERTS
        groups["teams" if is_team else "experts" if is_expert else "roles"].append(account)
    return groups


def demonstration_account(role):
    """Return the first demonstration account of a role, None where there is none."""
    return next((a for a in demonstration_accounts() if _role(a) == role), None)


def demonstration_code(account, at):
    """Return the six figures that the app of a demonstration account would show at an instant.

    Of no other account can they be had: its secret is read only to compare.
    """
    app = Authenticator.objects.filter(
        user=account, user__is_demonstration=True, type=Authenticator.Type.TOTP
    ).first()
    if app is None:
        return ""
    return format_hotp_value(hotp_value(decrypt(app.data["secret"]), int(at.timestamp()) // 30))


def _role(account):
    return next((grant.role for grant in account.grants.all()), "")


def _place(account):
    return _ADDRESSES.index(account.email) if account.email in _ADDRESSES else len(_ADDRESSES)
