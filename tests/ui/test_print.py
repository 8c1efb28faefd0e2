"""A page on paper: what it says, from where and of which day; no bars, buttons or forms."""

from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import engines
from django.utils.translation import override

from cauhien import ui

PAGE = """{% extends "ui/page.html" %}{% block title %}Ngập úng{% endblock %}
{% block main %}<h1>Ngập úng</h1><p class="row"><a class="button" href="/">Sửa</a></p>
<details><summary>Thêm</summary><p>Chi tiết</p></details>
<form><button>Gửi</button></form>{% endblock %}"""
STYLES = Path(ui.__file__).parent / "static" / "ui" / "css"


@pytest.mark.browser
def test_paper_shows_the_page_with_its_address_and_day_and_nothing_to_press(page, rf, settings):
    settings.SITE_URL = "https://cauhien.example"
    request = rf.get("/challenges/?q=ngap")
    request.user = AnonymousUser()
    with override("vi"):
        page.set_content(engines["django"].from_string(PAGE).render({}, request))
    for name in ("tokens", "base", "layout", "parts"):
        page.add_style_tag(content=(STYLES / f"{name}.css").read_text("utf-8"))
    seen = page.locator("body").inner_text()

    page.emulate_media(media="print")
    printed = page.locator("body").inner_text()

    assert ("Sửa" in seen, "Gửi" in seen, "In ngày" in seen) == (True, True, False)
    assert ("Sửa" in printed, "Gửi" in printed, "Đăng nhập" in printed) == (False, False, False)
    assert "từ https://cauhien.example/challenges/?q=ngap" in printed
    assert page.get_by_text("Chi tiết").is_visible()
