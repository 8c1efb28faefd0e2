"""The meeting of a council, read: who is there, whether that is a quorum, how they voted."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from django.db.models import Exists, FilteredRelation, OuterRef, Q, Subquery

from cauhien.accounts.rules import holds_role
from cauhien.challenges.states import State
from cauhien.challenges.states.procedure import Clock
from cauhien.core.calendar import day_after, due_at
from cauhien.organisations.models import Office
from cauhien.review import rules
from cauhien.review.models import Attendance, Conclusion, Council, Meeting, Review, Seat
from cauhien.review.queries.councils import by_role, seats_of
from cauhien.review.queries.law import HALF, law_for
from cauhien.review.queries.scores import JUDGED, disagreeing, judged_files, notes_of
from cauhien.review.states import (
    READERS,
    Choice,
    CouncilKind,
    CouncilState,
    QuorumPart,
    ReviewState,
    SeatRole,
    SeatState,
)

UNANSWERED = (SeatState.PROPOSED, SeatState.INVITED, SeatState.DECLARING)


@dataclass(frozen=True)
class Quorum:
    """Who is there: `present` of `of` seats, where `needed` are asked for; lacking: who must be."""

    present: int
    of: int
    needed: int
    lacking: tuple[QuorumPart, ...] = ()

    @property
    def is_met(self):
        return self.present >= self.needed and not self.lacking


@dataclass(frozen=True)
class Tally:
    """How those present voted on one thing; `present`: how many they are.

    share: of them, what must be exceeded for it to be carried.
    """

    yes: int = 0
    no: int = 0
    abstain: int = 0
    present: int = 0
    share: Fraction = HALF

    @property
    def given(self):
        return self.yes + self.no + self.abstain

    @property
    def is_carried(self):
        """More than the share that is asked for of those present are for it."""
        return self.yes > self.share * self.present


@dataclass(frozen=True)
class Gathering:
    """A meeting with whoever sits, by role.

    A seat has `is_present` and `is_authorised` (to preside), None where nothing is recorded.
    """

    meeting: Meeting
    seats: list

    @property
    def is_recorded(self):
        return any(seat.is_present is not None for seat in self.seats)

    @property
    def present(self):
        return [seat for seat in self.seats if seat.is_present]

    @property
    def absent(self):
        return [seat for seat in self.seats if not seat.is_present]

    @property
    def presiding(self):
        """The seat of whoever presides: authorised to, or the chair; None where nobody is there."""
        authorised = [seat for seat in self.present if seat.is_authorised]
        chairs = [seat for seat in self.present if seat.role == SeatRole.CHAIR]
        return next(iter(authorised + chairs), None)

    @property
    def quorum(self):
        """The Quorum by the rule of the procedure.

        The share is of all seats that the council was formed with, filled or not.
        """
        council = self.meeting.council
        rule = law_for(council).quorum
        of = max(sum(council.roles.values()), len(self.seats))
        roles = Counter(seat.role for seat in self.present)
        lacks = {
            QuorumPart.CHAIR: self.presiding is None,
            QuorumPart.BOTH_REVIEWERS: roles[SeatRole.REVIEWER] < self._asked(SeatRole.REVIEWER),
            QuorumPart.SECRETARY: not roles[SeatRole.SECRETARY],
        }
        parts = {QuorumPart(name) for name in rule.get("must_include", [])}
        lacking = tuple(part for part in QuorumPart if part in parts and lacks[part])
        return Quorum(len(self.present), of, ceil(Fraction(rule["share"]) * of), lacking)

    def _asked(self, role):
        sits = sum(seat.role == role for seat in self.seats)
        return max(self.meeting.council.roles.get(role, 0), sits)


def meetings_of(council):
    """Return the meetings of a council, the newest last."""
    return list(council.meetings.order_by("id"))


def meeting_ahead(council):
    """Return the meeting that was called and is not closed, None where there is none."""
    return council.meetings.filter(held_at=None).order_by("-id").first()


def sitting(council):
    """Return the seats whose holders sit, by role."""
    return list(seats_of(council).filter(state=SeatState.SITTING))


def gathering_of(meeting):
    """Return the Gathering of a meeting, in one query; a seat `waits` with reviews to submit."""
    seats = seats_of(meeting.council).filter(state=SeatState.SITTING)
    return Gathering(meeting, list(_with_presence(seats, meeting=meeting)))


def gathering_ahead(challenge, kind):
    """Return the same of the meeting to which the council of a kind is called, None without one."""
    councils = Council.objects.filter(challenge=challenge, kind=kind)
    seats = Seat.objects.filter(
        council__in=councils.exclude(state=CouncilState.DISSOLVED), state=SeatState.SITTING
    )
    is_ahead = Q(council__meetings__held_at=None)
    rows = by_role(seats).annotate(ahead=FilteredRelation("council__meetings", condition=is_ahead))
    rows = list(_with_presence(rows, meeting__held_at=None).select_related("ahead", "council"))
    newest = max(
        (seat.ahead for seat in rows if hasattr(seat, "ahead")),
        key=lambda one: one.pk,
        default=None,
    )
    if newest is None:
        return None
    newest.council = rows[0].council
    newest.council.challenge = challenge
    return Gathering(newest, [seat for seat in rows if seat.ahead == newest])


def choices_of(gathering):
    """Return {code of a file, or of the problem: {id of a seat: Choice}} of whoever is there."""
    given = gathering.meeting.votes.filter(seat__in=gathering.present)
    choices: dict[str, dict] = defaultdict(dict)
    for vote in given.select_related("initiative"):
        about = vote.initiative or gathering.meeting.council.challenge
        choices[about.code][vote.seat_id] = Choice(vote.choice)
    return choices


def tallies_of(gathering, files, choices=None):
    """Return {code: Tally} of what is voted on. choices: as `choices_of` has them, where known."""
    choices = choices_of(gathering) if choices is None else choices
    present, share = len(gathering.present), law_for(gathering.meeting.council).carried
    counted = {file.code: Counter(choices[file.code].values()) for file in files}
    return {
        code: Tally(votes[Choice.YES], votes[Choice.NO], votes[Choice.ABSTAIN], present, share)
        for code, votes in counted.items()
    }


def voted_on(council):
    """Return what a council votes on: the files it judges, or the problem that is to be a task."""
    is_on_task = council.kind == CouncilKind.DEFINITION
    return [council.challenge] if is_on_task else judged_files(council)


def dissents_of(gathering):
    """Return the votes of whoever is there that come with a dissenting opinion, by seat."""
    votes = gathering.meeting.votes.filter(seat__in=gathering.present).exclude(dissent="")
    return list(votes.select_related("seat__person").order_by("seat"))


def proposals_of(council):
    """Return {code of a file: Conclusion}: what the chair proposes, or what was concluded."""
    rows = Conclusion.objects.filter(council=council).select_related("initiative")
    return {row.initiative.code: row for row in rows}


def first_day(council, on):
    """Return the first day of a meeting for which an invitation of today comes in time."""
    clock = law_for(council).clocks.get(Clock.DOCUMENTS_TO_MEMBERS)
    return day_after(on, clock["days"], working=clock["working"]) if clock else on


def concluded_by(meeting):
    """Return the moment until which the law gives a council time after it met, None without."""
    clock = law_for(meeting.council).clocks.get(Clock.COMPLETE_RECOMMENDATION)
    return due_at(meeting.starts_at, clock["days"], working=clock["working"]) if clock else None


def councils_to_call(user, on):
    """Return the councils for which somebody of this role has to call a meeting.

    The reviews are in, or due; of an acceptance council, the pilot is reported; of one that
    defines a task, everybody has answered.
    """
    if not holds_role(user, *rules.RUNS_MEETINGS):
        return Council.objects.none()
    reviews = Review.objects.filter(
        seat__council=OuterRef("pk"), seat__state__in=READERS, initiative__state__in=JUDGED
    )
    waiting, given = reviews.filter(state=ReviewState.DRAFT), reviews.filter(state__in=rules.GIVEN)
    judged = Q(review_by_on__lt=on) | (Exists(given) & ~Exists(waiting))
    ready = Q(judged, kind=CouncilKind.SELECTION)
    ready |= Q(kind=CouncilKind.ACCEPTANCE, challenge__state=State.ACCEPTANCE)
    unanswered = Seat.objects.filter(council=OuterRef("pk"), state__in=UNANSWERED)
    ready |= Q(~Exists(unanswered), kind=CouncilKind.DEFINITION, challenge__state=State.TRIAGE)
    called = Meeting.objects.filter(council=OuterRef("pk"), held_at=None)
    working = Council.objects.filter(ready, ~Exists(called), state=CouncilState.REVIEWING)
    return working.select_related("challenge").order_by("id")


def meetings_ahead(user):
    """Return the meetings that were called and are not closed of the councils this user sees."""
    seen = Council.objects.filter(rules.visible(user), state=CouncilState.REVIEWING)
    ahead = Meeting.objects.filter(held_at=None, council__in=seen)
    return ahead.select_related("council__challenge__call__procedure").order_by("starts_at")


def votes_waiting(user, meeting):
    """Return whether a user is there with a vote and has not voted on everything."""
    seat = rules.voting_seat(user, meeting)
    if seat is None:
        return False
    given = meeting.votes.filter(seat=seat)
    things = voted_on(meeting.council)
    if meeting.council.kind != CouncilKind.DEFINITION:
        given = given.filter(initiative__in=things)
    return given.count() < len(things)


def proposal_waiting(meeting):
    """Return whether everybody there has voted and nothing is proposed for some file."""
    files, proposed = judged_files(meeting.council), proposals_of(meeting.council)
    tallies = tallies_of(gathering_of(meeting), files).values()
    has_votes = all(tally.given == tally.present for tally in tallies)
    return has_votes and any(file.code not in proposed for file in files)


def councils_sat_on(user):
    """Return the councils at work on which this user has a seat."""
    seated = Council.objects.filter(state=CouncilState.REVIEWING, seats__in=rules.own_seats(user))
    return seated.select_related("challenge__call__procedure").distinct()


def notes_to_write(user, council):
    """Return the files where a user presides, members differ and nothing is recorded."""
    if not (rules.may_note(user, council) and rules.may_see_standings(user, council)):
        return []
    noted, differing = notes_of(council), disagreeing(council)
    files = judged_files(council)
    return [one for one in files if one.code in differing and not noted[one.pk]]


def issuing_office(council):
    """Return the office for which a council works: the coordinating one, else the problem's."""
    offices = Office.objects.select_related("organisation")
    return offices.filter(coordinates=True).first() or council.challenge.office


def _with_presence(seats, **meeting):
    recorded = Attendance.objects.filter(seat=OuterRef("pk"), **meeting).order_by("-meeting")
    drafts = Review.objects.filter(
        seat=OuterRef("pk"), state=ReviewState.DRAFT, initiative__state__in=JUDGED
    )
    return seats.annotate(
        is_present=Subquery(recorded.values("is_present")[:1]),
        is_authorised=Subquery(recorded.values("authorised_as_chair")[:1]),
        waits=Exists(drafts),
    )
