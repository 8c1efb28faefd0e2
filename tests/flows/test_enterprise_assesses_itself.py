"""An enterprise assesses itself and gets a plan: on a phone, without script."""

import pytest

from cauhien.enterprises.actions import save_answers
from cauhien.enterprises.models import Assessment
from cauhien.matching.actions.enterprises import help_enterprise as find_things
from cauhien.matching.actions.index import build_index
from cauhien.policies.actions.enterprises import help_enterprise as find_incentives
from tests.enterprises.things import PRODUCTS, all_answers, an_owner, shipped_templates
from tests.factories import NOW, a_person, a_technology, a_user, a_work
from tests.policies.things import load_mechanisms

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_enterprise_assesses_itself_and_gets_a_plan(live_server, open_page, as_user):
    load_mechanisms()
    shipped_templates()
    a_technology("Robot tự động hóa dây chuyền sản xuất, thu thập dữ liệu máy")
    expert = a_person("Trần Thị Hoa", user=a_user(), agreed_at=NOW)
    a_work("Robot tự động hóa dây chuyền sản xuất, thu thập dữ liệu máy trong xưởng", by=[expert])
    for title in ("Nuôi cấy mô lan", "Bảo tồn phố cổ", "Pin mặt trời", "Rau hữu cơ", "Tro bay"):
        a_work(title)
    build_index(at=NOW)
    _firm, owner = an_owner()
    page = as_user(open_page(width=390, java_script_enabled=False), owner)

    page.goto(f"{live_server.url}/enterprises/")
    page.click("button:text('Đăng ký')")
    page.select_option("[name=industry]", "manufacturing")
    page.fill("[name=products]", PRODUCTS)
    page.click("button:text('Lưu')")
    page.click("button:has-text('Thông tư 17/2019')")
    draft = Assessment.objects.get()
    rest = all_answers("tt17-2019", "none", groups="EORI")
    save_answers(assessment=draft, answers=rest, by=owner, at=NOW)

    page.click("a:text('Hiện trạng thiết bị')")
    _answer_the_first_group(page)
    page.fill("[name='T1-1']", "9")
    page.click("button:text('Lưu và tiếp tục')")
    assert page.locator("#id_T1-1_error").is_visible()
    assert page.input_value("[name='T2-1']") == "1"
    page.fill("[name='T1-1']", "3")
    page.click("button:text('Lưu và tiếp tục')")
    page.click("nav.tabs a:text('Kiểm tra')")
    page.click("button:text('Hoàn thành tự đánh giá')")
    assert page.locator("h1:text('Kết quả tự đánh giá')").is_visible()

    draft.refresh_from_db()
    find_things(assessment=draft, at=NOW)
    find_incentives(assessment=draft, at=NOW)
    page.click("a:text('Kế hoạch cải thiện')")
    of_automation = page.locator("section[aria-labelledby=w-T4]")
    assert "Robot tự động hóa" in of_automation.inner_text()
    assert "Hỗ trợ công nghệ và tư vấn" in of_automation.inner_text()
    assert of_automation.locator("li:has-text('Trần Thị Hoa') a:text('Gửi câu hỏi')").is_visible()
    of_automation.locator("a:text('Lập việc cần làm')").click()
    page.fill("[name=text]", "Lắp hệ thống thu thập dữ liệu máy")
    page.fill("[name=by_on]", "2027-06-30")
    page.click("button:text('Đưa vào kế hoạch')")
    assert "Lắp hệ thống thu thập dữ liệu máy" in of_automation.inner_text()


def _answer_the_first_group(page):
    for key in ("T1", "T2", "T3", "T4", "T5", "T6"):
        page.fill(f"[name='{key}-1']", "1")
        page.fill(f"[name='{key}-1-reason']", "Đối chiếu bản in của Thông tư.")
    page.check("[name='T4-2'][value=none]")
    page.check("[name='T7-1'][value='1']")
