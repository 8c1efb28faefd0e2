"""An open call is changed: by the decision-maker alone, with a reason, in public."""

from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.challenges import queries, rules
from cauhien.challenges.actions.calls import CannotDefine, content_of, freeze_call, write_rows
from cauhien.challenges.actions.steps import CannotMove, advance, locked
from cauhien.challenges.states import Act, State, VersionKind

# What an amendment does not touch: the rules of the game, and the times (see `extend_call`).
KEPT = ("procedure", "opens_at", "closes_at")


@transaction.atomic
def extend_call(*, challenge, by, at, closes_at, reason):
    """Move the deadline of an open call to a later time. Returns the problem.

    That of an illustration moves to an earlier one too: nobody waits a month to see how it goes on.
    """
    call = _to_be_changed(challenge, by, at)
    if closes_at <= call.closes_at and not call.challenge.is_illustration:
        raise CannotMove(_("The new deadline must be later than the one that is known."))
    call.closes_at = closes_at
    call.save(update_fields=["closes_at"])
    return _frozen_anew(call, Act.EXTEND, VersionKind.EXTENSION, by=by, at=at, reason=reason)


@transaction.atomic
def amend_call(  # noqa: PLR0913 - the parts of one act
    *, challenge, by, at, written, rows, reason, needs_confirmation=False
):
    """Change what an open call says. Returns the problem.

    needs_confirmation: whoever has sent a file must confirm it under the new text.
    Raises CannotDefine where the call would not be complete any more.
    """
    call = _to_be_changed(challenge, by, at)
    for name, value in written.items():
        if name not in KEPT:
            setattr(call, name, value)
    call.save()
    for name, kept in rows.items():
        write_rows(call, name, kept)
    if missing := queries.missing_in_call(call):
        raise CannotDefine(missing)
    return _frozen_anew(
        call,
        Act.AMEND,
        VersionKind.AMENDMENT,
        by=by,
        at=at,
        reason=reason,
        needs_confirmation=needs_confirmation,
    )


def _to_be_changed(challenge, by, at):
    challenge = locked(challenge)
    if not rules.may_change_call(by, challenge):
        raise CannotMove(_("This step is not yours, or the problem is no longer where it was."))
    call = queries.call_of(challenge)
    if call.closes_at <= at:
        raise CannotMove(_("The time of closing has passed; nothing can be changed any more."))
    return call


def _frozen_anew(call, act, kind, *, by, at, reason, needs_confirmation=False):  # noqa: PLR0913 - one version
    """Freeze the call as it stands now, and let the table do the rest."""
    if queries.version_in_force(call).content == content_of(call):
        raise CannotMove(_("Nothing was changed."))
    version = freeze_call(
        call, kind, by=by, at=at, reason=reason, needs_confirmation=needs_confirmation
    )
    return advance(
        challenge=call.challenge,
        to=State.OPEN,
        by=by,
        at=at,
        basis=version.sha256,
        reason=reason,
        act=act,
    )
