"""What accounts have to say and cannot, for they stand below: they announce it, this writes it."""

from django.db import transaction

from cauhien.accounts.queries import invitation_named, path_of_invitation
from cauhien.accounts.states import InvitationState, Letter
from cauhien.notices.actions.telling import write_to


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
