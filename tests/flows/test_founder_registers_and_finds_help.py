"""A founder registers on a phone, the coordinator accepts, and the founder finds who can help."""

import pytest

from cauhien.accounts.states import Role
from tests.ecosystem.things import a_body
from tests.factories import a_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_founder_registers_and_finds_who_can_help(
    live_server, open_page, as_user, narrow_and_wide
):
    a_body("Quỹ Năng lượng", kind="fund", stages=("seed",), topics=("energy",))
    a_body("Quỹ Đất", "HN-S902", kind="fund", topics=("land",))
    founder = as_user(open_page(width=390, java_script_enabled=False), a_user())
    founder.goto(f"{live_server.url}/ecosystem/register/startup/")
    founder.fill("[name=name_vi]", "Pin Sạch")
    founder.fill("[name=founded]", "24")
    founder.check("[name=zone][value=city]")
    for name, value in (("stages", "seed"), ("topics", "energy")):
        founder.click(f"details:has([name={name}]) > summary")
        founder.check(f"[name={name}][value={value}]")
    founder.fill("[name=standing]", "Sáng lập")
    founder.click("button:text('Gửi')")
    assert founder.locator("#id_founded_error").is_visible()
    assert founder.is_checked("[name=topics][value=energy]")
    founder.fill("[name=founded]", "2024")
    founder.click("button:text('Gửi')")

    moderator = as_user(open_page(width=1200), a_user(Role.COORDINATOR))
    moderator.goto(f"{live_server.url}/my-work/")
    moderator.click("text=Trả lời một đăng ký")
    moderator.click("button:text('Chấp nhận đăng ký')")

    page = open_page(width=390)
    page.goto(f"{live_server.url}/ecosystem/startups/")
    assert page.locator("text=Pin Sạch").is_visible()
    page.goto(f"{live_server.url}/ecosystem/")
    page.click("text=Ai có thể hỗ trợ tôi?")
    page.select_option("[name=stage]", "seed")
    page.select_option("[name=topic]", "energy")
    page.click("button:text('Xem ai có thể hỗ trợ')")
    assert page.locator("main h3").all_inner_texts() == ["Quỹ Năng lượng"]
    assert "stage=seed&topic=energy" in page.url
    assert narrow_and_wide(page) == []
    page.goto(f"{live_server.url}/ecosystem/gaps/")
    assert narrow_and_wide(page) == []
