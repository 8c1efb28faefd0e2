"""People without an account, invited by mail to a role."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.accounts import queries, rules
from cauhien.accounts.actions.grants import CannotGrant, grant_role
from cauhien.accounts.models import Invitation
from cauhien.accounts.states import InvitationState
from cauhien.core.audit import record, salted
from cauhien.core.events import announce

GOOD_FOR = timedelta(days=14)


class CannotInvite(Exception):
    """The role is not this person's to give, or the dates end before they begin."""


class CannotAccept(Exception):
    """The invitation is not open any more, or was sent to another address."""


class CannotRecallInvitation(Exception):
    """The invitation is not this person's to recall, or not open any more."""


@transaction.atomic
def invite(  # noqa: PLR0913 - an invitation is these facts
    *,
    address,
    role,
    by,
    at,
    starts_on,
    office=None,
    ends_on=None,
    may_delegate_signing=False,
    language="vi",
):
    """Offer a role to whoever reads the mails of an address; return the invitation.

    The mail is written by `notices`, which hears of it. An earlier offer of the same is recalled.
    """
    if not rules.may_grant(by, role, office):
        raise CannotInvite(_("This role is not yours to give."))
    if ends_on and ends_on < max(starts_on, localdate(at)):
        raise CannotInvite(_("The last day lies before the first."))
    earlier = queries.open_invitations(address, role, office, at)
    earlier.update(recalled_at=at)
    invitation = Invitation.objects.create(
        address=address,
        role=role,
        office=office,
        language=language,
        starts_on=starts_on,
        ends_on=ends_on,
        may_delegate_signing=may_delegate_signing,
        by=by,
        made_at=at,
        expires_at=at + GOOD_FOR,
    )
    _write_down("invite", invitation, by, at)
    return invitation


@transaction.atomic
def recall_invitation(*, invitation, by, at):
    """Take an offer back; its link opens nothing any more."""
    invitation = _locked(invitation)
    if not rules.may_grant(by, invitation.role, invitation.office):
        raise CannotRecallInvitation(_("This invitation is not yours to recall."))
    if invitation.state(at) != InvitationState.OPEN:
        raise CannotRecallInvitation(_("This invitation is not open any more."))
    invitation.recalled_at = at
    invitation.save(update_fields=["recalled_at"])
    _write_down("recall_invitation", invitation, by, at)
    return invitation


@transaction.atomic
def accept_invitation(*, invitation, user, at):
    """Give the role to who opened the link that was mailed to the address of their account.

    Whoever invited must still be able to give the role.
    """
    invitation = _locked(invitation)
    if invitation.state(at) != InvitationState.OPEN:
        raise CannotAccept(_("This invitation is not open any more."))
    if user.email.lower() != invitation.address.lower():
        raise CannotAccept(_("This invitation was sent to another address than your account has."))
    if user.is_demonstration != invitation.by.is_demonstration:
        raise CannotAccept(_("An invitation of the demonstration gives no role."))
    _confirm_address(user, invitation.address)
    invitation.by.day = localdate(at)
    try:
        invitation.grant = grant_role(
            user=user,
            role=invitation.role,
            office=invitation.office,
            starts_on=max(invitation.starts_on, localdate(at)),
            ends_on=invitation.ends_on,
            may_delegate_signing=invitation.may_delegate_signing,
            by=invitation.by,
            at=at,
        )
    except CannotGrant:
        message = _("Whoever invited you cannot give this role any more.")
        raise CannotAccept(message) from None
    invitation.accepted_at = at
    invitation.save(update_fields=["accepted_at", "grant"])
    return invitation.grant


def _locked(invitation):
    rows = Invitation.objects.select_for_update(of=("self",))
    return rows.select_related("by", "office").get(pk=invitation.pk)


def _confirm_address(user, address):
    """Note that who opened a link mailed to an address reads the mails of that address."""
    known, _is_new = EmailAddress.objects.get_or_create(
        user=user, email=address.lower(), defaults={"primary": True}
    )
    if not known.verified:
        known.verified = True
        known.save(update_fields=["verified"])


def _write_down(act, invitation, by, at):
    """Log the act under whoever did it, the address as a hash; tell the apps above."""
    detail = {
        "invitation": invitation.code,
        "role": invitation.role,
        "office": invitation.office.code if invitation.office else "",
        "address": salted(invitation.address.lower()),
    }
    record(chain=f"account:{by.uuid}", act=act, by=by, at=at, detail=detail)
    announce(
        kind="invitation.changed", subject_kind="invitation", subject_code=invitation.code, at=at
    )
