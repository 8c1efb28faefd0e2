"""From a technology to the problems of the city that it may help to solve."""

import re

import pytest

from cauhien.challenges.states import State
from cauhien.enterprises.actions import withdraw_offer
from cauhien.matching.actions.index import build_index, update_index
from cauhien.matching.actions.runs import run_match
from tests.enterprises.things import an_enterprise, an_offer, published
from tests.factories import a_challenge, a_technology

pytestmark = pytest.mark.django_db


@pytest.fixture
def technology(collection):
    return collection["technology"]


def read(client, technology, language="vi"):
    address = f"/technologies/{technology.code}/problems/"
    return client.get(address, headers={"Accept-Language": language})


def test_close_problems_stand_there_with_marked_words_and_a_draft_never(client, technology, now):
    published = a_challenge(State.CATALOGUED, title_vi="Giảm ùn tắc giao thông giờ cao điểm")
    draft = a_challenge(State.DRAFT, title_vi="Đèn tín hiệu giảm ùn tắc giao thông")
    build_index(at=now)

    html = read(client, technology).content.decode()

    assert re.findall(r'href="/challenges/(\w+)/"', html).count(published.code) == 1
    assert draft.code not in html
    assert re.search(r"<mark>[^<]*tắc[^<]*</mark>", html)
    assert "Problems of the city" in read(client, technology, "en").content.decode()


def test_where_no_problem_is_close_the_page_says_so(client, collection, now):
    orchid = a_technology("Nhân giống lan bằng nuôi cấy mô")
    build_index(at=now)

    assert "Không có bài toán nào" in read(client, orchid).content.decode()


def test_the_page_of_a_technology_leads_there_and_takes_few_queries(
    client, technology, now, django_assert_max_num_queries
):
    for _number in range(15):
        a_challenge(State.CATALOGUED)
    build_index(at=now)

    page = client.get(f"/technologies/{technology.code}/").content.decode()
    with django_assert_max_num_queries(12):
        read(client, technology)

    assert f'href="/technologies/{technology.code}/problems/"' in page


def test_without_an_index_the_page_says_that_it_is_not_ready(client, technology):
    assert "Chỉ mục" in read(client, technology).content.decode()


def test_a_technology_that_is_not_there_has_no_such_page(client, db):
    assert client.get("/technologies/nothing1/problems/").status_code == 404


def test_the_api_lists_the_same_problems_so_often_a_minute(client, technology, now):
    published = a_challenge(State.CATALOGUED, title_vi="Giảm ùn tắc giao thông giờ cao điểm")
    address = f"/api/v1/technologies/{technology.code}/problems"
    assert client.get(address).status_code == 409  # no index as yet
    draft = a_challenge(State.DRAFT, title_vi="Đèn tín hiệu giảm ùn tắc giao thông")
    build_index(at=now)

    found = client.get(address, {"limit": 1})
    codes = [one["code"] for one in client.get(address).json()["items"]]
    answers = [client.get(f"{address}?limit=0").status_code for _ in range(57)]

    assert (found.status_code, found.json()["items"][0]["code"]) == (200, published.code)
    assert draft.code not in codes
    assert answers == [422] * 57
    assert client.get(address).status_code == 429
    page = client.get(f"/technologies/{technology.code}/problems/")
    assert (page.status_code, int(page["Retry-After"]) > 0) == (429, True)


def test_an_offered_technology_is_matched_until_the_firm_takes_it_back(
    indexed, problem, now, found
):
    enterprise, owner = an_enterprise()
    offer = published(an_offer(enterprise, owner), owner)
    update_index(at=now)
    shown = found(run_match(challenge=problem, by=None, at=now))
    withdraw_offer(offer=offer, by=owner, at=now)
    at_once = found(run_match(challenge=problem, by=None, at=now))
    update_index(at=now)
    later = found(run_match(challenge=problem, by=None, at=now))

    seen = [offer.code in run["technology"] for run in (shown, at_once, later)]
    assert seen == [True, False, False]
