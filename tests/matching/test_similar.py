"""What is like a problem: for who writes it, and for who looks it through."""

import re

import pytest

from cauhien.accounts.states import Role
from cauhien.challenges.states import State
from cauhien.core.jobs import defer
from cauhien.matching import queries
from cauhien.matching.actions.index import build_index
from cauhien.matching.actions.runs import run_match
from tests.factories import a_challenge, a_project, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(db):
    return a_user(Role.COORDINATOR, language="en")


@pytest.fixture
def older(collection, problem, now):
    """Return an older problem and a project that are like the problem, once it was matched."""
    problem_before = a_challenge(State.CATALOGUED, title_vi="Giảm ùn tắc giao thông giờ cao điểm")
    project = a_project("Đèn tín hiệu thích ứng giảm ùn tắc giao thông")
    build_index(at=now)
    run_match(challenge=problem, by=None, at=now)
    return problem_before, project


@pytest.fixture
def similar(client, problem, coordinator):
    """Return a function that reads the page of the problem as its coordinator."""
    client.force_login(coordinator)

    def similar(**headers):
        return client.get(f"/challenges/{problem.code}/similar/", headers=headers)

    return similar


def test_older_problems_and_projects_stand_there_with_the_words_in_common_marked(similar, older):
    problem_before, project = older

    html = similar().content.decode()

    assert f"/challenges/{problem_before.code}/" in html
    assert f"/projects/{project.code}/" in html
    assert "<mark>Giảm ùn tắc giao thông giờ cao điểm</mark>" in html
    assert ">catalogued<" in html


def test_the_most_alike_comes_first_and_no_person_is_among_them(problem, coordinator, older):
    problem_before, project = older

    found = queries.similar_to(problem, coordinator)

    assert [*found] == ["challenge", "project"]
    assert found["challenge"][0]["code"] == problem_before.code
    assert found["project"][0]["code"] == project.code


def test_within_a_form_it_sends_on_what_was_shown(similar, older):
    html = similar(**{"HX-Request": "true"}).content.decode()

    sent = re.findall(r'name="compared" value="([^"]+)"', html)
    assert [f"challenge:{older[0].code}", f"project:{older[1].code}"] == [sent[0], sent[-1]]
    assert "<html" not in html


def test_a_problem_that_the_reader_may_not_see_is_not_among_them(problem, older, now):
    hidden = a_challenge(State.TRIAGE, title_vi="Giảm ùn tắc giao thông giờ cao điểm ở ngã tư")
    build_index(at=now)
    run_match(challenge=problem, by=None, at=now)

    found = queries.similar_to(problem, problem.officer)

    assert older[0].code in [one["code"] for one in found["challenge"]]
    assert hidden.code not in [one["code"] for one in found["challenge"]]


def test_of_a_problem_that_one_may_not_see_there_is_no_page(client, problem, older):
    assert client.get(f"/challenges/{problem.code}/similar/").status_code == 404


def test_where_nothing_is_like_it_the_page_says_so(similar, problem, now):
    a_project("Nuôi cá tra xuất khẩu")
    build_index(at=now)
    run_match(challenge=problem, by=None, at=now)

    html = similar().content.decode()

    assert "No other problem is like this one." in html
    assert "No project that is registered is like this one." in html


def test_before_it_was_matched_it_says_so_and_renews_itself_while_it_is(similar, problem):
    before = similar().content.decode()
    defer("matching.run", challenge=problem.code)

    assert "This problem has not been matched yet" in before
    assert 'hx-trigger="every 2s"' in similar().content.decode()


def test_before_it_was_matched_a_page_that_asks_for_the_part_keeps_what_it_has(similar):
    assert similar(**{"HX-Request": "true"}).status_code == 204


def test_the_page_takes_few_queries(similar, older, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        similar()


def test_similar_problems_are_shown_while_one_writes(client, indexed):
    answer = client.post("/match/similar/", {"title_vi": "Un tac giao thong o cong truong"})

    html = answer.content.decode()
    assert answer.status_code == 200
    assert f"/challenges/{indexed['challenge'].code}/" in html
    assert "<mark>Ùn tắc giao thông ở cổng trường</mark>" in html


def test_the_problem_that_is_being_written_is_not_like_itself(client, indexed):
    known = indexed["challenge"]

    answer = client.post("/match/similar/", {"title_vi": known.title_vi, "code": known.code})

    assert f"/challenges/{known.code}/" not in answer.content.decode()


@pytest.mark.parametrize("title", ["", "🚦", "zzxqv brrtk", "\0"])
def test_where_no_problem_is_similar_it_says_so(client, indexed, title):
    client.cookies["django_language"] = "en"

    answer = client.post("/match/similar/", {"title_vi": title})

    assert "No earlier problem is like this one" in answer.content.decode()


def test_who_writes_very_fast_is_left_with_what_was_shown_last(client, db):
    asked = [client.post("/match/similar/", {"title_vi": ""}) for _time in range(61)]

    assert [answer.status_code for answer in asked] == [200] * 60 + [429]
