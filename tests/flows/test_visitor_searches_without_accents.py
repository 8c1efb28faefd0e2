"""A visitor with a phone types without accents and finds what was written with them."""

import pytest

from cauhien.challenges import actions as challenges
from cauhien.challenges.states import State
from cauhien.facilities import actions as facilities
from cauhien.network.actions import persons
from cauhien.network.models import Involvement
from cauhien.organisations.actions import register
from tests.factories import NOW, a_challenge, a_laboratory, a_person, a_source, an_organisation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = 390


@pytest.fixture
def city():
    """A problem, a park written in one of two ways, a laboratory, its host and a person there."""
    body = an_organisation("Trường Đại học Giao thông vận tải", name_en="", source=a_source())
    person = a_person("Nguyễn Thị Hoà")
    Involvement.objects.create(
        person=person, organisation=body, kind="printed", first_year=2022, works_count=3
    )
    problem = a_challenge(State.CATALOGUED, title_vi="Giảm ùn tắc giao thông giờ cao điểm")
    laboratory = a_laboratory(
        "Phòng mô phỏng giao thông", host=body, host_printed=str(body), source=body.source
    )
    challenges.index_in_search([problem], at=NOW)
    register.spread([body, an_organisation("Ban quản lý Khu công nghệ cao Hòa Lạc")], at=NOW)
    facilities.spread([laboratory], at=NOW)
    persons.spread([person], at=NOW)


def fits(page):
    root = "document.documentElement"
    return page.evaluate(f"{root}.scrollWidth <= {root}.clientWidth")


def ask(page, words):
    box = page.get_by_role("searchbox")
    box.fill(words)
    with page.expect_navigation():
        box.press("Enter")


def follow(page, name):
    with page.expect_navigation():
        page.get_by_role("link", name=name).click()


def found(page):
    return page.locator(".results h3").all_inner_texts()


def test_a_visitor_finds_a_problem_then_a_laboratory_then_who_is_there(
    live_server, open_page, axe, city
):
    page = open_page(width=PHONE)
    page.goto(f"{live_server.url}/search/")

    ask(page, "un tac giao thong")
    assert found(page) == ["Giảm ùn tắc giao thông giờ cao điểm"]
    assert page.locator(".results mark").first.inner_text() == "ùn tắc giao thông"

    ask(page, "giao thong")
    page.locator("summary", has_text="Lọc danh sách").click()
    follow(page, "phòng thí nghiệm 1")
    assert found(page) == ["Phòng mô phỏng giao thông"]
    follow(page, "Phòng mô phỏng giao thông")
    assert fits(page)

    follow(page, "Trường Đại học Giao thông vận tải")
    follow(page, "Tác giả 1")
    assert found(page) == ["Nguyễn Thị Hoà"]
    assert (fits(page), axe(page)) == (True, [])


@pytest.mark.parametrize("words", ["Hoa Lac", "Hoà Lạc", "Hòa Lạc", "HOA LAC"])
def test_the_park_is_found_in_whichever_way_it_is_written(live_server, open_page, city, words):
    page = open_page(width=PHONE)
    page.goto(f"{live_server.url}/organisations/")

    ask(page, words)

    assert found(page) == ["Ban quản lý Khu công nghệ cao Hòa Lạc"]


def test_the_way_also_works_without_javascript_and_by_keyboard(live_server, open_page, city):
    page = open_page(width=PHONE, java_script_enabled=False)
    page.goto(f"{live_server.url}/people/")

    page.get_by_role("searchbox").focus()
    page.keyboard.type("nguyen thi hoa")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert found(page) == ["Nguyễn Thị Hoà"]
