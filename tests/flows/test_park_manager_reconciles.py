"""A park manager compares what was published with what is itemised, and says why they differ."""

from datetime import date
from decimal import Decimal

import pytest

from cauhien.park.actions import totals
from tests.factories import NOW
from tests.park.things import a_manager, a_park, a_project, with_capital

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WHY = "Danh mục chỉ có các dự án cấp phép từ năm 2018."


def test_park_manager_reconciles_a_published_total(live_server, open_page, as_user, axe):
    manager, park = a_manager(), a_park()
    with_capital(a_project(park, manager), manager)
    figures = [("capital", Decimal(1_000_000_000), "USD", ""), ("projects", Decimal(20), "", "")]
    stated = {"as_of": date(2018, 12, 31), "document": "Báo cáo năm 2018", "source_url": ""}
    said = {"park": park, "stated": stated, "totals": figures}
    totals.record_statement(**said, by=manager, at=NOW)
    page = as_user(open_page(390), manager)

    page.goto(f"{live_server.url}/my-work/")
    assert page.get_by_text("2 tổng số công bố khác với số thống kê theo dự án").is_visible()
    page.get_by_role("link", name="Giải trình chênh lệch, hoặc bổ sung dự án").click()
    page.get_by_role("link", name="31/12/2018: vốn đăng ký").click()
    assert "200 triệu USD, bằng 20 %; còn 800 triệu USD" in page.locator(".lead").inner_text()
    assert page.get_by_text("Dữ liệu đã ghi không giải thích được 800 triệu USD").is_visible()
    assert page.get_by_text("19 dự án đã công bố mà ở đây chưa ghi").is_visible()
    page.get_by_role("link", name="Giải trình chênh lệch").click()
    page.get_by_role("button", name="Ghi giải trình").click()
    assert page.locator("[aria-invalid=true]").count() == 1
    page.get_by_label("Vì sao hai số khác nhau").fill(WHY)
    page.get_by_role("button", name="Ghi giải trình").click()

    page.get_by_role("link", name="31/12/2018: vốn đăng ký").click()
    page.get_by_text(WHY).wait_for()
    assert axe(page) == []
