"""The acceptance council by pages: asked for, invited, declared, met, voted, concluded."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now as right_now

from cauhien.accounts.states import Role
from cauhien.challenges.models import Challenge, FileAccess
from cauhien.challenges.states import Outcome, State
from cauhien.core.items import items_for
from cauhien.notices.documents import words_of
from cauhien.notices.models import Notice
from cauhien.review import queries
from cauhien.review.actions import INVITED
from cauhien.review.models import Council, Review, Seat
from cauhien.review.states import CouncilKind, CouncilState, ReviewState, SeatState
from tests.factories import NOW, TODAY, a_user, sign_in
from tests.made_once import made_once
from tests.pilots.things import a_reported
from tests.review.sitting import a_meeting
from tests.review.things import MOST_QUERIES, experts, queries_of

pytestmark = pytest.mark.django_db
ASKED = {"size": "3", "most_of_one": "1", "until": "2099-12-20"}


class Acceptance:
    """A reported pilot, experts of whom the best suited judged its file, who acts by pages."""

    def __init__(self, client):
        self.client = client
        self.pilot, self.cast = a_reported()
        self.challenge = self.pilot.challenge
        procedure = self.challenge.call.procedure
        procedure.council_min, procedure.reviewers = 3, 0
        procedure.save()
        self.coordinator, self.secretary = self.cast.coordinator, a_user(Role.SECRETARY)
        self.experts = experts(7, self.challenge)
        self.judge = self._selection_member(self.experts[0].person)

    def _selection_member(self, person):
        council = Council.objects.create(
            challenge=self.challenge,
            state=CouncilState.CONCLUDED,
            engine_version="test",
            input_sha256="a" * 64,
            formed_at=NOW,
            formed_by=self.coordinator,
        )
        user = person.user
        sat = {"state": SeatState.SITTING, "invited_at": NOW}
        seat = Seat.objects.create(council=council, person=person, user=user, role="member", **sat)
        judged = {"initiative": self.pilot.initiative, "state": ReviewState.LOCKED}
        Review.objects.create(seat=seat, saved_at=NOW, submitted_at=NOW, **judged)
        return person

    @property
    def council(self):
        return queries.council_of(self.challenge, CouncilKind.ACCEPTANCE)

    def url(self, name):
        said = {"code": self.challenge.code, "kind": CouncilKind.ACCEPTANCE}
        return reverse(f"review:{name}", kwargs=said)

    def post(self, url, user, **said):
        """Send a form as a user; it is taken, and the page that follows opens."""
        sign_in(self.client, user)
        answer = self.client.post(url, said)
        assert (url, answer.status_code) == (url, 302)
        return self.client.get(answer.headers["Location"]).content.decode()

    def pilot_url(self, name):
        return reverse(f"pilots:{name}", args=[self.challenge.code])

    @property
    def seats(self):
        return queries.sitting(self.council)

    def seat_all(self):
        """Ask, invite, and let everybody answer and declare."""
        self.post(self.url("ask"), self.coordinator, **ASKED)
        self.post(self.url("invite"), self.coordinator, answer_by_on="2099-12-01", fee_vnd="")
        for seat in queries.seats_to_change(self.council):
            self.post(reverse("review:seat", args=[seat.code]), seat.person.user, answer="accept")
            declared = {f"tie_{one.key}": "none" for one in queries.teams_to_declare(seat)}
            declare = reverse("review:declare", args=[seat.code])
            self.post(declare, seat.person.user, keeps_secret="on", **declared)

    def meet(self):
        a_meeting(self.council, by=self.secretary, starts_at=NOW)
        here = {"present": [seat.code for seat in self.seats], "authorised": ""}
        return self.post(self.url("attendance"), self.secretary, **here)


@pytest.fixture
def acceptance(client):
    return Acceptance(client)


def a_seated_council():
    acceptance = Acceptance(Client())
    acceptance.seat_all()
    acceptance.client = None  # each test acts by one of its own
    return acceptance


made, seated_once = made_once(a_seated_council)


@pytest.fixture
def seated(seated_once, client):
    seated_once.client = client
    return seated_once


def to_do(user):
    user.day = TODAY
    return [str(item.to_do) for item in items_for(user, NOW)]


def test_who_judged_the_files_is_kept_out_by_default_and_the_reason_is_shown(acceptance):
    assert "Đề nghị lập hội đồng: hội đồng nghiệm thu" in to_do(acceptance.coordinator)

    page = acceptance.post(acceptance.url("ask"), acceptance.coordinator, **ASKED)

    seated = [seat.person for seat in queries.seats_to_change(acceptance.council)]
    assert len(seated) == 3
    assert acceptance.judge not in seated
    assert "đã từng đánh giá hồ sơ này" in page
    assert not any("lập hội đồng" in one for one in to_do(acceptance.coordinator))


def test_the_invitation_asks_about_the_pilot_and_not_about_files(acceptance):
    acceptance.post(acceptance.url("ask"), acceptance.coordinator, **ASKED)
    offer = {"answer_by_on": "2099-12-01", "fee_vnd": ""}
    acceptance.post(acceptance.url("invite"), acceptance.coordinator, **offer)
    seat = queries.seats_to_change(acceptance.council)[0]
    sign_in(acceptance.client, seat.person.user)

    page = acceptance.client.get(reverse("review:seat", args=[seat.code])).content.decode()
    told = Notice.objects.get(recipient=seat.person.user, kind=INVITED)
    mail = str(words_of(told, seat))

    assert "thí điểm có đạt mục tiêu hay không" in page
    assert "đánh giá thí điểm có đạt mục tiêu hay không" in mail
    assert "Số hồ sơ" not in page + mail


def test_it_is_seated_meets_votes_and_concludes_by_pages_and_the_outcome_is_public(seated):
    page, seats = seated.meet(), seated.seats
    assert "3 trên 3 thành viên" in page
    for seat in seats:
        assert "Bỏ phiếu nghiệm thu" in to_do(seat.user)
        said = {"choice": "met", "reason": "Số liệu đủ."}
        seated.post(seated.pilot_url("vote"), seat.user, **said)
    minutes = {"minutes": "Hội đồng xem số liệu đo.", "then": "conclude"}
    page = seated.post(seated.url("close"), seated.secretary, **minutes)
    assert "Kết quả bỏ phiếu của hội đồng: đạt mục tiêu: 3;" in page
    assert queries_of(seated.client, seated.pilot_url("conclude"), seated.secretary) <= MOST_QUERIES
    concluded = {"outcome": "scaled", "conclusion": "Nhân rộng."}
    seated.post(seated.pilot_url("conclude"), seated.secretary, **concluded)

    challenge = Challenge.objects.get(pk=seated.challenge.pk)
    assert (challenge.state, challenge.outcome) == (State.CLOSED, Outcome.SCALED)
    assert seated.council.state == CouncilState.CONCLUDED
    seated.client.logout()
    public = seated.client.get(seated.url("council")).content.decode()
    assert all(str(seat.person) in public for seat in seats)
    assert str(seated.judge) not in public


def test_a_member_reads_the_file_of_the_pilot_and_nothing_of_the_selection(seated):
    seat = seated.seats[0]
    sign_in(seated.client, seat.user)

    access = FileAccess.objects.get(user=seat.user)
    assert (access.initiative, access.part, access.blind) == (
        seated.pilot.initiative,
        "content",
        False,
    )
    assert (
        "Thí điểm cần nghiệm thu"
        in seated.client.get(reverse("review:seat", args=[seat.code])).content.decode()
    )
    selection = queries.council_of(seated.challenge, CouncilKind.SELECTION)
    for page in ("meeting", "scores", "council"):
        assert str(seated.judge) not in seated.client.get(selection.url(page)).content.decode()


def test_who_declines_is_followed_by_the_stand_in(acceptance):
    acceptance.post(acceptance.url("ask"), acceptance.coordinator, **ASKED)
    invited = {"answer_by_on": "2099-12-01", "fee_vnd": ""}
    acceptance.post(acceptance.url("invite"), acceptance.coordinator, **invited)
    seat = queries.seats_to_change(acceptance.council)[0]

    url = reverse("review:seat", args=[seat.code])
    acceptance.post(url, seat.person.user, answer="decline", reason="Bận công tác")

    follower = Seat.objects.get(follows=seat)
    assert (follower.person, follower.state) == (seat.stand_in, SeatState.INVITED)


def test_before_the_outcome_neither_team_nor_office_learns_who_sits(seated):
    seated.meet()
    seats = seated.seats
    said = {"choice": "met", "reason": "Số liệu đủ."}
    seated.post(seated.pilot_url("vote"), seats[0].user, **said)
    urls = [seated.pilot_url("pilot"), seated.url("council"), seated.url("meeting")]

    for who in ("team", "officer", "head"):
        sign_in(seated.client, getattr(seated.cast, who))
        for url in urls:
            page = seated.client.get(url).content.decode()
            told = [seat.person for seat in seats if str(seat.person) in page]
            assert (who, url, told, "Số liệu đủ." in page) == (who, url, [], False)


def test_a_member_reads_how_others_voted_once_they_have_voted(seated):
    seated.meet()
    seats = seated.seats
    vote, said = seated.pilot_url("vote"), {"choice": "met"}
    seated.post(vote, seats[0].user, reason="Lý do thứ nhất.", **said)
    sign_in(seated.client, seats[1].user)
    before = seated.client.get(seated.pilot_url("pilot")).content.decode()

    after = seated.post(vote, seats[1].user, reason="Lý do thứ hai.", **said)

    assert "Lý do thứ nhất." not in before
    assert "Lý do thứ nhất." in after


def test_a_meeting_put_to_another_time_begins_without_anybody(seated):
    seated.meet()
    seats = seated.seats
    said = {"starts_at": "2099-01-01T09:00", "where": "Phòng 3", "agenda": "Nghiệm thu"}

    seated.post(seated.url("call"), seated.secretary, **said)

    meeting = queries.meeting_ahead(seated.council)
    assert (meeting.had_quorum, meeting.attendances.count()) == (None, 0)
    assert meeting.starts_at > right_now()
    sign_in(seated.client, seats[0].user)
    assert seated.client.post(seated.pilot_url("vote")).status_code == 403
