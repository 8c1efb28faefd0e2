"""A file is sent: its arrival is written down at once, then frozen, then a receipt is given.

What counts is the time at which the server had it, whatever lock is waited for afterwards.
"""

from django.db import transaction
from django.utils.timezone import localdate

from cauhien.challenges.actions.initiative.access import show_on_arrival
from cauhien.challenges.actions.initiative.duplicates import compare_later
from cauhien.challenges.actions.initiative.steps import (
    CannotMoveFile,
    advance_initiative,
    locked_initiative,
)
from cauhien.challenges.models import Arrival, Initiative, InitiativeVersion, Receipt
from cauhien.challenges.queries.initiative.content import draft_content, last_version
from cauhien.challenges.states import (
    SUMMARY_TEXTS,
    InitiativeAct,
    InitiativeState,
    RefusalReason,
)
from cauhien.core.hashing import hash_of
from cauhien.core.models import AuditLine

SENDING = (InitiativeAct.SUBMIT, InitiativeAct.RESUBMIT, InitiativeAct.ANSWER_FIX)


def submit_initiative(*, initiative, by, at, named=0):
    """Send a file, or a new version of it, and return the receipt.

    at: when the server had it. named: how many places that look like a name of the team its lead
    has looked at before. The same content again is no new version: its receipt is returned.
    """
    arrival = Arrival.objects.create(initiative=initiative, by=by, at=at)
    try:
        return settle_arrival(arrival, by=by, named=named)
    except CannotMoveFile:
        _settle(arrival)
        raise


@transaction.atomic
def settle_arrival(arrival, *, by, named=0):
    """Take in what has arrived; returns the receipt, or raises CannotMoveFile."""
    initiative = locked_initiative(arrival.initiative)
    content = _content(initiative, named)
    last = last_version(initiative)
    if last and initiative.state == InitiativeState.SUBMITTED and _says_the_same(last, content):
        receipt = last.receipt
    else:
        receipt = _take_in(initiative, content, last, by, arrival.at)
    _settle(arrival)
    return receipt


def settle_left(*, at):
    """Take in what arrived and was then left: the process was killed, or the database was away.

    What was written after it arrived was never sent, and is not taken for it.
    """
    for arrival in Arrival.objects.filter(settled_at=None, at__lt=at).order_by("at", "id"):
        arrival.by.day = localdate(arrival.at)
        try:
            if arrival.initiative.saved_at > arrival.at:
                _settle(arrival)
            else:
                settle_arrival(arrival, by=arrival.by)
        except CannotMoveFile:
            _settle(arrival)


@transaction.atomic
def withdraw_initiative(*, initiative, by, at, reason):
    """Take a file back, at whatever stage it is; it stays countable."""
    return advance_initiative(
        initiative=initiative,
        to=InitiativeState.WITHDRAWN,
        by=by,
        at=at,
        reason_code=RefusalReason.TEAM_WITHDREW,
        reason=reason,
    )


def unseal_titles(initiative, texts):
    """Write title and summary into their columns: the file is opened, or was never sealed."""
    for name in SUMMARY_TEXTS:
        setattr(initiative, name, texts.get(name, ""))
    initiative.save(update_fields=list(SUMMARY_TEXTS))


def _take_in(initiative, content, last, by, at):
    version = InitiativeVersion(
        initiative=initiative,
        number=last.number + 1 if last else 1,
        sha256=hash_of(content),
        call_version=initiative.challenge.call.version,
        at=at,
        by=by,
    )
    version.content = initiative.sealed_json(content, f"version:{version.number}")
    version.save(force_insert=True)
    advance_initiative(
        initiative=initiative, to=InitiativeState.SUBMITTED, by=by, at=at, basis=version.sha256
    )
    line = AuditLine.objects.filter(chain=initiative.chain, act__in=SENDING).latest("number")
    receipt = Receipt.objects.create(
        version=version,
        received_at=at,
        sha256=version.sha256,
        line_number=line.number,
        line_hash=line.hash,
    )
    _note_sent(Initiative.objects.get(pk=initiative.pk), content, by, at)
    return receipt


def _note_sent(initiative, content, by, at):
    is_sealed = initiative.challenge.call.procedure.sealed
    if initiative.submitted_at is None:
        initiative.submitted_at = at
        initiative.opened_at = None if is_sealed else at
        initiative.save(update_fields=["submitted_at", "opened_at"])
        show_on_arrival(initiative, by=by, at=at)
    if initiative.opened_at:
        unseal_titles(initiative, content["texts"])
    if initiative.number:
        compare_later(initiative.challenge, initiative)


def _content(initiative, named):
    call = initiative.challenge.call
    return {
        "initiative": initiative.code,
        "challenge": initiative.challenge.code,
        "call": {"version": call.version, "sha256": call.sha256},
        "named": named,
    } | draft_content(initiative)


def _says_the_same(version, content):
    kept = version.read()
    return all(kept[name] == value for name, value in content.items() if name != "named")


def _settle(arrival):
    Arrival.objects.filter(pk=arrival.pk).update(settled_at=arrival.at)
