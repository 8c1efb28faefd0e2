"""A value that a person put right and a source says otherwise: one of the two is to count."""

from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.core.audit import record
from cauhien.core.models import Assertion
from cauhien.core.provenance import settle
from cauhien.ingest import rules
from cauhien.ingest.actions.corrections import write_values

OURS, THEIRS = "ours", "theirs"


class CannotSettle(Exception):
    """The conflict is settled already, or not this person's to settle."""


@transaction.atomic
def settle_conflict(*, proposal, keep, reason, by, at):
    """Let the accepted value stay, or let the source's take its place; the log says why.

    keep: OURS or THEIRS. From a value that was taken from the source on, later files are
    followed again; the value that was kept is not put in question by the same words twice.
    """
    proposal = Assertion.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if not rules.may_decide(by):
        raise CannotSettle(_("Only a data steward decides this."))
    if proposal.status != Assertion.Status.PROPOSED:
        raise CannotSettle(_("Somebody has decided this already."))
    settle(proposal, is_taken=keep == THEIRS)
    if keep == THEIRS:
        write_values(
            kind=proposal.subject_kind,
            code=proposal.subject_code,
            values={proposal.predicate: proposal.value},
            ground="",
            at=at,
        )
    record(
        chain=f"conflict:{proposal.subject_kind}:{proposal.subject_code}"[:80],
        act=f"conflict.keep_{keep}",
        by=by,
        at=at,
        detail={
            "value": proposal.predicate,
            "source": proposal.source.code,
            "reason": reason,
        },
    )
