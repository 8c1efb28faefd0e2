"""The steps of a seat from state to state; all go through `advance_seat` and the one table."""

from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.core.audit import record
from cauhien.review import rules
from cauhien.review.models import Seat
from cauhien.review.states import SeatState


class CannotSit(Exception):
    """The table knows no such step of a seat, not for this person, or not without a reason."""


@transaction.atomic
def advance_seat(*, seat, to, by, at, reason=""):
    """Move a seat to another state, if the table has such a row, and return it.

    by: who acts, or None for the installation itself.
    """
    seat = locked_seat(seat)
    move = rules.way_for_seat(by, seat, to)
    return _moved(seat, move, by, at, reason)


@transaction.atomic
def answer_by_link(*, seat, to, at, reason=""):
    """Move a seat for whoever holds the link of its invitation; they need no account for it."""
    seat = locked_seat(seat)
    if to not in (SeatState.DECLARING, SeatState.DECLINED):
        raise CannotSit(_("By the link of a mail one accepts or declines, no more."))
    return _moved(seat, rules.way_by_link(seat, to), seat.person.user, at, reason)


def locked_seat(seat):
    rows = Seat.objects.select_for_update(of=("self",))
    return rows.select_related(
        "person__user", "council__challenge__call__procedure", "stand_in__user", "user"
    ).get(pk=seat.pk)


def _moved(seat, move, by, at, reason):
    if move is None:
        raise CannotSit(_("This step is not yours, or the seat is no longer where it was."))
    if move.needs_reason and not reason.strip():
        raise CannotSit(_("Say why."))
    seat.state, seat.reason = move.target, reason.strip() or seat.reason
    if move.target == SeatState.INVITED:
        seat.invited_at = at
    elif move.target in (SeatState.DECLARING, SeatState.DECLINED):
        seat.answered_at = at
    seat.save(update_fields=["state", "reason", "invited_at", "answered_at"])
    detail = {"seat": seat.code, "role": seat.role, "person": str(seat.person.uuid)}
    if reason.strip():
        detail["reason"] = reason.strip()
    record(chain=seat.council.chain, act=move.act, by=by, at=at, detail=detail)
    return seat
