"""Seats as their holders see them: what was offered, what is to be declared, what waits."""

import hashlib
from dataclasses import dataclass

from cauhien.challenges.states import MemberRole
from cauhien.challenges.states.procedure import Clock
from cauhien.core.calendar import day_after
from cauhien.review import rules
from cauhien.review.models import Council, Seat
from cauhien.review.queries.candidates import files_of
from cauhien.review.queries.facts import members_of
from cauhien.review.queries.wording import OFFICE
from cauhien.review.states import LEFT_SEATS, CouncilKind, CouncilState, SeatRole, SeatState

SEAT = "seat"  # the kind of subject
COUNCIL = "council"


@dataclass(frozen=True)
class Team:
    """Whom a member is asked about before any file opens. key: stands for the file in the form.

    Nothing in it tells which file is theirs, so that a blind review stays blind.
    """

    key: str
    code: str  # of the file; never shown
    people: tuple[str, ...]
    organisations: tuple[str, ...]
    relation: str = ""  # what a tie with it is with, where it is no team


def own_seats(user):
    """Return the seats that were offered to a user, the newest first."""
    seats = rules.own_seats(user).select_related(
        "person", "council__challenge__call__procedure", "council__challenge__office__organisation"
    )
    return seats.order_by("-invited_at", "-id")


def every_seat():
    """Return all seats, for who has shown by a link which one is theirs."""
    return Seat.objects.select_related(
        "person__user", "council__challenge__call__procedure"
    ).order_by("id")


def seats_for(user):
    """Return the seats that a user may know of one by one: their own."""
    return rules.own_seats(user) if user.is_authenticated else Seat.objects.none()


def vacant_seats(user):
    """Return the seats that were left and nobody follows on, to whoever fills them."""
    if not rules.may_keep_experts(user):
        return Seat.objects.none()
    working = [CouncilState.INVITING, CouncilState.REVIEWING]
    left = Seat.objects.filter(state__in=LEFT_SEATS, followed_by=None, council__state__in=working)
    left = left.exclude(role=SeatRole.OUTSIDE)
    return left.select_related("council__challenge").order_by("id")


def unanswered_seats(on):
    """Return the seats whose invitation was to be answered before a day."""
    late = Seat.objects.filter(state=SeatState.INVITED, answer_by_on__lt=on)
    return list(late.select_related("council", "stand_in").order_by("id"))


def answer_day(council, on):
    """Return the last day on which an invitation of a day is answered: as the procedure has it.

    It does not lie behind the day of the reviews. Where that is past, a stand-in still has days.
    """
    until = council.review_by_on
    clock = council.challenge.call.procedure.clocks.get(Clock.ANSWER_INVITATION)
    if clock is None:
        return max(on, until)
    due = day_after(on, clock["days"], working=clock["working"])
    return due if until < on else min(due, until)


def councils_at_work():
    """Return the councils that have not ended."""
    ended = (CouncilState.CONCLUDED, CouncilState.DISSOLVED)
    rows = Council.objects.exclude(state__in=ended).order_by("id")
    return list(rows.select_related("challenge__call__procedure"))


def teams_to_declare(seat):
    """Return the Teams of the files that a member would judge, in the order of their names.

    Who defines a task is asked about the office whose problem it is.
    """
    if seat.council.kind == CouncilKind.DEFINITION:
        challenge = seat.council.challenge
        said = {"people": (), "organisations": (str(challenge.office.organisation),)}
        return [Team(key=OFFICE, code=challenge.code, relation=OFFICE, **said)]
    files = files_of(seat.council.challenge, seat.council.kind)
    members = members_of(files)
    teams = [_team(seat, one, members.get(one.pk, [])) for one in files]
    return sorted(teams, key=lambda team: (team.organisations, team.people))


def files_to_read(seat):
    """Return the files that whoever holds a seat is asked to judge, as far as they are known."""
    if seat.is_outside:
        return list(seat.files.order_by("number", "id"))
    return files_of(seat.council.challenge, seat.council.kind)


def invitation_facts(seat):
    """Return what an invitation says, as values that JSON knows."""
    council, challenge = seat.council, seat.council.challenge
    return {
        "role": seat.role,
        "name": seat.person.name,
        "problem_vi": challenge.title_vi,
        "problem_en": challenge.title_en,
        "kind": council.kind,
        "files": len(files_to_read(seat)),
        "fee_vnd": seat.fee_vnd,
        "answer_by": seat.answer_by_on.isoformat(),
        "review_by": council.review_by_on.isoformat(),
    }


def _team(seat, initiative, members):
    said = hashlib.sha256(f"{seat.code}:{initiative.code}".encode()).hexdigest()
    lead_first = sorted(members, key=lambda one: one.role != MemberRole.LEAD)
    bodies = (str(one.organisation or one.organisation_text) for one in lead_first)
    return Team(
        key=said[:12],
        code=initiative.code,
        people=tuple(one.name for one in lead_first),
        organisations=tuple(dict.fromkeys(filter(None, bodies))),
    )
