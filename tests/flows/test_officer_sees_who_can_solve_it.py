"""An officer writes a problem and reads who can solve it: in a browser, with a worker at work."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from cauhien.accounts.states import Role
from cauhien.challenges.states import State
from cauhien.matching import tasks
from cauhien.matching.actions.index import build_index
from cauhien.matching.actions.runs import run_match
from cauhien.matching.models import Mark
from cauhien.organisations.states import Zone
from tests.factories import (
    a_challenge,
    a_person,
    a_project,
    a_technology,
    a_user,
    a_work,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "Giảm ùn tắc giao thông giờ cao điểm"


@pytest.fixture
def collection(settings, tmp_path, now):
    """Return a work, its author and a technology close to the problem, all indexed."""
    settings.STATE = tmp_path
    person = a_person("Trần Thị Hoa")
    close = {
        "person": person,
        "work": a_work(f"{TITLE} bằng đèn tín hiệu thích ứng", by=[person], zone=Zone.CITY),
        "technology": a_technology("Đèn tín hiệu thích ứng giảm ùn tắc giao thông"),
    }
    for title in ["Nhân giống lan", "Xử lý nước thải", "Chẩn đoán hình ảnh", "Rau an toàn"]:
        a_project(title, zone=Zone.CITY)
    build_index(at=now)
    return close


def work_off():
    """Do what the worker would: match the problems that wait."""
    for job in ProcrastinateJob.objects.filter(task_name="matching.run", status="todo"):
        tasks.run(**job.args)
    ProcrastinateJob.objects.filter(task_name="matching.run")._raw_delete("default")


def test_an_officer_writes_a_problem_and_sees_who_can_solve_it(
    live_server, page, as_user, collection
):
    officer = a_user(Role.OFFICER)
    as_user(page, officer).goto(f"{live_server.url}/challenges/new/")

    page.fill("[name=title_vi]", TITLE)
    page.fill("[name=description_vi]", "Cần đèn tín hiệu thích ứng cho hành lang hướng tâm.")
    page.click("button[value=save]")
    page.wait_for_url("**/who/")
    assert page.locator("#found .notice.info").is_visible()
    work_off()
    page.wait_for_selector(f"#person-{collection['person'].code}")

    assert page.locator(f"#work-{collection['work'].code} mark").first.inner_text() == TITLE
    assert page.locator("#found .notice.info").count() == 0


def test_an_officer_judges_a_candidate_and_keeps_it_in_mind(
    live_server, page, as_user, collection, now
):
    problem = a_challenge(State.TRIAGE, title_vi=TITLE, description_vi="")
    run_match(challenge=problem, by=None, at=now)
    as_user(page, problem.officer).goto(f"{live_server.url}/challenges/{problem.code}/who/")
    row = page.locator(f"#technology-{collection['technology'].code}")

    row.locator("summary").click()
    row.locator("input[value=fits]").check()
    row.locator("details button").click()
    assert row.locator(".error").inner_text() == "Hãy nêu ngắn gọn lý do."
    row.locator("textarea").fill("Đã chạy ở ba nút")
    row.locator("details button").click()
    row.locator("q").wait_for()
    row.locator("button[name=shortlisted]").click()
    row.locator(".status.info").wait_for()

    mark = Mark.objects.get()
    assert (mark.verdict, mark.reason, mark.shortlisted) == ("fits", "Đã chạy ở ba nút", True)


def test_a_visitor_without_javascript_describes_a_problem_and_narrows_the_answer(
    live_server, open_page, collection
):
    page = open_page(width=390, java_script_enabled=False)
    page.goto(f"{live_server.url}/match/")

    page.fill("[name=text]", "giam un tac giao thong gio cao diem")
    page.click("main form.describe button")
    page.click("button[name=kind][value=technology]")

    assert page.locator(".results > li h4").all_inner_texts() == [collection["technology"].name_vi]
    assert page.input_value("[name=text]:visible") == "giam un tac giao thong gio cao diem"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_axe_finds_nothing_on_the_pages_of_a_match(
    live_server, open_page, as_user, narrow_and_wide, collection, now, language
):
    problem = a_challenge(
        State.TRIAGE, title_vi=TITLE, title_en="Less congestion", description_vi=""
    )
    problem.officer.language = language
    problem.officer.save()
    run_match(challenge=problem, by=None, at=now)
    page = as_user(open_page(), problem.officer)
    found = {}

    for path in [f"/challenges/{problem.code}/who/", "/match/", "/api/"]:
        page.goto(live_server.url + path)
        for summary in page.locator("details:not(.menu) > summary").all():
            summary.click()
        found[path] = narrow_and_wide(page, both=True)
    page.goto(f"{live_server.url}/match/")
    page.fill("[name=text]", TITLE)
    page.click("main form.describe button")
    found["text"] = narrow_and_wide(page, both=True)

    assert {path: wrong for path, wrong in found.items() if wrong} == {}
