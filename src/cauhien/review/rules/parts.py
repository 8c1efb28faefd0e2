"""Who has which part in a case: teams, councils, staff. Nobody has two."""

from typing import NamedTuple

from allauth.account.models import EmailAddress
from django.db.models import Exists, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Lower

from cauhien.accounts.rules import holds_role
from cauhien.accounts.states import Role
from cauhien.challenges.models import Member
from cauhien.challenges.rules import acts_otherwise
from cauhien.challenges.states import InitiativeState
from cauhien.review.models import Attendance, Review, Seat
from cauhien.review.states import (
    READERS,
    CouncilKind,
    ReviewState,
    SeatRole,
    SeatState,
)

# They see who sits and who was left out, from the first proposal on.
SEES_COUNCILS = (Role.COORDINATOR, Role.SECRETARY, Role.DECISION_MAKER, Role.AUDITOR)
# Of these, who reads what people declared and who declined: not whoever decides.
SEES_DECLARATIONS = (Role.COORDINATOR, Role.SECRETARY, Role.AUDITOR)
RUNS_COUNCILS = (Role.COORDINATOR,)
DECIDES = (Role.DECISION_MAKER,)
RUNS_MEETINGS = (Role.COORDINATOR, Role.SECRETARY)


class Place(NamedTuple):
    """A place in a team or on a council of a problem; what a seat is of is empty for a team."""

    challenge: int
    council: int | None = None
    kind: str = ""
    state: str = ""


def stands_apart(user, challenge):
    """Return whether the user is and was in no team of the case: nobody has two parts in it."""
    return Place(challenge.pk) not in _places_of(user)


def sat_in(user, challenge):
    """Return whether the user sits or has sat on a council of a problem."""
    return any(one.challenge == challenge.pk and one.council for one in _places_of(user))


def sits_on(user, council):
    """Return whether the user sits on a council; who acts for somebody else does not meanwhile."""
    return any(one.council == council.pk for one in _seats_taken(user))


def judges(user, challenge):
    """Return the same of a council that judges the files of a problem."""
    kind = CouncilKind.SELECTION
    return any((one.challenge, one.kind) == (challenge.pk, kind) for one in _seats_taken(user))


def _seats_taken(user):
    if user.on_behalf_of:
        return []
    return [one for one in _places_of(user) if one.state == SeatState.SITTING]


def _places_of(user):
    """Return the Places of a user; read once per user object, as grants are."""
    if not hasattr(user, "places_in_cases"):
        unseated = (SeatState.INVITED, SeatState.DECLINED, SeatState.REPLACED)
        none = Value(None, IntegerField())
        teams = Member.objects.filter(user=user.pk).order_by()
        seats = _seats_of(user).exclude(state__in=unseated).order_by()
        rows = teams.values_list("initiative__challenge", none, Value(""), Value("")).union(
            seats.values_list("council__challenge", "council", "council__kind", "state")
        )
        user.places_in_cases = {Place(*row) for row in rows}
    return user.places_in_cases


def is_staff(user, challenge, roles):
    """Return whether the user runs, decides or audits the case in one of the roles."""
    return holds_role(user, *roles) and stands_apart(user, challenge)


def runs(user, challenge, roles):
    """Return whether the user acts in the case in one of the roles, and has no other part in it."""
    return holds_role(user, *roles) and has_one_part(user, challenge)


def has_one_part(user, challenge):
    """Return whether who acts here, and for whom they act, is in no team and on no council.

    Nor have they acted in the case in another capacity: nobody holds two roles in one case.
    """
    people = [one for one in (user, user.on_behalf_of) if one]
    if any(not stands_apart(one, challenge) or sat_in(one, challenge) for one in people):
        return False
    return not acts_otherwise(user, challenge)


def own_seats(user):
    """Return the seats that this user was invited to, whatever became of them.

    Who acts for somebody else holds none meanwhile.
    """
    return Seat.objects.none() if user.on_behalf_of else _seats_of(user)


def _seats_of(user):
    addresses = EmailAddress.objects.filter(user=user, verified=True).values(low=Lower("email"))
    unclaimed = Q(user=None, person__user=None, email__in=addresses)
    mine = Q(user=user) | Q(person__user=user) | unclaimed
    return Seat.objects.filter(mine).exclude(state=SeatState.PROPOSED).exclude(invited_at=None)


def has_seats(user):
    """Return whether the header leads the user to their seats; others come by mail and my work."""
    return holds_role(user, Role.EXPERT)


def is_holder(user, seat):
    """Return whether the seat was offered to this user: by account, or by a confirmed address."""
    return user.is_authenticated and own_seats(user).filter(pk=seat.pk).exists()


def sitting_seat(user, council):
    """Return the seat on which a user sits on a council, None where there is none."""
    seat = reading_seat(user, council)
    return seat if seat and seat.state == SeatState.SITTING else None


def reading_seat(user, council):
    """Return the same of whoever reads files for a council: also from outside.

    Read once per object of the council: whoever acts locks the council, which reads it anew.
    The seat `waits` while its holder has reviews to submit. `authorised`: the id of the seat whose
    holder presides over the meeting ahead for the chair, None where nobody does.
    """
    if not user.is_authenticated:
        return None
    known = council.__dict__.setdefault("seat_of_user", {})
    key = user.pk, user.on_behalf_of and user.on_behalf_of.pk
    if key not in known:
        drafts = Review.objects.filter(
            seat=OuterRef("pk"),
            state=ReviewState.DRAFT,
            initiative__state=InitiativeState.IN_REVIEW,
        )
        seats = own_seats(user).filter(council=council, state__in=READERS)
        authorised = Attendance.objects.filter(
            meeting__council=council, meeting__held_at=None, authorised_as_chair=True
        )
        known[key] = seats.annotate(
            waits=Exists(drafts), authorised=Subquery(authorised.values("seat")[:1])
        ).first()
    return known[key]


def reading_seats(user, challenge):
    """Return the seats with which a user reads files for the councils of a problem."""
    if not user.is_authenticated:
        return Seat.objects.none()
    reading = own_seats(user).filter(council__challenge=challenge, state__in=READERS)
    return reading.select_related("council")


def chairs(user, council):
    """Return whether the user sits as the chair of this council."""
    seat = sitting_seat(user, council)
    return seat is not None and seat.role == SeatRole.CHAIR
