"""A decided problem with a selected file, a frozen pilot, an acceptance council that sits."""

from datetime import date
from decimal import Decimal

from cauhien.accounts.states import Role
from cauhien.challenges.states import InitiativeState, State
from cauhien.pilots import actions
from cauhien.review.models import Attendance, Council, Meeting, Seat
from cauhien.review.queries import gathering_of
from cauhien.review.states import CouncilKind, CouncilState, SeatRole, SeatState
from tests.factories import NOW, a_call, a_person, a_user, an_initiative

VALUES = {
    "indicator": "Tốc độ trung bình giờ cao điểm",
    "unit": "km/h",
    "baseline": Decimal("14.2"),
    "target": Decimal("18"),
    "measured_by": "Trung tâm Quản lý và điều hành giao thông",
    "every_months": 1,
    "stop_rule": "Hai tháng liền thấp hơn 14,2 km/h.",
    "starts_on": date(2026, 6, 1),
    "due_on": date(2026, 12, 1),
    "contract_number": "05/HĐ",
    "contract_value": Decimal(900_000_000),
    "currency": "VND",
}
MILESTONES = [
    actions.PlannedMilestone("Lắp thiết bị", "Devices installed", date(2026, 8, 1), 40),
    actions.PlannedMilestone("Vận hành", "", date(2026, 11, 30), 60),
]
EVIDENCE = actions.Evidence("Ảnh hiện trường và biên bản bàn giao.")


class Cast:
    """The people of a pilot."""

    def __init__(self, challenge):
        office = challenge.office
        self.officer = a_user(Role.OFFICER, office=office)
        self.head = a_user(Role.HEAD, office=office)
        self.coordinator = a_user(Role.COORDINATOR)
        self.decision_maker = a_user(Role.DECISION_MAKER)
        self.auditor = a_user(Role.AUDITOR)
        self.team = None


def a_selected():
    """Return (challenge, initiative, Cast): decided, nothing planned as yet."""
    team = a_user(Role.ENTERPRISE)
    call = a_call()
    call.procedure.quorum = {"share": "2/3", "must_include": ["chair"]}
    call.procedure.save()
    initiative = an_initiative(call, lead=team)
    initiative.title_vi = "Đèn tín hiệu thích ứng"
    initiative.state = InitiativeState.SELECTED
    initiative.save(update_fields=["state", "title_vi"])
    challenge = call.challenge
    challenge.state = State.DECIDED
    challenge.save(update_fields=["state"])
    cast = Cast(challenge)
    cast.team = team
    return challenge, initiative, cast


def a_plan(**changes):
    """Return (pilot, Cast) with a complete plan that is not frozen."""
    challenge, initiative, cast = a_selected()
    pilot = actions.begin_plan(challenge=challenge, initiative=initiative, by=cast.officer, at=NOW)
    pilot = actions.save_plan(
        pilot=pilot,
        values=VALUES | changes,
        milestones=MILESTONES,
        revision=pilot.revision,
        by=cast.officer,
        at=NOW,
    )
    return pilot, cast


def a_pilot():
    """Return (pilot, Cast) that runs."""
    pilot, cast = a_plan()
    sha256 = actions.plan_content(pilot)[1]
    return actions.begin_pilot(pilot=pilot, sha256=sha256, by=cast.coordinator, at=NOW), cast


def a_value(pilot, cast, value="15.1", low="14.6", high="15.6", *, accepted=True):
    """Return a measured value that the team reports, accepted unless not."""
    figures = {"value": value, "low": low, "high": high}
    values = {name: None if x is None else Decimal(x) for name, x in figures.items()}
    values |= {"from_on": date(2026, 6, 1), "until_on": date(2026, 6, 30), "sample": 22}
    found = actions.measure(pilot=pilot, values=values, evidence=EVIDENCE, by=cast.team, at=NOW)
    if accepted:
        answer = {"answer": "accepted", "reason": ""}
        actions.answer_value(measurement=found, **answer, by=cast.officer, at=NOW)
    return found


def a_reported():
    """Return (pilot, Cast) whose report waits for the acceptance council."""
    pilot, cast = a_pilot()
    a_value(pilot, cast, "18.4", "18.1", "18.7")
    report = "Tốc độ giờ cao điểm đạt 18,4 km/h."
    return actions.sum_up(pilot=pilot, report=report, by=cast.officer, at=NOW), cast


def a_council(challenge, size=3, *, there=None):
    """Return the accounts of an acceptance council that sits and has met, the chair first.

    there: the places of those who came, 0 for the chair; everybody where it is not said.
    """
    there = range(size) if there is None else there
    council = Council.objects.create(
        challenge=challenge,
        kind=CouncilKind.ACCEPTANCE,
        state=CouncilState.REVIEWING,
        roles={SeatRole.CHAIR: 1, SeatRole.MEMBER: size - 1},
        engine_version="test",
        input_sha256="a" * 64,
        formed_at=NOW,
        formed_by=a_user(Role.COORDINATOR),
    )
    secretary = a_user(Role.SECRETARY)
    meeting = Meeting.objects.create(
        council=council,
        starts_at=NOW,
        where="Phòng họp số 2",
        agenda="Nghiệm thu",
        minutes="Hội đồng xem số liệu đo.",
        called_by=secretary,
    )
    members = [a_user(Role.EXPERT) for _ in range(size)]
    for place, user in enumerate(members):
        seat = Seat.objects.create(
            council=council,
            role=SeatRole.MEMBER if place else SeatRole.CHAIR,
            person=a_person(f"Nguyễn Văn {place}", user=user),
            user=user,
            state=SeatState.SITTING,
            invited_at=NOW,
        )
        Attendance.objects.create(meeting=meeting, seat=seat, is_present=place in there)
    meeting.had_quorum = gathering_of(meeting).quorum.is_met
    meeting.save()
    return members
