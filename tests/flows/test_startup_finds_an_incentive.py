"""A start-up finds an incentive, and why not another: on a phone, without an account or script."""

import pytest

from tests.policies.things import load_mechanisms

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_startup_finds_an_incentive_and_why_not_another(live_server, open_page):
    load_mechanisms()
    page = open_page(width=390, java_script_enabled=False)
    page.goto(f"{live_server.url}/policies/")
    page.click("text=Tôi được hưởng chính sách nào?")

    page.select_option("[name=applicant]", "innovative_startup")
    page.select_option("[name=place]", "vn/other")
    page.check("[name=wants][value=tax]")
    page.click("button:text('Tiếp tục')")
    page.check("[name=project_new][value=no]")
    page.click("button:text('Tiếp tục')")
    page.fill("[name=workers]", "mười hai")
    page.click("button:text('Tiếp tục')")
    assert page.locator("#id_workers_error").is_visible()

    page.fill("[name=workers]", "12")
    page.check("[name=industry][value=services]")
    page.fill("[name=revenue]", "8,5")
    page.click("button:text('Tiếp tục')")
    page.check("[name=income_from_startup][value=yes]")
    page.click("text=Xem kết quả đến lúc này")

    fits = page.locator("h2:has-text('Bạn có thể đủ điều kiện') + ul").inner_text()
    not_so = page.locator("h2:has-text('Bạn không đủ điều kiện') + ul").inner_text()
    assert "Miễn 2 năm, giảm 4 năm thuế TNDN cho khởi nghiệp sáng tạo (cả nước)" in fits
    assert "không đáp ứng: nơi hoạt động ở Hà Nội (điểm a khoản 6 Điều 26" in not_so
    assert "Đủ điều kiện nếu: nơi hoạt động ở Hà Nội" in not_so
