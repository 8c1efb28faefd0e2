"""The sealed files of a call are opened: by two people, coordinator and scientific secretary.

Each agrees by an act of their own, signed with a second factor. Until both have, nobody reads
anything; then all files are opened at once, numbered, and the minutes are made.
"""

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.accounts.queries import holders
from cauhien.accounts.rules import hands
from cauhien.challenges.actions.initiative.access import show_opened
from cauhien.challenges.actions.initiative.duplicates import compare_later
from cauhien.challenges.actions.initiative.sending import unseal_titles
from cauhien.challenges.actions.initiative.steps import tell_of_change
from cauhien.challenges.documents.initiative import opening_texts
from cauhien.challenges.models import Arrival, Challenge, Initiative, Opening
from cauhien.challenges.queries import KIND
from cauhien.challenges.queries.initiative.offices import coordinating_office
from cauhien.challenges.rules.initiative import SCREENERS, may_open, opening_role
from cauhien.challenges.states import InitiativeAct, InitiativeState, State
from cauhien.core.audit import hands_of, record
from cauhien.core.hashing import hash_of
from cauhien.core.models import AuditLine
from cauhien.core.sealing import CannotUnseal
from cauhien.documents.actions import Filing, freeze_document
from cauhien.documents.states import Audience


class CannotOpen(Exception):
    """The call is not closed, nothing is sealed, or the person is not one of the two."""


@transaction.atomic
def accept_opening(*, challenge, by, at):
    """Agree to the opening; the second of the two opens all files by it. Returns the Opening."""
    challenge = _locked(challenge)
    opening = Opening.objects.filter(challenge=challenge).first()
    role = _check(challenge, opening, by)
    if opening is None:
        opening = Opening.objects.create(
            challenge=challenge, first_by=by, first_role=role, first_at=at
        )
        _log_acceptance(challenge, role, by, at)
        return opening
    _check_second(challenge, opening, role, by)
    _check_arrivals(challenge)
    opening.second_by, opening.second_role, opening.second_at = by, role, at
    _log_acceptance(challenge, role, by, at)
    _open_all(challenge, opening, by, at)
    return opening


@transaction.atomic
def number_files(*, challenge, at):
    """Give the files of a closed call that seals nothing their numbers, and show them to the audit.

    Does nothing twice. Returns how many there were.
    """
    challenge = _locked(challenge)
    files = list(_sent(challenge).filter(number=None))
    if challenge.call.procedure.sealed or challenge.state in (State.DEFINED, State.OPEN):
        return 0
    for number, initiative in enumerate(files, start=1):
        _number(initiative, number, None, at)
    if files:
        compare_later(challenge)
    return len(files)


def _open_all(challenge, opening, by, at):
    rows = [
        _opened(initiative, number, by, at) for number, initiative in enumerate(_sent(challenge), 1)
    ]
    withdrawn = Initiative.objects.filter(challenge=challenge, state=InitiativeState.WITHDRAWN)
    opening.minutes = {
        "challenge": challenge.code,
        "opened_at": at.isoformat(),
        "by": [str(opening.first_by.uuid), str(by.uuid)],
        "files": rows,
        "withdrawn_before": withdrawn.exclude(submitted_at=None).count(),
    }
    opening.sha256 = hash_of(opening.minutes)
    opening.save()
    detail = {"basis": opening.sha256, "files": len(rows)}
    record(chain=challenge.chain, act=InitiativeAct.OPEN_ALL, by=by, at=at, detail=detail)
    _make_minutes(challenge, opening, by, at)
    compare_later(challenge)


def _opened(initiative, number, by, at):
    """Open one file and return its row of the minutes; one that was altered is told as that."""
    version = initiative.versions.order_by("-number").select_related("receipt").first()
    version.initiative = initiative
    try:
        content = version.read()
        is_whole = hash_of(content) == version.sha256
    except CannotUnseal:
        content, is_whole = {"texts": {}}, False
    initiative.opened_at = at
    initiative.save(update_fields=["opened_at"])
    unseal_titles(initiative, content["texts"])
    _number(initiative, number, by, at)
    return {
        "number": number,
        "code": initiative.code,
        "title_vi": initiative.title_vi,
        "title_en": initiative.title_en,
        "received_at": version.receipt.received_at.isoformat(),
        "receipt": version.receipt.code,
        "sha256": version.sha256,
        "is_whole": is_whole,
    }


def _number(initiative, number, by, at):
    initiative.number = number
    initiative.save(update_fields=["number"])
    act = InitiativeAct.OPEN if by else InitiativeAct.NUMBER
    record(chain=initiative.chain, act=act, by=by, at=at, detail={"number": number})
    show_opened(initiative, by=by, at=at)
    tell_of_change(initiative, at)


def _make_minutes(challenge, opening, by, at):
    office = coordinating_office()
    if office is None:
        return
    people = {opening.first_by, by}
    for role in SCREENERS:
        people |= set(holders(role, on=localdate(at)))
    filing = Filing(
        kind=KIND,
        code=challenge.code,
        audience=Audience.NAMED,
        office=office,
        readers=tuple(people),
        chain=challenge.chain,
        is_illustration=challenge.is_illustration,
        basis_sha256=opening.sha256,
    )
    freeze_document(texts=opening_texts(opening, office), filing=filing, by=by, at=at)


def _check(challenge, opening, by):
    if not challenge.call.procedure.sealed:
        raise CannotOpen(_("In this procedure nothing is sealed."))
    if challenge.state != State.SCREENING:
        raise CannotOpen(_("Files are opened after the call has closed."))
    if opening and opening.is_done:
        raise CannotOpen(_("The files of this call are open already."))
    if not may_open(by, challenge):
        raise CannotOpen(_("The coordinator and the scientific secretary open the files."))
    return opening_role(by)


def _check_second(challenge, opening, role, by):
    lines = AuditLine.objects.filter(chain=challenge.chain, act=InitiativeAct.ACCEPT_OPENING)
    if hands_of(lines.latest("number")) & hands(by):
        raise CannotOpen(_("You have agreed already; now somebody else must."))
    if role == opening.first_role:
        raise CannotOpen(_("It takes the coordinator and the scientific secretary, one of each."))


def _check_arrivals(challenge):
    left = Arrival.objects.filter(initiative__challenge=challenge, settled_at=None)
    if left.exists():
        raise CannotOpen(_("A file that arrived is still being taken in. Try again in a minute."))


def _log_acceptance(challenge, role, by, at):
    act = InitiativeAct.ACCEPT_OPENING
    record(chain=challenge.chain, act=act, by=by, at=at, detail={"role": role})


def _locked(challenge):
    rows = Challenge.objects.select_for_update(of=("self",))
    return rows.select_related("call__procedure", "office__organisation").get(pk=challenge.pk)


def _sent(challenge):
    """Return the files that were sent and not taken back, in the order of their arrival."""
    sent = Initiative.objects.filter(challenge=challenge).exclude(submitted_at=None)
    kept = sent.exclude(state=InitiativeState.WITHDRAWN).select_for_update(of=("self",))
    return kept.select_related("challenge__call__procedure", "challenge__key").order_by(
        "submitted_at", "id"
    )
