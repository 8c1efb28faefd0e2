"""Conflicts are looked at once more where a member opens a file or hands in a review."""

from django.db import transaction

from cauhien.review import rules
from cauhien.review.actions.forming import locked_council
from cauhien.review.actions.inviting import barred_now, exclude
from cauhien.review.actions.seats import locked_seat
from cauhien.review.states import READERS


def closes_to(*, initiative, user, at):
    """Return whether a conflict closes a file now to a user who reads for a council that judges it.

    Whom one bars is excluded: those who run the case are told, and the stand-in is asked.
    """
    closed = [is_excluded(seat, at=at) for seat in rules.reading_seats(user, initiative.challenge)]
    return any(closed)


@transaction.atomic
def is_excluded(seat, *, at):
    """Exclude who holds a seat if a conflict bars them now, and return whether it does."""
    locked_council(seat.council)  # before the seat, as whoever excludes does
    seat = locked_seat(seat)
    if seat.state not in READERS:
        return True
    if barred := barred_now(seat, at):
        exclude(seat=seat, reason=barred, by=None, at=at)
    return bool(barred)
