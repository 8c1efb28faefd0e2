"""What accounts have to say and cannot, for they stand below: they announce it, this writes it."""

from django.db import transaction
from django.urls import reverse

from cauhien.accounts.queries import invitation_named, path_of_invitation, request_named
from cauhien.accounts.states import InvitationState, Letter, RequestState
from cauhien.notices.actions.telling import tell, write_to


@transaction.atomic
def write_invitation(*, code, at):
    """Mail an invitation to the address that it is for; nothing where it is not open any more."""
    found = invitation_named(code)
    if found.state(at) != InvitationState.OPEN:
        return None
    return write_to(
        address=found.address,
        language=found.language,
        kind=Letter.INVITATION,
        subject=None,
        at=at,
        parameters={
            "role": found.role,
            "office": found.office.code if found.office else "",
            "from": found.starts_on.isoformat(),
            "to": found.ends_on.isoformat() if found.ends_on else "",
            "expires": found.expires_at.date().isoformat(),
            "by": str(found.by),
        },
        url=path_of_invitation(found),
    )


@transaction.atomic
def tell_of_firm(*, code, at):
    """Tell who asked to act for a firm what the coordinator has answered."""
    found = request_named(code)
    if found.state not in (RequestState.APPROVED, RequestState.REFUSED):
        return
    is_approved = found.state == RequestState.APPROVED
    tell(
        users=[found.user],
        kind=Letter.FIRM_ANSWER,
        subject=None,
        at=at,
        parameters={"name": found.name, "is_approved": is_approved, "reason": found.reason},
        url=reverse("accounts:firm"),
    )
