"""Invitations, read."""

from django.core import signing
from django.urls import reverse

from cauhien.accounts.models import Invitation
from cauhien.accounts.queries.grants import within_reach

SALT = "cauhien.accounts.invitation"


def invitations_for(user):
    """Return the invitations that this user sent or could have sent, the newest first."""
    found = Invitation.objects.filter(by__is_demonstration=user.is_demonstration)
    found = within_reach(user, found)
    return found.select_related("office__organisation", "by").order_by("-made_at", "-id")


def open_invitations(address, role, office, at):
    """Return the invitations to an address that offer the same and can still be taken up."""
    return Invitation.objects.filter(
        address__iexact=address,
        role=role,
        office=office,
        accepted_at=None,
        recalled_at=None,
        expires_at__gt=at,
    )


def invitation_of(token):
    """Return the invitation of a link, None where the link is not ours or not whole."""
    try:
        code = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    found = Invitation.objects.select_related("office__organisation", "by")
    return found.filter(code=code).first()


def invitation_named(code):
    return Invitation.objects.select_related("office", "by").get(code=code)


def path_of_invitation(invitation):
    """Return the signed address of this site under which an invitation is taken up."""
    token = signing.dumps(invitation.code, salt=SALT)
    return reverse("accounts:invitation", kwargs={"token": token})
