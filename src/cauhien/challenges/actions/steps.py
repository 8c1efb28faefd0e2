"""The steps of a problem from state to state; all go through `advance` and the one table."""

import hashlib
import json
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.challenges import queries, rules
from cauhien.challenges.actions.spreading import tell
from cauhien.challenges.models import Challenge, FrozenText
from cauhien.challenges.states import FROZEN, Guard, Proof, State, transition
from cauhien.core.audit import record


class CannotMove(Exception):
    """The table knows no such step, or not for this person, or a guard of it does not hold."""


class CannotSend(Exception):
    """The problem lacks what signing needs; `missing` says {field: what to do}."""

    def __init__(self, missing):
        super().__init__(_("Something is missing before it can be signed."))
        self.missing = missing


@transaction.atomic
def send_for_sign_off(*, challenge, by, at):
    """Freeze a complete draft and hand it to the head of its office, who alone may sign it."""
    challenge = locked(challenge)
    if not rules.may_send(by, challenge):
        raise CannotMove(_("Only an officer of the office that owns a draft sends it."))
    frozen = _freeze(challenge, by, at)
    return advance(
        challenge=challenge, to=State.AWAITING_SIGN_OFF, by=by, at=at, basis=frozen.sha256
    )


@transaction.atomic
def sign_off(*, challenge, by, at, sha256):
    """Sign the frozen text; sha256: the hash of what the head has read."""
    challenge = locked(challenge)
    moved = advance(challenge=challenge, to=State.TRIAGE, by=by, at=at, basis=sha256)
    frozen = queries.frozen_text(challenge)
    frozen.signed_at, frozen.signed_by = at, by
    frozen.save(update_fields=["signed_at", "signed_by"])
    return moved


def return_challenge(*, challenge, by, at, reason):
    """Give a problem back to its office as a draft, with the reason."""
    return advance(challenge=challenge, to=State.DRAFT, by=by, at=at, reason=reason)


@transaction.atomic
def advance(*, challenge, to, by, at, basis="", reason=""):
    """Move a problem to another state, if the table has such a row and all it asks for holds.

    basis: the hash of what the act rests on, where the row wants a proof. Returns the problem.
    """
    challenge = locked(challenge)
    row = transition(challenge.state, to)
    if row is None or row.copies or not rules.may_move(by, challenge, to):
        raise CannotMove(_("This step is not yours, or the problem is no longer where it was."))
    for guard in row.guards:
        GUARDS[guard](challenge, by, reason.strip())
    if row.proof:
        PROOFS[row.proof](challenge, basis)
    detail = {"from": challenge.state, "to": to, "basis": basis, "reason": reason.strip()}
    challenge.state = to
    challenge.save(update_fields=["state"])
    record(
        chain=challenge.chain,
        act=row.act,
        by=by,
        at=at,
        detail={name: value for name, value in detail.items() if value},
        public=row.public,
    )
    tell(challenge, at)
    return challenge


def _freeze(challenge, by, at):
    content = {name: _as_text(getattr(challenge, name)) for name in FROZEN}
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return FrozenText.objects.create(
        challenge=challenge,
        content=content,
        sha256=hashlib.sha256(canonical.encode()).hexdigest(),
        frozen_at=at,
        frozen_by=by,
    )


def _as_text(value):
    """Return a value as it is hashed: 18 and 18.0000 are the same number."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else str(value)


def _is_complete(challenge, by, reason):
    if missing := challenge.missing_for_sign_off():
        raise CannotSend(missing)


def _is_other_person(challenge, by, reason):
    if queries.frozen_text(challenge).frozen_by_id == by.pk:
        raise CannotMove(_("You sent this text yourself; somebody else must sign it."))


def _has_reason(challenge, by, reason):
    if not reason:
        raise CannotMove(_("Say why you return it."))


def _is_frozen_text(challenge, basis):
    frozen = queries.frozen_text(challenge)
    if not frozen or frozen.sha256 != basis:
        raise CannotMove(_("The text has changed since you opened it. Read it again."))


GUARDS = {
    Guard.COMPLETE: _is_complete,
    Guard.OTHER_PERSON: _is_other_person,
    Guard.REASON: _has_reason,
}
PROOFS = {Proof.FROZEN_TEXT: _is_frozen_text}


def locked(challenge):
    return (
        Challenge.objects.select_for_update(of=("self",))
        .select_related("office__organisation", "officer", "place", "adopted_from")
        .get(pk=challenge.pk)
    )
