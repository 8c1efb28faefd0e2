"""A council that defines the task is formed at triage; who sits on it reads the hidden problem."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from cauhien.accounts.states import Role
from cauhien.challenges.actions import index_in_search, refuse_challenge, return_challenge
from cauhien.challenges.models import Challenge
from cauhien.challenges.queries import challenges_for
from cauhien.challenges.rules.initiative import may_start
from cauhien.challenges.states import State
from cauhien.core.items import items_for
from cauhien.review import actions, queries
from cauhien.review.states import CouncilKind, CouncilState, SeatState
from tests.factories import NOW, TODAY, a_grant, a_user, sign_in
from tests.made_once import made_once
from tests.review.defining import DEFINITION, a_defining_council, a_problem
from tests.review.sitting import holder
from tests.review.things import experts, sit

pytestmark = pytest.mark.django_db

WISH = actions.Wish(size=3, until=date(2026, 12, 20), kind=CouncilKind.DEFINITION)
OFFER = actions.Offer(answer_by_on=date(2026, 12, 1))
TITLE = "Ngập úng tại nút giao thông ngầm"


def a_hidden_case():
    council = a_defining_council(title_vi=TITLE)
    index_in_search([council.challenge], at=NOW)
    return council


made, council = made_once(a_hidden_case)


@pytest.fixture
def coordinator():
    return a_user(Role.COORDINATOR)


@pytest.fixture
def invited(coordinator):
    """Return a council that the engine seated and that was invited."""
    problem = a_problem()
    experts(5, problem)
    found = actions.form_council(challenge=problem, wish=WISH, by=coordinator, at=NOW)
    return actions.invite_council(council=found, offer=OFFER, by=coordinator, at=NOW)


EVERYWHERE = {"page", "API", "search", "count"}


def places(client, user, code):
    """Return where somebody meets the problem from outside."""
    client.logout()
    if user:
        sign_in(client, user)
    searched = client.get("/api/v1/search", {"q": TITLE}).json()
    found = {
        "page": client.get(f"/challenges/{code}/").status_code == 200,
        "API": client.get(f"/api/v1/challenges/{code}").status_code == 200,
        "search": code in str(searched["items"]),
        "count": searched["count"] > 0,
    }
    return {name for name, is_seen in found.items() if is_seen}


def test_it_is_formed_by_its_own_rules_and_the_coordinator_is_asked_for_it(coordinator):
    problem = a_problem()
    experts(5, problem)
    coordinator.day = TODAY
    asked = "Đề nghị lập hội đồng: hội đồng xác định nhiệm vụ"
    assert asked in [str(one.to_do) for one in items_for(coordinator, NOW)]

    found = actions.form_council(challenge=problem, wish=WISH, by=coordinator, at=NOW)

    assert (found.kind, found.rules_code) == ("definition", DEFINITION["council_rules"])
    assert [one.role for one in queries.seats_of(found)] == [
        "chair",
        "scientific_secretary",
        "member",
    ]
    assert asked not in [str(one.to_do) for one in items_for(coordinator, NOW)]


def test_without_such_a_procedure_there_is_no_such_council(client, coordinator):
    problem = a_problem()
    problem.call.procedure.definition = {}
    problem.call.procedure.save()
    experts(5, problem)

    with pytest.raises(actions.CannotForm):
        actions.form_council(challenge=problem, wish=WISH, by=coordinator, at=NOW)
    sign_in(client, coordinator)
    assert client.get(f"/challenges/{problem.code}/definition/").status_code == 404


def test_a_member_declares_ties_with_the_office_and_one_who_has_any_is_followed(
    client, invited, coordinator
):
    first, second, _third = queries.seats_to_change(invited)
    (office,) = queries.teams_to_declare(first)
    assert office.organisations == (str(invited.challenge.office.organisation),)
    tie = {"initiative": office.code, "other": office.code, "kind": "money", "text": "Hợp đồng"}
    tie |= {"relation": office.relation, "since": "2024", "until": ""}

    excluded = sit(first, ties=[tie])

    assert (excluded.state, excluded.reason) == (
        SeatState.EXCLUDED,
        "đã kê khai quan hệ với đơn vị chủ quản bài toán",
    )
    assert excluded.followed_by.get().person == first.stand_in
    assert not Challenge.objects.filter(readers__user=first.person.user).exists()
    assert sit(second).state == SeatState.SITTING
    sign_in(client, coordinator)
    assert "Hợp đồng" in client.get(invited.url()).content.decode()


def test_only_who_sits_meets_the_problem_from_outside_and_no_longer_than_the_council(
    client, council, coordinator
):
    code, member = council.challenge.code, holder(council)
    assert places(client, member, code) == EVERYWHERE
    assert code not in client.get("/feeds/problems.vi.atom").content.decode()
    assert places(client, a_user(Role.EXPERT), code) == set()
    assert places(client, None, code) == set()

    reason = {"reason": "Lập lại", "by": coordinator, "at": NOW}
    actions.dissolve_council(council=council, **reason)
    assert places(client, member, code) == set()


def test_while_the_office_writes_its_text_anew_no_member_reads_it(council, coordinator):
    member, problem = holder(council), council.challenge
    assert challenges_for(member).filter(pk=problem.pk).exists()

    return_challenge(challenge=problem, by=coordinator, at=NOW, reason="Thiếu số liệu")

    assert not challenges_for(member).filter(pk=problem.pk).exists()


def test_the_council_ends_with_a_problem_that_is_refused(council, coordinator):
    refuse_challenge(challenge=council.challenge, by=coordinator, at=NOW, reason="Trùng lặp")

    actions.heed_changes(at=NOW)

    council.refresh_from_db()
    assert council.state == CouncilState.DISSOLVED
    assert not council.challenge.readers.filter(until_at=None).exists()


def test_who_read_the_problem_before_the_call_begins_no_file_for_it(council):
    problem = council.challenge
    problem.state, call = State.OPEN, problem.call
    call.opens_at, call.closes_at = NOW, NOW + timedelta(days=30)
    call.published_at = NOW
    member, other = holder(council), a_user(Role.EXPERT)
    a_grant(member, Role.EXPERT)

    assert (may_start(member, problem, NOW), may_start(other, problem, NOW)) == (False, True)


def test_who_was_only_invited_reads_the_title_in_the_invitation_and_no_more(client, invited):
    seat = queries.seats_to_change(invited)[0]
    sign_in(client, seat.person.user)

    page = client.get(reverse("review:seat", args=[seat.code])).content.decode()

    assert invited.challenge.title_vi in page
    assert "Hạn xác định nhiệm vụ" in page
    assert client.get(f"/challenges/{invited.challenge.code}/").status_code == 404


def test_a_member_opens_every_page_that_their_seat_leads_to(client, council):
    seat = council.seats.get(role="member")
    sign_in(client, seat.user)
    page = client.get(reverse("review:seat", args=[seat.code]))
    case = client.get(f"/challenges/{council.challenge.code}/")

    tabs = [one["url"] for one in case.context["tabs"]]
    assert f"/challenges/{council.challenge.code}/definition/" in tabs
    for url in (*tabs, council.url("meeting")):
        assert client.get(url).status_code == 200, url
    assert "Bài toán cần xác định nhiệm vụ" in page.content.decode()


@pytest.mark.parametrize("role", [Role.OFFICER, Role.HEAD])
def test_the_office_of_the_problem_does_not_learn_who_sits(client, council, role):
    user = a_user(role, office=council.challenge.office)
    sign_in(client, user)

    for url in (council.url(), f"/challenges/{council.challenge.code}/log/"):
        page = client.get(url).content.decode()
        assert not any(str(seat.person) in page for seat in council.seats.all())
    assert client.get(council.url("meeting")).status_code == 404


def test_staff_read_who_sits_and_the_log_of_the_council(client, council, coordinator):
    sign_in(client, coordinator)

    page = client.get(council.url()).content.decode()

    assert all(str(seat.person) in page for seat in council.seats.all())
    assert "Thông tư 06/2023/TT-BKHCN" in page
    assert "mở bài toán cho thành viên" in client.get(council.url("log")).content.decode()
    assert council.state == CouncilState.REVIEWING
