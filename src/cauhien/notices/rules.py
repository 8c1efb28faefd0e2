"""Who may look at what was sent, and whom a notice still concerns."""

from django.conf import settings
from django.db.models import Q

from cauhien.core.items import items_for


def in_outbox_of(user):
    """Return the condition under which a mail stands in a user's outbox: it went to them.

    The accounts of the demonstration are everybody's, and so are their mails, and those that its
    people write to whoever has no account; a real account's mails are its owner's also there.
    """
    own = Q(recipient=user)
    if not is_shared(user):
        return own
    return own | Q(recipient__is_demonstration=True) | Q(recipient=None)


def is_shared(user):
    """Return whether this account shares one outbox with the others of the demonstration."""
    return settings.DEMONSTRATION and user.is_demonstration


def while_it_waits(user, notice, at):
    """Return whether something about the subject of a notice still waits for the user.

    For kinds that ask somebody to do something: `Kind(…, still_concerns=while_it_waits)`.
    """
    return any((item.kind, item.code) == notice.about for item in items_for(user, at))
