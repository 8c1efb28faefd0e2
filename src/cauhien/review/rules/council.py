"""Who forms, sees and changes a council, and who moves a seat on."""

from django.db.models import Q

from cauhien.accounts.rules import holds_role
from cauhien.accounts.states import Role
from cauhien.challenges.models import Challenge, Member
from cauhien.challenges.rules import asks_for_definition
from cauhien.challenges.rules import visible as sees_problem
from cauhien.challenges.states import State
from cauhien.review.models import Decision
from cauhien.review.rules.parts import (
    RUNS_COUNCILS,
    RUNS_MEETINGS,
    SEES_COUNCILS,
    SEES_DECLARATIONS,
    chairs,
    is_holder,
    is_staff,
    own_seats,
    runs,
)
from cauhien.review.states import (
    LEFT_SEATS,
    READERS,
    CouncilKind,
    CouncilState,
    SeatActor,
    SeatState,
    seat_moves,
)

# A council for files is formed when they are open: before that nobody knows whose they are.
FORMING = {
    CouncilKind.DEFINITION: (State.TRIAGE,),
    CouncilKind.SELECTION: (State.SCREENING, State.IN_REVIEW),
    CouncilKind.ACCEPTANCE: (State.PILOT, State.ACCEPTANCE),
}
CHANGING = (CouncilState.PROPOSED, CouncilState.INVITING, CouncilState.REVIEWING)


def visible(user):
    """Return the condition under which this user sees that there is a council, and its page.

    The staff of the case who see its problem and are in none of its teams, and whoever was offered
    a seat. What the page shows of it is asked besides.
    """
    if not user.is_authenticated:
        return Q(pk__in=[])
    seen = Q(pk__in=own_seats(user).values("council"))
    if holds_role(user, *SEES_COUNCILS):
        problems = Challenge.objects.filter(sees_problem(user)).values("pk")
        seen |= Q(challenge__in=problems) & ~Q(challenge__in=own_cases(user))
    return seen


def sees_or_sits(user):
    """Return whether the user sees councils by a role, else the seats that they hold."""
    return holds_role(user, *SEES_COUNCILS) or own_seats(user)


def own_cases(user):
    """Return the keys of the problems that the user is, or once was, in a team for."""
    return Member.objects.filter(user=user).values("initiative__challenge")


def may_see_whole(user, council):
    """Return whether the user sees who sits and why, who was left out, and who would follow."""
    return is_staff(user, council.challenge, SEES_COUNCILS) or chairs(user, council)


def may_see_declarations(user, council):
    """Return whether the user reads what members declared and why somebody is gone."""
    return is_staff(user, council.challenge, SEES_DECLARATIONS) or chairs(user, council)


def may_know_who_sat(council):
    """Return whether everybody reads who sat: once a decision on the files is signed.

    Of an acceptance council: once it has concluded. Of one that defined the task: with the call.
    """
    if council.kind == CouncilKind.ACCEPTANCE:
        return council.state == CouncilState.CONCLUDED
    if council.kind == CouncilKind.DEFINITION:
        is_published = council.challenge.call.published_at is not None
        return is_published and council.state == CouncilState.CONCLUDED
    return Decision.objects.filter(challenge=council.challenge).exclude(signed_at=None).exists()


def may_form(user, challenge, kind):
    """The coordinator forms a council once the files are open; that of a pilot, once it runs.

    Before the call one that defines the task, where the procedure asks for it.
    """
    is_time = challenge.state in FORMING[kind]
    if kind == CouncilKind.DEFINITION:
        is_time = is_time and asks_for_definition(challenge)
    return is_time and runs(user, challenge, RUNS_COUNCILS)


def may_change(user, council):
    return council.state in CHANGING and runs(user, council.challenge, RUNS_COUNCILS)


def may_assign(user, council):
    """Return whether the coordinator says who reads which files: before the council concludes."""
    at_work = (CouncilState.INVITING, CouncilState.REVIEWING)
    is_time = council.state in at_work and council.kind == CouncilKind.SELECTION
    return is_time and may_change(user, council)


def may_ask_outside(user, council):
    """Return whether the user names who reviews a file from outside: while the council judges."""
    at_work = (CouncilState.INVITING, CouncilState.REVIEWING)
    is_time = council.state in at_work and council.kind == CouncilKind.SELECTION
    return is_time and runs(user, council.challenge, RUNS_MEETINGS)


def may_keep_experts(user):
    """Return whether the user adds experts and reads how they are reached."""
    return holds_role(user, Role.COORDINATOR)


def may_invite(user, council):
    """Return whether the coordinator sends the invitations now: somebody is proposed."""
    is_open = council.seats.filter(state=SeatState.PROPOSED).exists()
    return is_open and may_change(user, council)


def may_place(user, seat):
    """Return whether the coordinator gives this seat by hand: not one that somebody has taken.

    Whoever reviews from outside has none to give.
    """
    if seat.is_outside:
        return False
    is_free = seat.state in (SeatState.PROPOSED, SeatState.INVITED)
    is_left = seat.state in LEFT_SEATS and not seat.followed_by.exists()
    return (is_free or is_left) and may_change(user, seat.council)


def may_remove(user, seat):
    """Return whether the coordinator takes off who has accepted: a member, or from outside."""
    is_taken = seat.state == SeatState.DECLARING or seat.state in READERS
    return is_taken and may_change(user, seat.council)


IS_SEAT_ACTOR = {
    SeatActor.COORDINATOR: lambda user, seat: (
        user is not None and runs(user, seat.council.challenge, RUNS_COUNCILS)
    ),
    SeatActor.SECRETARY: lambda user, seat: (
        seat.is_outside and user is not None and runs(user, seat.council.challenge, RUNS_MEETINGS)
    ),
    SeatActor.HOLDER: lambda user, seat: user is not None and is_holder(user, seat),
    SeatActor.SYSTEM: lambda user, seat: user is None,
}


def way_for_seat(user, seat, target):
    """Return the row of the table by which this user moves the seat, None where none does."""
    moves = _moves(seat, target)
    return next((row for row in moves if any(_is(actor, user, seat) for actor in row.actors)), None)


def way_by_link(seat, target):
    """Return the row by which whoever holds the link of an invitation answers it."""
    moves = _moves(seat, target)
    return next((row for row in moves if SeatActor.HOLDER in row.actors), None)


def _moves(seat, target):
    """Return the rows of the table from where a seat is; none on a council that is dissolved."""
    is_over = seat.council.state == CouncilState.DISSOLVED
    return [] if is_over else seat_moves(seat.state, target)


def _is(actor, user, seat):
    return IS_SEAT_ACTOR[actor](user, seat)
