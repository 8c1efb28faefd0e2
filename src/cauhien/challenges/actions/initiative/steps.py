"""The steps of a file from state to state: `advance_initiative` and the one table."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.accounts.models import User
from cauhien.challenges.actions.initiative.access import show_for_state
from cauhien.challenges.actions.initiative.telling import tell_team
from cauhien.challenges.actions.steps import SHA256
from cauhien.challenges.models import Check, EligibilityItem, Initiative, Opening
from cauhien.challenges.queries.initiative import KIND
from cauhien.challenges.queries.initiative.screening import is_confirmed
from cauhien.challenges.rules.initiative import way_for_initiative
from cauhien.challenges.states import (
    InitiativeGuard,
    InitiativeProof,
    InitiativeState,
    RefusalReason,
    State,
)
from cauhien.core.audit import record
from cauhien.core.events import announce

TELLING = ("reason_code", "reason", "reason_en", "fix_due_on")


@dataclass(frozen=True)
class Step:
    """What a step of a file was asked for with."""

    by: User | None
    at: datetime
    basis: str = ""
    reason_code: str = ""
    reason: str = ""
    fix_due_on: date | None = None
    reason_en: str = ""


class CannotMoveFile(Exception):
    """The table knows no such step, or not for this person, or a guard of it does not hold."""


@transaction.atomic
def advance_initiative(  # noqa: PLR0913 - the parts of one act
    *,
    initiative,
    to,
    by,
    at,
    act=None,
    basis="",
    reason_code="",
    reason="",
    reason_en="",
    fix_due_on=None,
):
    """Move a file to another state, if the table has such a row and all it asks for holds.

    basis: the hash of what the act rests on, where the row wants a proof. reason_code, reason:
    of states.RefusalReason and in words, reason_en: in English too, or "".
    fix_due_on: the last day for what is asked for.
    act: which of several acts between two states is meant. Returns the initiative.
    """
    initiative = locked_initiative(initiative)
    row = way_for_initiative(by, initiative, to, act)
    if row is None:
        raise CannotMoveFile(_("This step is not yours, or the file is no longer where it was."))
    step = Step(by, at, basis, reason_code, reason.strip(), fix_due_on, reason_en)
    for guard in row.guards:
        INITIATIVE_GUARDS[guard](initiative, step)
    if row.proof:
        INITIATIVE_PROOFS[row.proof](initiative, step)
    _write_step(initiative, row, step)
    show_for_state(initiative, by=by, at=at)
    tell_team(initiative, row.act, by=by, at=at, reason=step.reason, due_on=fix_due_on)
    tell_of_change(initiative, at)
    return initiative


def _write_step(initiative, row, step):
    detail = {
        "from": initiative.state,
        "to": row.target,
        "basis": step.basis,
        "reason_code": step.reason_code,
        "reason": step.reason,
        "fix_due_on": step.fix_due_on.isoformat() if step.fix_due_on else "",
    }
    initiative.state = row.target
    for name in TELLING:
        setattr(initiative, name, getattr(step, name))
    initiative.save(update_fields=["state", *TELLING])
    record(
        chain=initiative.chain,
        act=row.act,
        by=step.by,
        at=step.at,
        detail={name: value for name, value in detail.items() if value},
    )


def locked_initiative(initiative):
    """Return a file, locked; that something of it arrives is written down by others meanwhile."""
    return (
        Initiative.objects.select_for_update(of=("self",), no_key=True)
        .select_related("challenge__call__procedure", "challenge__key")
        .get(pk=initiative.pk)
    )


def tell_of_change(initiative, at):
    announce(kind="initiative.changed", subject_kind=KIND, subject_code=initiative.code, at=at)


def is_opened(initiative):
    """Return whether the file can be read by staff: opened by two, or never sealed."""
    return initiative.opened_at is not None


def _is_in_time(initiative, step):
    if not initiative.challenge.call.receives_at(step.at):
        raise CannotMoveFile(_("The call is closed; this was received too late."))
    opened = Opening.objects.filter(challenge=initiative.challenge).exclude(second_at=None)
    if opened.exists():
        raise CannotMoveFile(_("The files of this call are open already."))


def _is_consented(initiative, step):
    waiting = initiative.members.filter(left_at=None, consent_at=None)
    if initiative.state != InitiativeState.DRAFT:
        waiting = waiting.exclude(user=None)  # was invited later and has not come yet
    if waiting:
        raise CannotMoveFile(
            _("Not everybody in the team has agreed yet: %(names)s.")
            % {"names": ", ".join(map(str, waiting))}
        )


def _is_open(initiative, step):
    if not is_opened(initiative):
        raise CannotMoveFile(_("The files of this call are still sealed."))


def _is_confirmed(initiative, step):
    if initiative.challenge.state == State.OPEN:
        raise CannotMoveFile(_("The call is still open, and its terms may change."))
    if not is_confirmed(initiative):
        raise CannotMoveFile(
            _("The team has not confirmed the file under the new terms. Ask it to complete the"
              " file, which confirms it, or find it not eligible.")
        )  # fmt: skip


def _is_checked(initiative, step):
    required = EligibilityItem.objects.filter(call=initiative.challenge.call, is_required=True)
    met = Check.objects.filter(initiative=initiative, is_met=True).values("item")
    if required.exclude(pk__in=met).exists():
        raise CannotMoveFile(_("A required line of the checklist is not met."))


def _has_reason(initiative, step):
    if step.reason_code not in RefusalReason or not step.reason:
        raise CannotMoveFile(_("Choose a reason and say it in words."))


def _is_due_ahead(initiative, step):
    if step.fix_due_on is None or step.fix_due_on <= localdate(step.at):
        raise CannotMoveFile(_("Set a date that lies ahead."))


def _is_fix_in_time(initiative, step):
    if localdate(step.at) > initiative.fix_due_on:
        raise CannotMoveFile(_("The date that was set has passed."))


def _is_fix_overdue(initiative, step):
    if localdate(step.at) <= initiative.fix_due_on:
        raise CannotMoveFile(_("The date that was set has not passed yet."))


def _is_frozen_copy(initiative, step):
    last = initiative.versions.order_by("-number").first()
    if last is None or last.sha256 != step.basis:
        raise CannotMoveFile(_("There is no frozen copy of what is sent."))


def _is_hash(initiative, step):
    if not SHA256.fullmatch(step.basis):
        raise CannotMoveFile(_("The document that this step rests on is not named."))


INITIATIVE_GUARDS = {
    InitiativeGuard.RECEIVED_IN_TIME: _is_in_time,
    InitiativeGuard.CONSENTED: _is_consented,
    InitiativeGuard.OPENED: _is_open,
    InitiativeGuard.CONFIRMED: _is_confirmed,
    InitiativeGuard.CHECKED: _is_checked,
    InitiativeGuard.REASON: _has_reason,
    InitiativeGuard.FIX_DUE: _is_due_ahead,
    InitiativeGuard.FIX_IN_TIME: _is_fix_in_time,
    InitiativeGuard.FIX_OVERDUE: _is_fix_overdue,
}
# What upper apps prove is a document of theirs; its hash goes into the log.
INITIATIVE_PROOFS = dict.fromkeys(InitiativeProof, _is_hash) | {
    InitiativeProof.FROZEN_COPY: _is_frozen_copy,
}
