"""A1: an officer writes a problem, sends it, the head has it to sign: as people do it."""

import re

import pytest

from cauhien.accounts.states import Role
from cauhien.challenges import actions
from cauhien.challenges.models import Challenge
from cauhien.challenges.states import State
from cauhien.organisations.states import Topic
from tests.factories import NOW, a_challenge, a_user, an_office

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = {
    "title_vi": "Giảm ùn tắc giờ cao điểm trên trục Nguyễn Trãi",
    "description_vi": "Giờ cao điểm, xe trên trục Nguyễn Trãi chỉ đi được 14,2 km/h.",
    "place_text": "Đường Nguyễn Trãi",
    "indicator": "Tốc độ trung bình giờ cao điểm",
    "unit": "km/h",
    "target": "18",
    "measured_by": "Trung tâm điều hành giao thông",
    "budget_line": "Sự nghiệp khoa học và công nghệ",
}


@pytest.fixture
def office():
    return an_office("Sở Xây dựng")


def write(page, **fields):
    for name, text in fields.items():
        page.fill(f"[name={name}]", text)
    page.select_option("[name=topic]", Topic.TRANSPORT)


def test_a1_what_is_missing_is_said_beside_its_field_and_nothing_is_lost(
    live_server, page, as_user, office
):
    officer = a_user(Role.OFFICER, office=office)
    as_user(page, officer).goto(f"{live_server.url}/challenges/new/")

    write(page, **TEXT)
    page.click("button[value=send]")

    field = page.locator("[name=baseline]")
    assert page.locator("#id_baseline_error").is_visible()
    assert field.evaluate("field => field === document.activeElement")
    assert field.get_attribute("aria-invalid") == "true"
    assert {name: page.input_value(f"[name={name}]") for name in TEXT} == TEXT
    assert Challenge.objects.get().state == State.DRAFT


def test_a1_complete_it_goes_to_the_head_who_has_one_task_and_signs_what_stands_there(
    live_server, open_page, as_user, office
):
    officer, head = a_user(Role.OFFICER, office=office), a_user(Role.HEAD, office=office)
    page = as_user(open_page(), officer)
    page.goto(f"{live_server.url}/challenges/new/")
    write(page, **TEXT, baseline="14,2")
    page.click("button[value=send]")
    page.wait_for_url(re.compile(r"/challenges/\w{8}/$"))
    assert "chờ ký duyệt" in page.inner_text("main .about")

    page = as_user(open_page(), head)
    page.goto(f"{live_server.url}/my-work/")
    assert page.locator("main .results li").count() == 1
    page.goto(f"{live_server.url}/challenges/")
    waiting = page.locator(".notice li a")
    assert waiting.all_inner_texts() == [TEXT["title_vi"]]
    waiting.click()
    page.click("main a.button")
    assert page.locator("dd").get_by_text("14,2", exact=True).count() == 1
    page.click("main form[method=post] button")
    page.wait_for_url(re.compile(r"/challenges/\w{8}/$"))

    assert Challenge.objects.get().state == State.TRIAGE


def test_it_is_saved_while_one_writes_and_found_again_after_a_reload(
    live_server, page, as_user, office
):
    as_user(page, a_user(Role.OFFICER, office=office))
    page.goto(f"{live_server.url}/challenges/new/")

    page.type("[name=title_vi]", "Ngập úng", delay=20)
    page.wait_for_selector("#saved time, #saved .icon")
    page.type("[name=title_vi]", " sau mưa", delay=20)
    page.wait_for_selector("#revision[value='2']", state="attached")
    page.reload()

    assert page.input_value("[name=title_vi]") == "Ngập úng sau mưa"
    assert re.search(r"/challenges/\w{8}/edit/$", page.url)
    assert Challenge.objects.count() == 1


def test_two_open_forms_do_not_overwrite_one_another(live_server, open_page, as_user, office):
    draft = a_challenge(office=office, title_vi="Cũ")
    address = f"{live_server.url}/challenges/{draft.code}/edit/"
    first, second = (as_user(open_page(), draft.officer) for _page in range(2))
    first.goto(address)
    second.goto(address)

    first.fill("[name=title_vi]", "Của người thứ nhất")
    first.wait_for_selector("#saved .icon")
    second.fill("[name=title_vi]", "Của người thứ hai")
    second.wait_for_selector("#saved b")
    second.click("button[value=save]")

    assert "Của người thứ nhất" in second.inner_text(".notice.warn")
    assert second.input_value("[name=title_vi]") == "Của người thứ hai"
    draft.refresh_from_db()
    assert draft.title_vi == "Của người thứ nhất"
    second.click("button[value=save]")
    second.wait_for_url(re.compile(r"/who/|/challenges/\w{8}/$"))
    draft.refresh_from_db()
    assert draft.title_vi == "Của người thứ hai"


def test_without_javascript_one_saves_and_compares_by_buttons(
    live_server, open_page, as_user, office
):
    earlier = a_challenge(State.CATALOGUED, title_vi="Ùn tắc giao thông trên trục hướng tâm")
    index(earlier)
    page = as_user(open_page(java_script_enabled=False), a_user(Role.OFFICER, office=office))
    page.goto(f"{live_server.url}/challenges/new/")

    page.fill("[name=title_vi]", "Giam un tac giao thong")
    page.click("button[value=compare]")

    assert page.locator("#similar a").first.inner_text().startswith(earlier.title_vi)
    assert page.locator("#similar mark").first.inner_text() == "Ùn tắc giao thông"
    assert Challenge.objects.filter(title_vi="Giam un tac giao thong").exists()


def test_the_form_is_filled_and_sent_by_keyboard_alone(live_server, page, as_user, office):
    as_user(page, a_user(Role.OFFICER, office=office))
    page.goto(f"{live_server.url}/challenges/new/")
    page.focus("[name=title_vi]")
    answers = {**TEXT, "baseline": "14,2"}

    for _step in range(40):
        name = page.evaluate("document.activeElement.name")
        if name in answers:
            page.keyboard.type(answers.pop(name))
        elif name == "topic":
            page.keyboard.press("ArrowDown")
        elif page.evaluate("document.activeElement.value") == "send":
            page.keyboard.press("Enter")
            break
        page.keyboard.press("Tab")

    page.wait_for_url(re.compile(r"/challenges/\w{8}/$"))
    assert (answers, Challenge.objects.get().state) == ({}, State.AWAITING_SIGN_OFF)


@pytest.mark.parametrize("locale", ["vi-VN", "en-GB"])
def test_axe_finds_nothing_on_the_pages_of_a_problem(
    live_server, open_page, as_user, narrow_and_wide, office, locale
):
    page = as_user(open_page(locale=locale), a_user(Role.HEAD, office=office))
    officer = a_user(Role.OFFICER, office=office)
    draft = a_challenge(office=office, officer=officer, title_en="Less congestion")
    sent = a_challenge(office=office, officer=officer)
    send(sent)
    entry = a_challenge(State.CATALOGUED, suggested_owner="Sở Xây dựng")
    index(draft, sent, entry)
    paths = [
        "/challenges/",
        "/challenges/new/",
        f"/challenges/{draft.code}/",
        f"/challenges/{draft.code}/edit/",
        f"/challenges/{draft.code}/log/",
        f"/challenges/{entry.code}/",
        f"/challenges/{entry.code}/adopt/",
        f"/challenges/{sent.code}/sign/",
        f"/challenges/{sent.code}/return/",
    ]

    found = {}
    for path in paths:
        page.goto(live_server.url + path)
        found[path] = narrow_and_wide(page, both=True)

    assert found == {path: [] for path in paths}


def index(*challenges):
    actions.index_in_search(challenges, at=NOW)


def send(challenge):
    actions.send_for_sign_off(challenge=challenge, by=challenge.officer, at=NOW)
