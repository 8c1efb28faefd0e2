"""The end: report, acceptance council, outcome, silence, and the look a year later."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from cauhien.challenges import queries as challenges
from cauhien.challenges.models import Challenge
from cauhien.challenges.states import InitiativeState, Outcome, State
from cauhien.core import audit
from cauhien.documents.models import Document
from cauhien.pilots import actions
from cauhien.review.models import Council, Meeting, Seat
from cauhien.review.queries import decision as decisions
from cauhien.review.states import CouncilState, SeatState
from tests.factories import NOW, a_user, sign_in
from tests.factories import a_member as add_to_team
from tests.pilots.things import a_council, a_pilot, a_reported

pytestmark = pytest.mark.django_db


def voted(pilot, members, *choices):
    for user, choice in zip(members, choices, strict=False):
        actions.vote(pilot=pilot, choice=choice, reason="Số liệu đủ.", by=user, at=NOW)


def concluded(pilot, cast, outcome=Outcome.SCALED):
    return actions.conclude(
        pilot=pilot, outcome=outcome, conclusion="Nhân rộng.", by=cast.coordinator, at=NOW
    )


def state_of(pilot):
    challenge = Challenge.objects.get(pk=pilot.challenge_id)
    pilot.initiative.refresh_from_db()
    return challenge.state, challenge.outcome, pilot.initiative.state


def test_without_an_accepted_value_there_is_no_report():
    pilot, cast = a_pilot()

    with pytest.raises(actions.CannotDo):
        actions.sum_up(pilot=pilot, report="Xong.", by=cast.officer, at=NOW)


def test_a_quorate_council_accepts_with_minutes_and_certificate():
    pilot, cast = a_reported()
    voted(pilot, a_council(pilot.challenge), "met", "met", "abstain")

    concluded(pilot, cast)

    assert state_of(pilot) == (State.CLOSED, Outcome.SCALED, InitiativeState.MET)
    kinds = Document.objects.order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["acceptance_minutes", "certificate"]
    minutes, certificate = (one.content[0] for one in Document.objects.order_by("id"))
    signing = [
        [one["title"] for one in each["envelope"]["signatures"]] for each in (minutes, certificate)
    ]
    assert signing == [["Thư ký", "Chủ tịch hội đồng"], ["Thủ trưởng đơn vị"]]
    assert certificate["blocks"][1]["pairs"][2] == ["Chỉ số đo", pilot.indicator]
    assert certificate["blocks"][1]["pairs"][-1] == ["Thời gian đo", "01/06/2026–30/06/2026"]
    team = decisions.team_name(decisions.files_with_teams(pilot.challenge).get())
    assert certificate["blocks"][1]["pairs"][0][1] == team
    assert audit.verify(pilot.challenge.chain) > 0


def test_nothing_is_concluded_before_the_minutes_are_written(client):
    pilot, cast = a_reported()
    voted(pilot, a_council(pilot.challenge), "met", "met", "met")
    Meeting.objects.update(minutes="")

    with pytest.raises(actions.CannotDo, match="biên bản"):
        concluded(pilot, cast)
    assert state_of(pilot)[0] == State.ACCEPTANCE
    sign_in(client, cast.coordinator)
    of_case = {"code": pilot.challenge.code}
    page = client.get(reverse("pilots:pilot", kwargs=of_case)).content.decode()
    meeting = reverse("review:meeting", kwargs=of_case | {"kind": "acceptance"})
    assert ("biên bản" in page, meeting in page) == (True, True)
    assert reverse("pilots:conclude", kwargs=of_case) not in page


@pytest.mark.parametrize(
    ("size", "there"),
    [(3, [0]), (4, [0, 1]), (3, []), (3, [1, 2])],
    ids=["one of three", "two of four", "nobody", "without the chair"],
)
def test_without_a_quorum_nobody_votes_and_nothing_is_concluded(size, there):
    pilot, cast = a_reported()
    members = a_council(pilot.challenge, size, there=there)

    with pytest.raises(actions.CannotDo):
        voted(pilot, members[1:], "met")
    with pytest.raises(actions.CannotDo, match="Không đủ"):
        concluded(pilot, cast)
    assert state_of(pilot)[0] == State.ACCEPTANCE


def test_before_the_council_has_met_nobody_votes_or_concludes():
    pilot, cast = a_reported()
    members = a_council(pilot.challenge)
    Meeting.objects.all().delete()

    for act in (lambda: voted(pilot, members, "met"), lambda: concluded(pilot, cast)):
        with pytest.raises(actions.CannotDo):
            act()


def test_before_everybody_there_has_voted_nothing_is_concluded_who_is_away_does_not_hold_it_up():
    pilot, cast = a_reported()
    members = a_council(pilot.challenge, there=[0, 1])
    voted(pilot, members, "met")
    with pytest.raises(actions.CannotDo):
        concluded(pilot, cast)

    voted(pilot, members[1:], "met")
    concluded(pilot, cast)

    assert state_of(pilot)[0] == State.CLOSED
    council = Council.objects.get()
    assert (council.state, council.meetings.get().held_at) == (CouncilState.CONCLUDED, NOW)
    vi = str(Document.objects.get(kind="acceptance_minutes").content[0])
    assert "Phòng họp số 2" in vi


def test_a_conflict_found_at_the_conclusion_excludes_and_nothing_is_concluded():
    pilot, cast = a_reported()
    members = a_council(pilot.challenge)
    voted(pilot, members, "met", "met", "met")
    seat = Seat.objects.get(user=members[2])
    add_to_team(pilot.initiative, user=a_user(), person=seat.person)

    with pytest.raises(actions.CannotDo):
        concluded(pilot, cast)

    seat.refresh_from_db()
    assert (seat.state, state_of(pilot)[0]) == (SeatState.EXCLUDED, State.ACCEPTANCE)


def test_nobody_concludes_otherwise_than_the_council_has_voted():
    pilot, cast = a_reported()
    voted(pilot, a_council(pilot.challenge), "not_met", "met", "not_met")

    with pytest.raises(actions.CannotDo) as refusal:
        concluded(pilot, cast)
    assert refusal.value.field == "outcome"
    concluded(pilot, cast, Outcome.NOT_MET)
    assert state_of(pilot) == (State.CLOSED, Outcome.NOT_MET, InitiativeState.NOT_MET)
    assert not Document.objects.filter(kind="certificate").exists()


def test_who_has_no_seat_has_no_vote_and_the_last_vote_counts():
    pilot, cast = a_reported()
    members = a_council(pilot.challenge)
    voted(pilot, members, "met")
    voted(pilot, members, "not_met")

    with pytest.raises(actions.CannotDo):
        voted(pilot, [cast.officer], "met")
    assert [vote.choice for vote in pilot.votes.all()] == ["not_met"]


def test_a_pilot_given_back_goes_on_and_its_votes_fall_away():
    pilot, cast = a_reported()
    voted(pilot, a_council(pilot.challenge), "met")

    actions.continue_pilot(pilot=pilot, reason="Đo thêm mùa mưa.", by=cast.coordinator, at=NOW)

    assert state_of(pilot)[0] == State.PILOT
    assert not pilot.votes.exists()


def test_the_decision_maker_alone_stops_a_pilot_and_with_a_reason():
    pilot, cast = a_pilot()
    with pytest.raises(actions.CannotDo):
        actions.stop_pilot(pilot=pilot, reason="Nguy hiểm.", by=cast.officer, at=NOW)

    actions.stop_pilot(pilot=pilot, reason="Nguy hiểm.", by=cast.decision_maker, at=NOW)

    assert state_of(pilot) == (State.CLOSED, Outcome.NOT_MET, InitiativeState.NOT_MET)


def test_silence_after_the_day_is_found_and_ends_with_the_report():
    pilot, _cast = a_pilot()
    silent, _ = a_reported()
    day = pilot.due_on + timedelta(days=1)

    assert pilot.is_silent(day)
    assert not pilot.is_silent(pilot.due_on)
    assert not silent.is_silent(day)
    assert list(challenges.silent(Challenge.objects.all(), day)) == [pilot.challenge]


def test_a_year_later_the_office_says_once_whether_the_problem_went_away():
    pilot, cast = a_reported()
    voted(pilot, a_council(pilot.challenge), "met", "met", "met")
    pilot = concluded(pilot, cast)
    answer = {"answer": "gone", "value": None, "text": "Hết ùn tắc.", "by": cast.officer}
    assert pilot.follow_up_on == date(2027, 11, 24)

    with pytest.raises(actions.CannotDo):
        actions.follow_up(pilot=pilot, at=NOW, **answer)
    actions.follow_up(pilot=pilot, at=NOW + timedelta(days=365), **answer)
    with pytest.raises(actions.CannotDo):
        actions.follow_up(pilot=pilot, at=NOW + timedelta(days=366), **answer)
