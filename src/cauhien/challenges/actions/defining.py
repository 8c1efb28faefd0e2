"""What a council has concluded of a problem is written down; the app of the councils vouches."""

from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.challenges import queries
from cauhien.challenges.actions.steps import CannotMove, locked
from cauhien.challenges.models import TaskDefinition
from cauhien.challenges.states import Act, State
from cauhien.core.audit import record


@transaction.atomic
def keep_definition(*, challenge, said, minutes_sha256, by, at):
    """Write down what a council has concluded of a problem at triage; return the TaskDefinition.

    said: its fields. minutes_sha256: of the minutes of the council that concluded.
    """
    challenge = locked(challenge)
    if challenge.state != State.TRIAGE:
        raise CannotMove(_("This step is not yours, or the problem is no longer where it was."))
    law = challenge.call.procedure.definition
    kept = TaskDefinition.objects.create(
        challenge=challenge,
        **said,
        text_sha256=queries.text_read(challenge),
        minutes_sha256=minutes_sha256,
        legal_basis_vi=law["legal_basis_vi"],
        legal_basis_en=law["legal_basis_en"],
        at=at,
        by=by,
    )
    detail = {"basis": minutes_sha256, "is_advised": kept.is_advised, "votes": kept.votes}
    record(chain=challenge.chain, act=Act.DEFINE_TASK, by=by, at=at, detail=detail)
    return kept
