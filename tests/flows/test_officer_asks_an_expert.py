"""An officer asks an expert: matched, answered on a phone, thanked, and told what became of it."""

import pytest

from cauhien.accounts.states import Role
from cauhien.matching.actions.index import build_index
from tests.factories import NOW, a_person, a_user, a_work, an_office

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OTHERS = ("Nuôi cấy mô lan", "Bảo tồn phố cổ", "Pin mặt trời", "Rau hữu cơ", "Tro bay")


@pytest.fixture
def expert(settings, tmp_path):
    settings.STATE = tmp_path
    expert = a_person("Trần Thị Hoa", user=a_user())
    a_work("Đèn tín hiệu thích ứng giảm ùn tắc giao thông", by=[expert], zone="city")
    for title in OTHERS:
        a_work(title, by=[a_person(user=a_user())])
    build_index(at=NOW)
    return expert


def write(page, words, button):
    """Write into the one field of a step and send it."""
    page.get_by_role("textbox").fill(words)
    page.get_by_role("main").get_by_role("button", name=button).click()
    page.get_by_text("Đã thực hiện").wait_for()


def test_an_officer_asks_an_expert(live_server, open_page, as_user, axe, expert):
    office = as_user(open_page(), a_user(Role.OFFICER, office=an_office("Sở Xây dựng")))
    office.goto(f"{live_server.url}/")
    office.get_by_text("Theo vai trò của bạn").click()
    office.get_by_role("link", name="Hỏi chuyên gia").first.click()
    office.get_by_role("link", name="Câu hỏi mới").click()
    office.get_by_label("Câu hỏi trong một câu").fill("Đèn tín hiệu thích ứng có hợp không?")
    office.get_by_label("Điều chuyên gia cần biết").fill("Nút năm nhánh, ùn tắc giao thông.")
    office.get_by_label("Cần trả lời trước ngày").fill("2030-01-15")
    office.get_by_role("button", name="Tìm chuyên gia").click()

    assert "Trần Thị Hoa" in office.locator("main label:has([name=people])").first.inner_text()
    assert axe(office) == []
    office.get_by_label("Trần Thị Hoa").check()
    office.get_by_role("button", name="Gửi câu hỏi").click()
    office.get_by_text("Chuyên gia đã được báo").wait_for()

    asked = as_user(open_page(390), expert.user)
    asked.goto(f"{live_server.url}/my-work/")
    asked.get_by_role("link", name="Trả lời câu hỏi, hoặc từ chối").click()
    asked.get_by_role("link", name="Trả lời", exact=True).click()
    write(asked, "Hợp, nếu đo lưu lượng trước.", "Trả lời")
    advice = asked.url

    office.reload()
    office.get_by_role("link", name="Trần Thị Hoa").first.click()
    assert "Hợp, nếu đo lưu lượng trước." in office.inner_text("main")
    office.get_by_role("link", name="Cảm ơn").click()
    write(office, "Xin cảm ơn.", "Cảm ơn")
    office.get_by_role("link", name="Đèn tín hiệu thích ứng có hợp không?").click()
    office.get_by_role("link", name="kết quả").click()
    write(office, "Đã lắp ở nút này.", "kết quả")

    asked.goto(advice)
    said = asked.inner_text("main")
    assert "Xin cảm ơn." in said
    assert "Đã lắp ở nút này." in said
