"""Who may plan, report, answer, pay, judge and look at a pilot again."""

from cauhien.accounts.rules import holds_role, is_office_staff
from cauhien.accounts.states import Role
from cauhien.challenges.rules import way_for
from cauhien.challenges.rules.initiative import may_lead, membership
from cauhien.challenges.states import MemberRole, Outcome, State
from cauhien.review.models import Meeting, Seat
from cauhien.review.rules import (
    SEES_COUNCILS,
    has_one_part,
    is_quorate,
    is_staff,
    may_decide_again,
    voting_seat,
)
from cauhien.review.states import CouncilKind, CouncilState, SeatState

MET = (Outcome.SCALED, Outcome.MET_NOT_SCALED)


def may_plan(user, pilot):
    """The office of the problem, its team and the coordinator write the plan until it is frozen."""
    if pilot.is_frozen or pilot.challenge.state != State.DECIDED:
        return False
    runs = is_own_staff(user, pilot) or holds_role(user, Role.COORDINATOR)
    return _may_edit(user, pilot) or (runs and has_one_part(user, pilot.challenge))


def may_begin(user, challenge):
    """Return whether the table lets this user freeze the plan and begin the pilot."""
    return _has_way(user, challenge, State.PILOT)


def may_let_begin(user, pilot):
    """The decision-maker lets a pilot begin while teams may still ask for a review."""
    return may_decide_again(user, pilot.challenge) and not pilot.is_frozen


def may_see_inside(user, pilot):
    """Evidence, payments and what was returned: team, office, its council, coordinating staff."""
    if not user.is_authenticated:
        return False
    return (
        is_own_staff(user, pilot)
        or holds_role(user, *SEES_COUNCILS)
        or membership(user, pilot.initiative) is not None
        or seat_of(user, pilot) is not None
    )


def may_report(user, pilot):
    """The team, as long as the pilot runs."""
    return _runs(pilot) and _may_edit(user, pilot)


def may_answer(user, pilot):
    """The office of the problem accepts or returns; nobody of a team or a council does."""
    return _runs(pilot) and _acts_for_office(user, pilot)


def may_pay(user, pilot):
    """The office of the problem records what it has paid, also after the end."""
    return pilot.is_frozen and _acts_for_office(user, pilot)


def may_sum_up(user, pilot):
    return _runs(pilot) and _has_way(user, pilot.challenge, State.ACCEPTANCE)


def may_continue(user, pilot):
    return pilot.is_frozen and _has_way(user, pilot.challenge, State.PILOT)


def may_stop(user, pilot):
    return _runs(pilot) and _has_way(user, pilot.challenge, State.CLOSED, outcome=Outcome.NOT_MET)


def may_vote(user, pilot):
    """Who is there votes, while the meeting of the acceptance council has a quorum."""
    return voting_seat_of(user, pilot) is not None


def votes_there(user, gathering):
    """Return the same of a meeting that is known with whoever is there, None where none is."""
    if gathering is None or not is_quorate(gathering.meeting):
        return False
    return _acts_alone(user) and any(seat.user_id == user.pk for seat in gathering.present)


def may_see_ballot(user, pilot, ballot):
    """Who sits and how they voted: the staff of the case, and a member who has voted.

    ballot: (seat, its vote or None) of whoever is there.
    """
    has_voted = any(vote and seat.user_id == user.pk for seat, vote in ballot)
    return is_staff(user, pilot.challenge, SEES_COUNCILS) or has_voted


def may_look_at_council(user, pilot):
    """Whether the page leads to the acceptance council; once it has concluded, for everybody."""
    is_accepted = pilot.ended_at is not None and pilot.reported_at is not None
    return is_accepted or (pilot.is_frozen and is_staff(user, pilot.challenge, SEES_COUNCILS))


def may_conclude(user, pilot):
    is_time = pilot.challenge.state == State.ACCEPTANCE
    return is_time and _has_way(user, pilot.challenge, State.CLOSED, outcome=Outcome.SCALED)


def may_follow_up(user, pilot):
    return bool(pilot.follow_up_on) and _acts_for_office(user, pilot)


def taken_seats():
    """Return the seats of all acceptance councils that are taken."""
    seats = Seat.objects.filter(council__kind=CouncilKind.ACCEPTANCE, state=SeatState.SITTING)
    return seats.exclude(council__state=CouncilState.DISSOLVED)


def seats_of(challenge):
    """Return the seats of the acceptance council of a problem that are taken."""
    return taken_seats().filter(council__challenge=challenge).select_related("person", "user")


def seat_of(user, pilot):
    """Return the user's seat on the acceptance council, None for who has none.

    Who acts for somebody else holds none meanwhile.
    """
    if not _acts_alone(user):
        return None
    return seats_of(pilot.challenge).filter(user=user).first()


def meeting_of(pilot):
    """Return the meeting of the acceptance council that is called or on, None without one."""
    ahead = Meeting.objects.filter(council__challenge=pilot.challenge, held_at=None)
    at_work = ahead.filter(council__kind=CouncilKind.ACCEPTANCE).exclude(
        council__state=CouncilState.DISSOLVED
    )
    return at_work.select_related("council__challenge").order_by("-id").first()


def voting_seat_of(user, pilot):
    """Return the seat with which a user votes on the acceptance now, None where they do not."""
    if pilot.challenge.state != State.ACCEPTANCE or (meeting := meeting_of(pilot)) is None:
        return None
    return voting_seat(user, meeting)


def may_begin_plan(user, challenge):
    """The office of the problem or the coordinator, once a file is selected."""
    if challenge.state != State.DECIDED:
        return False
    runs = is_staff_of(user, challenge) or holds_role(user, Role.COORDINATOR)
    return runs and has_one_part(user, challenge)


def is_own_staff(user, pilot):
    return is_staff_of(user, pilot.challenge)


def is_staff_of(user, challenge):
    return challenge.office is not None and is_office_staff(user, office=challenge.office)


def _acts_for_office(user, pilot):
    return is_own_staff(user, pilot) and has_one_part(user, pilot.challenge)


def _has_way(user, challenge, to, **how):
    """Return whether the table lets this user go on, who has no other part in the case."""
    return way_for(user, challenge, to, **how) is not None and has_one_part(user, challenge)


def _acts_alone(user):
    """Return whether somebody acts for nobody else: only then do they hold places of their own."""
    return user.is_authenticated and not user.on_behalf_of


def _runs(pilot):
    return pilot.challenge.state == State.PILOT


def _may_edit(user, pilot):
    if not _acts_alone(user):
        return False
    place = membership(user, pilot.initiative)
    return may_lead(user, pilot.initiative) or bool(place and place.role == MemberRole.EDIT)
