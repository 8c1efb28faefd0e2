"""A methodologist tries weights, forks the published method and compares both."""

import pytest

from cauhien.accounts.states import Role
from cauhien.observatory.actions import compute_all, vary
from cauhien.observatory.models import Frame
from cauhien.observatory.queries.frames import without_variants
from tests.factories import NOW, a_user
from tests.observatory.asia import an_index

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_methodologist_forks_a_plan_and_compares(
    live_server, open_page, as_user, narrow_and_wide
):
    an_index()
    compute_all(at=NOW)
    vary(computation=without_variants().first())
    page = as_user(open_page(), a_user(Role.DATA_STEWARD))
    page.goto(f"{live_server.url}/observatory/index/asia/")
    assert page.locator("figure.chart [role=img]:visible").count() == 3
    assert narrow_and_wide(page) == []

    page.get_by_label("Con người").fill("0")
    page.get_by_role("button", name="Xem thứ hạng").focus()
    page.get_by_text("Thứ hạng theo trọng số thử").wait_for()  # with no other page opened
    page.get_by_role("link", name="Lập bản phương pháp riêng").click()
    page.get_by_label("Tên bản phương pháp riêng").fill("Không tính bụi")
    page.get_by_label("Bạn thay đổi gì và vì sao").fill("Bụi không phải là khoa học")
    page.get_by_label("Trọng số: Bụi mịn").fill("nhiều")
    page.get_by_role("button", name="Lập bản riêng và so sánh").click()
    assert "không phải là số" in page.locator(".errors").inner_text()
    page.get_by_label("Trọng số: Bụi mịn").fill("0")
    page.get_by_role("button", name="Lập bản riêng và so sánh").click()

    page.get_by_role("heading", name="Điều làm Việt Nam thay đổi thứ hạng").wait_for()
    rows = page.locator("table").nth(1).locator("tbody tr").all_inner_texts()
    assert [row.split("\t")[1] for row in rows] == ["8", "8", "7", "7"]
    assert Frame.objects.get(name_vi="Không tính bụi").fork_of.code == "asia"
