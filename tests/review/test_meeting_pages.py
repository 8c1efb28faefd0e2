"""The pages of the meeting: each sees and does what is theirs, from the call to the conclusion."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from cauhien.accounts.states import Role
from cauhien.challenges.states import State
from cauhien.review import queries
from cauhien.review.models import Conclusion
from cauhien.review.states import Choice, CouncilState
from tests.factories import NOW, a_user, sign_in
from tests.made_once import made_once
from tests.review.sitting import (
    THREE,
    a_meeting,
    a_small_council,
    all_submitted,
    begun,
    holder,
    people,
    voted,
)
from tests.review.things import MOST_QUERIES, queries_of

pytestmark = pytest.mark.django_db
MINUTES = "Hội đồng trao đổi riêng."


made, council = made_once(a_small_council)


@pytest.fixture
def secretary():
    return a_user(Role.SECRETARY)


@pytest.fixture
def meeting(council, secretary):
    """Return a meeting that began in the past, so that it can be recorded now."""
    meeting = a_meeting(council, by=secretary, starts_at=NOW, minutes=MINUTES)
    begun(meeting, [seat.code for seat in queries.sitting(council)], by=secretary)
    return queries.meeting_ahead(council)


def address(council, name="meeting"):
    return reverse(f"review:{name}", args=[council.challenge.code])


def seen_by(client, council, who, name="meeting"):
    client.logout()
    if who.is_authenticated:
        sign_in(client, who)
    return client.get(address(council, name))


def readers(client, council):
    found = {name: seen_by(client, council, who) for name, who in people(council).items()}
    return {name for name, one in found.items() if MINUTES in one.content.decode()}


READERS = {"member", "chair", "coordinator", "secretary", "decision-maker", "auditor"}


def test_the_council_and_the_staff_of_the_case_read_the_minutes(client, council, meeting):
    meeting.held_at = NOW
    meeting.save()

    assert readers(client, council) == READERS
    council.challenge.state = State.DECIDED
    council.challenge.save()
    assert readers(client, council) == READERS


def test_everybody_else_finds_no_meeting(client, council, meeting):
    for who in (AnonymousUser(), people(council)["team"], people(council)["officer"]):
        assert seen_by(client, council, who).status_code in (302, 404)


def test_a_meeting_is_called_on_its_page_and_what_is_wrong_stands_beside_the_field(
    client, council, secretary
):
    sign_in(client, secretary)
    said = {"starts_at": "2020-01-01T09:00", "where": "Phòng họp số 2", "agenda": "Đánh giá"}

    past = client.post(address(council, "call"), said)
    called = client.post(address(council, "call"), said | {"starts_at": "2099-01-01T09:00"})

    page = past.content.decode()
    assert (past.status_code, called.status_code) == (422, 302)
    assert page.count("Hãy chọn thời điểm sau hiện tại.") == 2  # in the summary and by the field
    assert "Phòng họp số 2" in page
    assert "Giấy mời và biên bản" in client.get(address(council)).content.decode()


@pytest.mark.parametrize("name", ["call", "attendance", "close"])
def test_a_member_runs_no_meeting(client, council, meeting, name):
    assert seen_by(client, council, holder(council, "chair"), name).status_code == 403


@pytest.mark.parametrize("name", ["vote", "propose"])
def test_the_staff_of_the_case_neither_votes_nor_proposes(
    client, council, meeting, secretary, name
):
    assert seen_by(client, council, secretary, name).status_code == 403


def test_a_member_who_is_not_the_chair_proposes_nothing(client, council, meeting):
    assert seen_by(client, council, holder(council), "propose").status_code == 403


def test_attendance_is_recorded_and_says_whether_that_is_a_quorum(client, council, meeting):
    sign_in(client, a_user(Role.SECRETARY))
    alone = [seat.code for seat in queries.sitting(council) if seat.role == "chair"]

    client.post(address(council, "attendance"), {"present": alone, "authorised": ""})

    page = client.get(address(council)).content.decode()
    assert "không đủ số thành viên" in page
    assert "1 trên 3 thành viên" in page


def test_how_others_voted_is_shown_once_one_has_voted(client, council, meeting):
    voted(meeting, holder(council, "chair"), Choice.YES, Choice.NO)
    user = holder(council)
    sign_in(client, user)
    assert "1 tán thành" not in client.get(address(council)).content.decode()

    files = [file.code for file in queries.judged_files(council)]
    client.post(address(council, "vote"), {files[0]: "yes", files[1]: "no"})

    assert "2 tán thành, 0 không tán thành" in client.get(address(council)).content.decode()


def test_a_flaw_of_the_proposal_stands_beside_its_field_and_nothing_is_lost(
    client, council, meeting
):
    all_submitted(council, [(5, 2)] * 3)
    for role in THREE:
        voted(meeting, holder(council, role), Choice.YES, Choice.YES)
    first, second = (file.code for file in queries.judged_files(council))
    said = {f"outcome_{first}": "select", f"outcome_{second}": "select"}
    sign_in(client, holder(council, "chair"))

    refused = client.post(address(council, "propose"), said | {f"reason_{first}": "Tốt hơn."})
    client.post(
        address(council, "propose"), said | {f"outcome_{second}": "refuse", f"reason_{second}": "x"}
    )

    assert refused.status_code == 422
    assert "thấp hơn mức 70 điểm" in refused.content.decode()
    assert "Tốt hơn." in refused.content.decode()
    assert list(Conclusion.objects.order_by("id").values_list("outcome", flat=True)) == [
        "select",
        "refuse",
    ]


def test_minutes_are_kept_when_the_council_cannot_conclude_yet(client, council, meeting, secretary):
    sign_in(client, secretary)
    said = {"minutes": "Đang ghi.", "public_minutes": "Công khai.", "then": "conclude"}

    answer = client.post(address(council, "close"), said)

    meeting.refresh_from_db()
    council.refresh_from_db()
    assert (answer.status_code, meeting.minutes) == (422, "Đang ghi.")
    assert council.state == CouncilState.REVIEWING


def test_concluding_is_an_act_that_wants_the_second_factor_anew(client, council, meeting):
    user = a_user(Role.SECRETARY)
    sign_in(client, user, seconds_ago=3600)

    answer = client.post(address(council, "close"), {"then": "conclude"})

    assert answer.status_code == 302
    assert "reauthenticate" in answer.headers["Location"]


def test_the_pages_ask_the_database_little_whoever_looks(client, council, meeting, secretary):
    all_submitted(council, ((5, 1), (1, 5), (4, 4)))
    for role in THREE:
        voted(meeting, holder(council, role), Choice.YES, Choice.YES)
    at = [council.challenge.code, queries.judged_files(council)[0].code]
    file, (member, chair, auditor) = (
        reverse("review:file", args=at),
        (people(council)[who] for who in ("member", "chair", "auditor")),
    )
    looks = [
        (
            secretary,
            [address(council, name) for name in ("meeting", "attendance", "call", "close")],
        ),
        (chair, [address(council, name) for name in ("meeting", "propose", "vote", "scores")]),
        *((who, [address(council, "scores"), file]) for who in (member, secretary, auditor)),
    ]

    found = {(str(who), url): queries_of(client, url, who) for who, urls in looks for url in urls}

    assert {page: count for page, count in found.items() if count > MOST_QUERIES} == {}
