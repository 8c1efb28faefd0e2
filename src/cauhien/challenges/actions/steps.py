"""The steps of a problem from state to state; all go through `advance` and the one table."""

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.accounts.models import User
from cauhien.accounts.rules import hands
from cauhien.challenges import queries, rules
from cauhien.challenges.actions.spreading import tell
from cauhien.challenges.actions.telling import tell_of_step
from cauhien.challenges.models import Challenge, FrozenText
from cauhien.challenges.states import FROZEN, Act, Guard, Outcome, Proof, State
from cauhien.core.audit import hands_of, record
from cauhien.core.hashing import hash_of
from cauhien.core.models import AuditLine

SHA256 = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True)
class Asked:
    """What a step was asked for with."""

    by: User | None
    at: datetime
    reason: str
    basis: str
    into: Challenge | None


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
    return advance(challenge=challenge, to=State.DRAFT, by=by, at=at, reason=reason, act=Act.RETURN)


def take_back(*, challenge, by, at, reason):
    """Make a draft again of what the office has sent, with the reason."""
    return advance(
        challenge=challenge, to=State.DRAFT, by=by, at=at, reason=reason, act=Act.TAKE_BACK
    )


def withdraw_challenge(*, challenge, by, at, reason):
    """End a problem by its own office, at whatever stage it is."""
    return advance(
        challenge=challenge,
        to=State.CLOSED,
        by=by,
        at=at,
        reason=reason,
        outcome=Outcome.WITHDRAWN,
    )


@transaction.atomic
def advance(  # noqa: PLR0913 - the parts of one act
    *, challenge, to, by, at, basis="", reason="", outcome="", act=None, into=None
):
    """Move a problem to another state, if the table has such a row and all it asks for holds.

    basis: the hash of what the act rests on, where the row wants a proof. outcome: how the
    problem ends, where it does. act: which of several acts between the two states is meant.
    into: the problem that it is merged into. Returns the problem.
    """
    challenge = locked(challenge)
    row = rules.way_for(by, challenge, to, outcome=outcome, act=act)
    if row is None or row.copies:
        raise CannotMove(_("This step is not yours, or the problem is no longer where it was."))
    asked = Asked(by=by, at=at, reason=reason.strip(), basis=basis, into=into)
    for guard in row.guards:
        GUARDS[guard](challenge, asked)
    if row.proof:
        PROOFS[row.proof](challenge, asked)
    before = (challenge.state, challenge.is_public)
    _write_step(challenge, row, asked)
    tell_of_step(before, challenge, row, asked)
    tell(challenge, at)
    return challenge


def _write_step(challenge, row, asked):
    detail = {
        "from": challenge.state,
        "to": row.target,
        "outcome": row.outcome,
        "basis": asked.basis,
        "reason": asked.reason,
        "into": asked.into.code if asked.into else "",
    }
    challenge.state, challenge.outcome = row.target, row.outcome
    challenge.is_public = challenge.is_public or row.public
    challenge.save(update_fields=["state", "outcome", "is_public"])
    record(
        chain=challenge.chain,
        act=row.act,
        by=asked.by,
        at=asked.at,
        detail={name: value for name, value in detail.items() if value},
        public=row.public,
    )


def _freeze(challenge, by, at):
    content = {name: as_text(getattr(challenge, name)) for name in FROZEN}
    return FrozenText.objects.create(
        challenge=challenge,
        content=content,
        sha256=hash_of(content),
        frozen_at=at,
        frozen_by=by,
    )


def as_text(value):
    """Return a value as it is hashed: 18 and 18.0000 are the same number."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else str(value)


def _is_complete(challenge, asked):
    if missing := challenge.missing_for_sign_off():
        raise CannotSend(missing)


def _is_other_person(challenge, asked):
    """Neither who sent it signs it, nor on whose behalf it was sent, nor who acts for either."""
    lines = AuditLine.objects.filter(chain=challenge.chain, act=Act.SEND)
    if hands_of(lines.latest("number")) & hands(asked.by):
        raise CannotMove(_("You sent this text yourself; somebody else must sign it."))


def _has_reason(challenge, asked):
    if not asked.reason:
        raise CannotMove(_("Say why."))


def _is_compared(challenge, asked):
    if queries.last_comparison(challenge) is None:
        raise CannotMove(_("Look at what is similar first, and say why this is still a new one."))


def _is_task_defined(challenge, asked):
    if not rules.asks_for_definition(challenge):
        return
    task = queries.task_definition(challenge)
    if task is None:
        raise CannotMove(_("The procedure asks for a council that defines the task first."))
    if not task.is_advised:
        raise CannotMove(_("The council advises against the task. Refuse it, or ask again."))


def _is_direct_way(challenge, asked):
    if not queries.is_direct(challenge):
        raise CannotMove(_("The council has not concluded on direct assignment."))


def _is_assigned(challenge, asked):
    if not rules.asks_for_definition(challenge) or not queries.is_direct(challenge):
        return
    named = queries.assignment_of(challenge)
    if named is None or named.call_sha256 != challenge.call.sha256:
        raise CannotMove(
            _("The council wants the task assigned directly. The decision-maker names to whom.")
        )


def _is_call_complete(challenge, asked):
    call = queries.call_of(challenge)
    if call is None or queries.missing_in_call(call):
        raise CannotMove(_("The call is not complete."))


def _is_before_closing(challenge, asked):
    if challenge.call.closes_at is None or challenge.call.closes_at <= asked.at:
        raise CannotMove(_("The time of closing has passed. Choose a later one first."))


def _is_time_up(challenge, asked):
    if challenge.call.closes_at > asked.at:
        raise CannotMove(_("The call is still open."))


def _is_other_problem(challenge, asked):
    other = asked.into
    if other is None or other.pk == challenge.pk or other.merged_into_id or not other.office_id:
        raise CannotMove(_("Name another problem of an office, one that was not merged itself."))
    if other.outcome in (Outcome.REFUSED, Outcome.WITHDRAWN):
        raise CannotMove(_("The other problem was refused or withdrawn."))


def _is_frozen_text(challenge, asked):
    frozen = queries.frozen_text(challenge)
    if not frozen or frozen.sha256 != asked.basis:
        raise CannotMove(_("The text has changed since you opened it. Read it again."))


def _is_frozen_call(challenge, asked):
    call = queries.call_of(challenge)
    if not call or not call.sha256 or call.sha256 != asked.basis:
        raise CannotMove(_("The call has changed since you opened it. Read it again."))


def _is_hash(challenge, asked):
    if not SHA256.fullmatch(asked.basis):
        raise CannotMove(_("The document that this step rests on is not named."))


GUARDS = {
    Guard.COMPLETE: _is_complete,
    Guard.OTHER_PERSON: _is_other_person,
    Guard.REASON: _has_reason,
    Guard.COMPARED: _is_compared,
    Guard.TASK_DEFINED: _is_task_defined,
    Guard.DIRECT_WAY: _is_direct_way,
    Guard.ASSIGNED: _is_assigned,
    Guard.CALL_COMPLETE: _is_call_complete,
    Guard.BEFORE_CLOSING: _is_before_closing,
    Guard.TIME_IS_UP: _is_time_up,
    Guard.OTHER_PROBLEM: _is_other_problem,
}
# What upper apps prove is a document of theirs; its hash goes into the log.
PROOFS = dict.fromkeys(Proof, _is_hash) | {
    Proof.FROZEN_TEXT: _is_frozen_text,
    Proof.FROZEN_CALL: _is_frozen_call,
}


def locked(challenge):
    return (
        Challenge.objects.select_for_update(of=("self",), no_key=True)
        .select_related("office__organisation", "officer", "place", "adopted_from")
        .get(pk=challenge.pk)
    )
