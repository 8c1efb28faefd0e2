"""The page "Who can solve it"."""

import re

import pytest

from cauhien.accounts.states import Role
from cauhien.challenges.states import State
from cauhien.core.jobs import defer
from cauhien.matching.actions.index import build_index
from cauhien.matching.actions.runs import note_failure, run_match
from cauhien.matching.models import Mark
from cauhien.organisations.states import Zone
from tests.factories import a_challenge, a_project, a_user, a_work

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(problem):
    return problem.officer


@pytest.fixture
def who(client, problem):
    """Return a function that reads the page of the problem as somebody."""

    def who(user=None, language="en", **query):
        if user:
            user.language = language
            user.save()
            client.force_login(user)
        client.cookies["django_language"] = language
        return client.get(f"/challenges/{problem.code}/who/", query)

    return who


def text_of(answer):
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", ["Ai có thể giải", "Có công trình gần với nội dung này", "Tại Hà Nội", "bộ máy"]),
        ("en", ["Who can solve it", "Published work close to this", "In Hanoi", "engine"]),
    ],
)
def test_it_speaks_the_language_of_its_reader(who, matched, officer, language, words):
    text = who(officer, language).content.decode()

    assert f'<html lang="{language}">' in text
    assert [word for word in words if word not in text] == []


def test_each_candidate_stands_there_with_marked_words_year_and_place(who, matched, officer):
    html = who(officer).content.decode()

    assert "<mark>Giảm ùn tắc giao thông giờ cao điểm</mark>" in html
    assert "2024" in text_of(who(officer))
    assert re.search(r'class="zone near".*?Hanoi', html, re.DOTALL)


def test_the_page_takes_few_queries(who, matched, officer, django_assert_max_num_queries):
    who(officer)
    with django_assert_max_num_queries(12):
        who()


def test_a_tab_shows_its_kind_alone_and_all_tabs_keep_their_counts(who, matched, indexed, officer):
    html = who(officer, kind="technology").content.decode()

    assert f'id="technology-{indexed["technology"].code}"' in html
    assert f'id="work-{indexed["work"].code}"' not in html
    assert re.search(r'aria-current="page">Technologies <span class="count">1<', html)
    assert re.search(r">Projects|>All <span", html)


def test_what_nobody_could_ask_for_is_taken_for_nothing(who, matched, officer):
    plain = text_of(who(officer))

    assert text_of(who(officer, kind="nonsense", zone="moon", page="x")) == plain


def test_the_city_stands_first_and_a_place_narrows_the_list(who, indexed, problem, officer, now):
    far = a_work("Giảm ùn tắc giao thông giờ cao điểm", zone=Zone.ABROAD)
    build_index(at=now)
    run_match(challenge=problem, by=None, at=now)

    text = text_of(who(officer))
    abroad = who(officer, zone="abroad").content.decode()

    assert text.index("In Hanoi") < text.index("Abroad", text.index("In Hanoi"))
    assert re.findall(r'<li id="(\w+-\w+)"', abroad) == [f"work-{far.code}"]


def test_similar_problems_stand_after_all_who_could_solve_it(who, matched, indexed, officer):
    answer = who(officer)

    *_others, last = re.findall(r'<li id="(\w+-\w+)"', answer.content.decode())
    assert last == f"challenge-{indexed['challenge'].code}"
    assert re.findall("In Hanoi|Similar problems", text_of(answer))[-1] == "Similar problems"


def test_where_nobody_here_is_close_it_says_so_and_who_abroad_is(who, problem, officer, now):
    a_project("Giảm ùn tắc giao thông giờ cao điểm", zone=Zone.ABROAD)
    for number in range(4):
        a_project(f"Một việc khác hẳn số {number}", zone=Zone.CITY)
    build_index(at=now)
    run_match(challenge=problem, by=None, at=now)

    text = text_of(who(officer))

    assert "Nobody registered in Hanoi is close" in text
    assert "Whoever is close elsewhere stands below" in text


def test_where_nobody_at_all_is_close_it_says_that(who, problem, officer, now):
    a_project("Nuôi cá tra xuất khẩu")
    build_index(at=now)
    run_match(challenge=problem, by=None, at=now)

    assert "Nobody elsewhere is close either" in text_of(who(officer))


def test_while_it_is_being_matched_the_page_renews_itself_and_offers_a_link(who, problem, officer):
    defer("matching.run", challenge=problem.code)

    html = who(officer).content.decode()

    assert 'hx-trigger="every 2s"' in html
    assert "The problem is being matched" in html
    assert ">Load again</a>" in html


def test_what_htmx_asks_for_is_the_list_alone(client, problem, matched, officer):
    client.force_login(officer)

    html = client.get(f"/challenges/{problem.code}/who/", headers={"HX-Request": "true"}).content

    assert html.decode().strip().startswith('<section id="found"')


def test_before_the_first_match_it_says_what_happens_next(who, problem, officer):
    assert "This problem has not been matched yet" in text_of(who(officer))


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "The match could not be finished."), ("vi", "Lần đối sánh không hoàn tất được.")],
)
def test_a_run_that_failed_says_so_in_the_language_of_the_reader(
    who, problem, officer, now, language, sentence
):
    note_failure(challenge=problem, at=now)

    assert sentence in text_of(who(officer, language))


def test_an_older_result_stays_on_the_page_after_a_run_that_failed(who, matched, officer, now):
    note_failure(challenge=matched.challenge, at=now)

    assert "Published work close to this" in text_of(who(officer))


def test_a_problem_that_is_the_same_as_another_leads_to_that_one(client, problem):
    same = a_challenge(State.CATALOGUED, same_as=problem)

    answer = client.get(f"/challenges/{same.code}/who/")

    assert answer.headers["location"] == f"/challenges/{problem.code}/who/"


def test_it_is_matched_again_on_request_and_the_page_says_so(client, problem, officer):
    client.force_login(officer)

    answer = client.post(f"/challenges/{problem.code}/who/again/", follow=True)

    assert answer.redirect_chain == [(f"/challenges/{problem.code}/who/", 302)]
    assert 'hx-trigger="every 2s"' in answer.content.decode()


def test_a_judgement_is_kept_with_its_reason_and_shown(client, problem, matched, indexed, officer):
    client.force_login(officer)
    technology = indexed["technology"]
    said = {"kind": "technology", "code": technology.code, "verdict": "fits", "tab": "technology"}

    answer = client.post(
        f"/challenges/{problem.code}/who/mark/", said | {"reason": "Đã chạy ở ba nút"}, follow=True
    )

    mark = Mark.objects.get(challenge=problem)
    assert (mark.code, mark.verdict, mark.reason) == (technology.code, "fits", "Đã chạy ở ba nút")
    assert "kind=technology" in answer.redirect_chain[0][0]
    assert "Đã chạy ở ba nút" in answer.content.decode()


def test_a_judgement_without_a_reason_is_refused_beside_its_field(
    client, problem, matched, indexed, officer
):
    client.force_login(officer)
    said = {"kind": "technology", "code": indexed["technology"].code, "verdict": "fits"}

    answer = client.post(f"/challenges/{problem.code}/who/mark/", said)

    assert answer.status_code == 422
    assert "Hãy nêu ngắn gọn lý do." in answer.content.decode()
    assert not Mark.objects.exists()


def test_a_candidate_is_put_on_the_shortlist_and_taken_off(client, problem, matched, indexed):
    client.force_login(problem.officer)
    candidate = {"kind": "work", "code": indexed["work"].code}
    path = f"/challenges/{problem.code}/who/shortlist/"

    client.post(path, candidate | {"shortlisted": "yes"})
    on = Mark.objects.get().shortlisted
    client.post(path, candidate | {"shortlisted": "no"})

    assert (on, Mark.objects.get().shortlisted) == (True, False)


@pytest.mark.parametrize("path", ["mark", "shortlist", "again"])
def test_who_may_not_work_on_the_problem_gets_403(client, indexed, now, path):
    catalogued = a_challenge(State.CATALOGUED)
    run_match(challenge=catalogued, by=None, at=now)
    client.force_login(a_user(Role.EXPERT))

    answer = client.post(
        f"/challenges/{catalogued.code}/who/{path}/",
        {"kind": "work", "code": indexed["work"].code, "verdict": ""},
    )

    assert (answer.status_code, Mark.objects.count()) == (403, 0)


@pytest.mark.parametrize("candidate", [{}, {"kind": "work", "code": "nobody"}, {"kind": "\0"}])
def test_a_candidate_that_is_not_on_the_list_gets_404(client, problem, matched, candidate):
    client.force_login(problem.officer)

    answer = client.post(f"/challenges/{problem.code}/who/shortlist/", candidate)

    assert answer.status_code == 404
