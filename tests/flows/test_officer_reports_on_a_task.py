"""An officer reports on a task; the coordinator accepts; everybody reads number and pace."""

import pytest

from tests.resolution.things import a_running_task

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_officer_reports_on_a_task(live_server, open_page, as_user, axe):
    task, cast = a_running_task()
    url = f"{live_server.url}/tasks/{task.code}/"
    page = as_user(open_page(390), cast.officer)

    page.goto(f"{live_server.url}/my-work/")
    page.click("text=Báo cáo kỳ đến")
    page.fill("[name=text]", "Đã mở 120 dịch vụ toàn trình.")
    page.fill("[name=value]", "bốn mươi")
    page.click("main form button")
    assert page.input_value("[name=text]") == "Đã mở 120 dịch vụ toàn trình."
    page.fill("[name=value]", "42,5")
    page.click("main form button")
    page.wait_for_url(url)
    as_user(page, cast.coordinator)
    page.goto(url)
    page.click("text=Trả lời báo cáo")
    page.check("[name=answer][value=accepted]")
    page.click("main form button")
    page.wait_for_url(url)
    page.context.clear_cookies()
    page.goto(url)

    said = page.inner_text("main").replace("\xa0", " ")
    assert [
        text for text in ("42,5 %", "Đã mở 120 dịch vụ", "chậm so với kế hoạch") if text in said
    ]
    assert axe(page) == []
