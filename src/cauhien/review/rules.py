"""Who may see and do what with councils. All rules take the day from the user."""

from allauth.account.models import EmailAddress
from django.db.models import Q
from django.db.models.functions import Lower

from cauhien.accounts.rules import holds_role
from cauhien.accounts.states import Role
from cauhien.challenges.states import State
from cauhien.review.models import Seat
from cauhien.review.states import LEFT_SEATS, CouncilState, SeatActor, SeatState, seat_moves

# They see who sits and who was left out, from the first proposal on.
SEES_COUNCILS = (Role.COORDINATOR, Role.SECRETARY, Role.DECISION_MAKER, Role.AUDITOR)
# Of these, who reads what people declared and who declined: not whoever decides.
SEES_DECLARATIONS = (Role.COORDINATOR, Role.SECRETARY, Role.AUDITOR)
# A council is formed when the files are open: before that nobody knows whose they are.
FORMING = (State.SCREENING, State.IN_REVIEW)
CHANGING = (CouncilState.PROPOSED, CouncilState.INVITING, CouncilState.REVIEWING)


def visible(user):
    """Return the condition under which this user sees that there is a council, and its page.

    The staff of the case, and whoever holds a seat that was offered to them. What the page shows
    of it is asked besides.
    """
    if holds_role(user, *SEES_COUNCILS):
        return Q()
    if not user.is_authenticated:
        return Q(pk__in=[])
    return Q(pk__in=own_seats(user).values("council"))


def own_seats(user):
    """Return the seats that this user was invited to, whatever became of them."""
    addresses = EmailAddress.objects.filter(user=user, verified=True).values(low=Lower("email"))
    unclaimed = Q(user=None, person__user=None, email__in=addresses)
    mine = Q(user=user) | Q(person__user=user) | unclaimed
    return Seat.objects.filter(mine).exclude(state=SeatState.PROPOSED).exclude(invited_at=None)


def has_seats(user):
    """Return whether the header leads the user to their seats; others come by mail and my work."""
    return holds_role(user, Role.EXPERT)


def may_see_whole(user):
    """Return whether the user sees who sits and why, who was left out, and who would follow."""
    return holds_role(user, *SEES_COUNCILS)


def may_see_declarations(user):
    return holds_role(user, *SEES_DECLARATIONS)


def may_form(user, challenge):
    """The coordinator forms a council once the files of the call are open."""
    return challenge.state in FORMING and holds_role(user, Role.COORDINATOR)


def may_change(user, council):
    return council.state in CHANGING and holds_role(user, Role.COORDINATOR)


def may_keep_experts(user):
    """Return whether the user adds experts and reads how they are reached."""
    return holds_role(user, Role.COORDINATOR)


def may_invite(user, council):
    """Return whether the coordinator sends the invitations now: somebody is proposed."""
    is_open = council.seats.filter(state=SeatState.PROPOSED).exists()
    return is_open and may_change(user, council)


def may_place(user, seat):
    """Return whether the coordinator gives this seat by hand: not one that somebody has taken."""
    is_free = seat.state in (SeatState.PROPOSED, SeatState.INVITED)
    is_left = seat.state in LEFT_SEATS and not seat.followed_by.exists()
    return (is_free or is_left) and may_change(user, seat.council)


def is_holder(user, seat):
    """Return whether the seat was offered to this user: by account, or by a confirmed address."""
    return user.is_authenticated and own_seats(user).filter(pk=seat.pk).exists()


IS_SEAT_ACTOR = {
    SeatActor.COORDINATOR: lambda user, seat: (
        user is not None and holds_role(user, Role.COORDINATOR)
    ),
    SeatActor.HOLDER: lambda user, seat: user is not None and is_holder(user, seat),
    SeatActor.SYSTEM: lambda user, seat: user is None,
}


def way_for_seat(user, seat, target):
    """Return the row of the table by which this user moves the seat, None where none does."""
    moves = seat_moves(seat.state, target)
    return next((row for row in moves if any(_is(actor, user, seat) for actor in row.actors)), None)


def way_by_link(seat, target):
    """Return the row by which whoever holds the link of an invitation answers it."""
    moves = seat_moves(seat.state, target)
    return next((row for row in moves if SeatActor.HOLDER in row.actors), None)


def _is(actor, user, seat):
    return IS_SEAT_ACTOR[actor](user, seat)
