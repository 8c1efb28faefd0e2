"""The one case of a demonstration that is invented, and says so."""

from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.challenges.actions.spreading import tell
from cauhien.challenges.actions.steps import CannotMove, locked
from cauhien.challenges.states import Act, State
from cauhien.core.audit import record


@transaction.atomic
def mark_illustration(*, challenge, reason, at):
    """Mark a draft for good as an illustration: no statistic, feed or export counts it.

    reason: what is invented in it, for the log that everybody reads.
    """
    challenge = locked(challenge)
    if challenge.state != State.DRAFT:
        raise CannotMove(_("Only a draft becomes an illustration."))
    challenge.is_illustration = True
    challenge.save(update_fields=["is_illustration"])
    said = {"reason": reason}
    record(chain=challenge.chain, act=Act.ILLUSTRATE, by=None, at=at, detail=said, public=True)
    tell(challenge, at)
    return challenge
