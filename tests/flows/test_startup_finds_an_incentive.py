"""A start-up finds an incentive, and why not another: on a phone, without an account or script."""

import pytest

from tests.policies.things import load_mechanisms

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


ANSWERS = {"project_new": "no", "income_from_startup": "yes", "first_registration": "no"}


def answer(page):
    """Answer what is asked on a page and known, leave the rest open, and go on."""
    for name, value in ANSWERS.items():
        if page.locator(f"input[type=radio][name={name}]").count():
            page.check(f"[name={name}][value={value}]")
    page.click("button:text('Tiếp tục')")


def test_a_startup_finds_an_incentive_and_why_not_another(live_server, open_page):
    load_mechanisms()
    page = open_page(width=390, java_script_enabled=False)
    page.goto(f"{live_server.url}/policies/")
    page.click("text=Tôi được hưởng chính sách nào?")

    page.select_option("[name=applicant]", "innovative_startup")
    page.select_option("[name=place]", "vn/other")
    page.check("[name=wants][value=tax]")
    page.click("button:text('Tiếp tục')")
    while not page.locator("input[type=text][name=revenue]").count():
        answer(page)
    page.fill("[name=revenue]", "tám rưỡi")
    answer(page)
    assert page.locator("#id_revenue_error").is_visible()

    page.fill("[name=revenue]", "8,5")
    while "income_from_startup=yes" not in page.url:
        answer(page)
    assert page.locator("h2:text('Kết quả đã rõ đến lúc này')").is_visible()
    page.click("text=Xem kết quả đến lúc này")

    fits = page.locator("h2:has-text('Bạn có thể đủ điều kiện') + ul").inner_text()
    not_so = page.locator("h2:has-text('Bạn không đủ điều kiện') + ul").inner_text()
    assert "Miễn 2 năm, giảm 4 năm thuế TNDN cho khởi nghiệp sáng tạo (cả nước)" in fits
    assert "không đáp ứng: nơi hoạt động ở Hà Nội (điểm a khoản 6 Điều 26" in not_so
    assert "Đủ điều kiện nếu: nơi hoạt động ở Hà Nội" in not_so
