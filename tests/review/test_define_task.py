"""A council meets about a problem, votes whether a task is made of it, and writes the task down."""

import pytest

from cauhien.accounts.states import Role
from cauhien.challenges.models import TaskDefinition
from cauhien.challenges.queries import task_definition
from cauhien.challenges.states import State
from cauhien.core.calendar import due_at
from cauhien.core.items import items_for
from cauhien.documents.models import Document
from cauhien.review import actions, queries
from cauhien.review.models import Vote
from cauhien.review.states import Choice, CouncilState
from tests.factories import NOW, TODAY, a_user, acts, sign_in
from tests.made_once import made_once
from tests.review.defining import TASK, a_defining_council
from tests.review.sitting import a_meeting, begun, minuted
from tests.review.things import MOST_QUERIES, queries_of

pytestmark = pytest.mark.django_db
YES, NO = Choice.YES, Choice.NO
FIVE = {"chair": 1, "scientific_secretary": 1, "member": 3}


def a_council_of_five():
    return a_defining_council(FIVE)


made, council = made_once(a_council_of_five)


@pytest.fixture
def secretary():
    return a_user(Role.SECRETARY)


@pytest.fixture
def meeting(council, secretary):
    """Return a meeting with minutes at which everybody is there."""
    called = a_meeting(council, by=secretary, starts_at=NOW)
    begun(called, [one.code for one in queries.sitting(council)], by=secretary)
    return minuted(called, by=secretary)


def voted(meeting, *choices, dissent=""):
    """Let whoever sits vote, by role; the last one to vote dissents."""
    problem = meeting.council.challenge
    for seat, choice in zip(queries.sitting(meeting.council), choices, strict=False):
        seat.user.day = TODAY
        told = dissent if choice == NO else ""
        given = {"choices": {problem.code: choice}, "dissent": told}
        actions.vote(meeting=meeting, **given, by=seat.user, at=NOW)


def test_more_than_three_quarters_of_those_present_make_the_task(council, meeting, secretary):
    voted(meeting, YES, YES, YES, YES, NO, dissent="Nên làm ở cấp phường trước.")

    task = actions.conclude_definition(meeting=meeting, said=TASK, by=secretary, at=NOW)

    council.refresh_from_db()
    assert (council.state, council.challenge.state) == (CouncilState.CONCLUDED, State.TRIAGE)
    assert task.is_advised
    assert task.votes == {"yes": 4, "no": 1, "abstain": 0, "present": 5}
    assert task.legal_basis_vi == "Thông tư 06/2023/TT-BKHCN"
    assert task_definition(council.challenge) == task
    minutes = Document.objects.get(kind="council_minutes")
    assert task.minutes_sha256 == minutes.sha256
    vi, en = (str(one) for one in minutes.content)
    assert all(said in vi for said in (*_texts(TASK), "Nên làm ở cấp phường trước.", "tuyển chọn"))
    assert "competitive selection" in en
    assert acts(council.challenge)[-1] == "define_task"


def test_the_recommendation_is_due_in_the_working_days_after_the_meeting(
    council, meeting, secretary
):
    procedure = council.challenge.call.procedure
    procedure.definition["clocks"] = {"complete_recommendation": {"days": 5, "working": True}}
    procedure.save()
    secretary.day = TODAY

    waiting = [one.due for one in items_for(secretary, NOW) if one.code == council.code]

    assert waiting == [due_at(NOW, 5, working=True)]


def test_exactly_the_share_does_not_and_then_the_reason_is_asked_for(council, secretary):
    called = a_meeting(council, by=secretary, starts_at=NOW)
    there = [one.code for one in queries.sitting(council)][:4]
    begun(called, there, by=secretary)
    meeting = minuted(called, by=secretary)
    voted(meeting, YES, YES, YES, NO)

    with pytest.raises(actions.CannotMeet) as refusal:
        actions.conclude_definition(meeting=meeting, said=TASK, by=secretary, at=NOW)
    assert refusal.value.field == "reason"
    said = {"reason": "Đã có nhiệm vụ tương tự."}
    task = actions.conclude_definition(meeting=meeting, said=said, by=secretary, at=NOW)
    assert not task.is_advised


def test_nothing_is_concluded_before_everybody_has_voted_or_by_a_member(
    council, meeting, secretary
):
    voted(meeting, YES, YES, YES)
    member = queries.sitting(council)[0].user
    member.day = TODAY

    for by in (secretary, member):
        with pytest.raises(actions.CannotMeet):
            actions.conclude_definition(meeting=meeting, said=TASK, by=by, at=NOW)

    assert not TaskDefinition.objects.exists()
    assert not Document.objects.filter(kind="council_minutes").exists()


def test_the_last_vote_counts_and_is_one(council, meeting):
    voted(meeting, YES)
    voted(meeting, NO)

    assert [one.choice for one in Vote.objects.filter(meeting=meeting)] == [NO]


def test_the_coordinator_lets_it_consider_again_and_the_newest_conclusion_holds(
    council, meeting, secretary
):
    voted(meeting, NO, NO, NO, NO, NO)
    said = {"reason": "Chưa đủ số liệu."}
    actions.conclude_definition(meeting=meeting, said=said, by=secretary, at=NOW)
    coordinator = a_user(Role.COORDINATOR)
    again = {"council": council, "reason": "Đã có số liệu mới.", "at": NOW}

    with pytest.raises(actions.CannotForm):
        actions.take_up_again(**again, by=secretary)
    actions.take_up_again(**again, by=coordinator)

    council.refresh_from_db()
    assert council.state == CouncilState.REVIEWING
    assert queries.meeting_ahead(council) is None
    assert queries.councils_to_call(coordinator, TODAY).filter(pk=council.pk).exists()


def test_by_pages_members_vote_and_the_secretary_writes_the_task_down(
    client, council, meeting, secretary
):
    voted(meeting, YES, YES, YES, YES)
    last = queries.sitting(council)[-1].user
    sign_in(client, last)
    last.day = TODAY
    assert "Bỏ phiếu về nhiệm vụ" in [str(one.to_do) for one in items_for(last, NOW)]
    given = {council.challenge.code: "yes", "dissent": "Ý kiến khác."}
    assert "Có đề nghị đặt hàng" in client.get(council.url("vote")).content.decode()
    assert client.post(council.url("vote"), given).headers["Location"] == council.url("meeting")
    sign_in(client, secretary)
    assert "5 tán thành" in client.get(council.url("meeting")).content.decode()
    written = {"minutes": "Hội đồng trao đổi.", "then": "conclude"}
    answer = client.post(council.url("close"), written)
    assert answer.headers["Location"] == council.url("define")
    page = client.get(council.url("define")).content.decode()
    assert "Ý kiến khác." in page
    unfinished = client.post(council.url("define"), TASK | {"goal_vi": ""})
    assert (unfinished.status_code, TASK["results_vi"] in unfinished.content.decode()) == (
        422,
        True,
    )
    assert "Hãy nêu mục tiêu của nhiệm vụ." in unfinished.content.decode()

    client.post(council.url("define"), TASK)

    assert TaskDefinition.objects.get().title_vi == TASK["title_vi"]
    assert TASK["goal_vi"] in client.get(council.url()).content.decode()


def test_who_reads_the_task_before_the_call_and_who_once_it_is_published(
    client, council, meeting, secretary
):
    voted(meeting, YES, YES, YES, YES, YES)
    actions.conclude_definition(meeting=meeting, said=TASK, by=secretary, at=NOW)
    problem = council.challenge
    insiders = [
        a_user(Role.OFFICER, office=problem.office),
        a_user(Role.COORDINATOR),
        a_user(Role.AUDITOR),
        queries.sitting(council)[0].user,
    ]
    outsiders = [None, a_user(Role.ENTERPRISE), a_user(Role.OFFICER)]
    url = f"/challenges/{problem.code}/call/"

    assert [_reads(client, one, url) for one in insiders] == [True] * len(insiders)
    assert [_reads(client, one, url) for one in outsiders] == [False] * len(outsiders)
    problem.state, problem.is_public = State.OPEN, True
    problem.save()
    call = problem.call
    call.published_at = call.opens_at = NOW
    call.save()
    assert all(_reads(client, one, url) for one in outsiders)
    seats = client.get(council.url()).content.decode()
    assert all(str(seat.person) in seats for seat in queries.sitting(council))


def _reads(client, user, url):
    client.logout()
    if user:
        sign_in(client, user)
    return TASK["goal_vi"] in client.get(url).content.decode()


def _texts(task):
    return [value for name, value in task.items() if name.endswith("_vi")]


def test_the_pages_ask_the_database_little_whoever_looks(client, council, meeting, secretary):
    voted(meeting, YES, YES, YES, YES, NO, dissent="Nên làm ở cấp phường trước.")
    member, coordinator = queries.sitting(council)[0].user, a_user(Role.COORDINATOR)
    looked = {
        "council": (member, coordinator),
        "meeting": (member, secretary),
        "vote": (member,),
        "close": (secretary,),
        "define": (secretary,),
    }

    asked = {
        (name, str(user)): queries_of(client, council.url(name), user)
        for name, users in looked.items()
        for user in users
    }

    actions.conclude_definition(meeting=meeting, said=TASK, by=secretary, at=NOW)
    asked["concluded", str(member)] = queries_of(client, council.url(), member)
    assert {page: number for page, number in asked.items() if number > MOST_QUERIES} == {}
