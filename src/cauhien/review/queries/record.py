"""What a person did on councils, as far as it may be public."""

from django.db.models import OuterRef, Subquery
from django.utils.timezone import localdate

from cauhien.members.states import Done
from cauhien.network.queries import rows_of
from cauhien.review.models import Decision, Review, Seat
from cauhien.review.rules import may_know_who_sat
from cauhien.review.states import CouncilState, ReviewState, SeatState

HANDED_IN = (ReviewState.SUBMITTED, ReviewState.LOCKED)


def reviews_given(person):
    """Return each review of a call that was decided, by the day of the decision, never by file."""
    decided = Decision.objects.filter(
        challenge=OuterRef("seat__council__challenge"), signed_at__isnull=False
    )
    rows = Review.objects.filter(
        seat__person__in=rows_of(person),
        state__in=HANDED_IN,
        seat__council__challenge__is_illustration=False,
    )
    first = Subquery(decided.order_by("signed_at").values("signed_at")[:1])
    days = rows.annotate(decided_at=first).exclude(decided_at=None)
    return [Done(localdate(at)) for at in days.values_list("decided_at", flat=True)]


def public_seats(person):
    """Return each council that a person sat on to its end, once everybody may know who sat."""
    seats = Seat.objects.filter(
        person__in=rows_of(person),
        state=SeatState.SITTING,
        council__state=CouncilState.CONCLUDED,
        council__challenge__is_illustration=False,
    )
    return [
        Done(
            localdate(seat.council.concluded_at),
            seat.council.challenge.title_vi,
            seat.council.challenge.title_en,
        )
        for seat in seats.select_related("council__challenge__call")
        if may_know_who_sat(seat.council)
    ]
