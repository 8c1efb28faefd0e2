"""A leader reads the brief on a phone, follows a line of it and takes the sheet along."""

import pytest

from cauhien.accounts.states import Role
from tests.factories import a_user
from tests.resolution.things import a_blocked_task

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_leader_reads_the_brief_on_a_phone(live_server, open_page, as_user, axe):
    task, _cast, other = a_blocked_task()
    page = as_user(open_page(390), a_user(Role.LEADER))

    page.goto(live_server.url)
    page.click("text=Theo vai trò của bạn")
    page.click("text=Báo cáo nhanh")
    said = page.inner_text("main")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert (axe(page), width) == ([], 390)
    assert f"vướng ở {other}" in said
    with page.expect_download() as sheet:
        page.click("text=Bản in một trang")
    page.click(f"text={task.title_vi}")

    assert sheet.value.suggested_filename.endswith(".pdf")
    assert page.url.endswith(f"/tasks/{task.code}/")
    assert "Chờ ý kiến thẩm định." in page.inner_text("main")
