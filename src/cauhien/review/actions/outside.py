"""Whoever reviews single files from outside the council is named: no seat counts, and no vote."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.review import queries, rules
from cauhien.review.actions.forming import CannotForm, locked_council, log
from cauhien.review.actions.inviting import send_invitation
from cauhien.review.actions.placing import candidate_now, check_free, looked_at
from cauhien.review.models import Seat
from cauhien.review.states import CouncilAct, SeatRole


class CannotAskOutside(CannotForm):
    """Nobody is asked from outside so; `field` names where in the form."""

    def __init__(self, message, field=None):
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class OutsideWish:
    """Whom to ask from outside, of which files, and why. files: rows of Initiative."""

    person: object
    reason: str
    files: tuple = field(default_factory=tuple)


def ask_outside(*, council, wish, offer, by, at):
    """Invite an expert to review some files of a council without a seat; return their Seat.

    Load, absence and conflicts are looked at as for members: with a tie to any file of the call
    nobody is asked. What was found stays, so that what may be lifted can be.
    """
    if not rules.may_ask_outside(by, council):
        raise CannotAskOutside(
            _("The scientific secretary or the coordinator names who reviews from outside.")
        )
    _check(council, wish, offer, at)
    conflicts = looked_at(council, wish.person, at=at)
    return _asked(council, wish, conflicts, offer, by, at)


@transaction.atomic
def _asked(council, wish, conflicts, offer, by, at):
    council = locked_council(council)
    if not rules.may_ask_outside(by, council):
        raise CannotAskOutside(_("The council has concluded meanwhile."))
    candidate = _candidate(council, wish.person, conflicts, at)
    seat = Seat.objects.create(
        council=council,
        role=SeatRole.OUTSIDE,
        person=wish.person,
        user=wish.person.user,
        email=candidate.expert.email,
        fit=candidate.fit,
        evidence=candidate.evidence,
        reason=wish.reason.strip(),
    )
    seat.files.set(wish.files)
    log(
        council,
        CouncilAct.ASK_OUTSIDE,
        by,
        at,
        seat=seat.code,
        person=str(wish.person.uuid),
        files=[one.code for one in wish.files],
        reason=seat.reason,
    )
    return send_invitation(seat, offer, by, at)


def _check(council, wish, offer, at):
    if not wish.reason.strip():
        raise CannotAskOutside(_("Say why."), "reason")
    known = {one.pk for one in queries.files_of(council.challenge, council.kind)}
    if not wish.files or not {one.pk for one in wish.files} <= known:
        raise CannotAskOutside(_("Choose the files to be reviewed."), "reads")
    if not localdate(at) <= offer.answer_by_on <= council.review_by_on:
        raise CannotAskOutside(
            _("The day to answer lies between today and the day of the reviews."), "answer_by_on"
        )


def _candidate(council, person, conflicts, at):
    try:
        check_free(SeatRole.REVIEWER, person, queries.seats_to_change(council), conflicts)
        return candidate_now(council, person, at)
    except CannotForm as refusal:
        raise CannotAskOutside(str(refusal), "person") from None
