"""Every front page in both languages: its words, its language, its fitness for everybody."""

import pytest

from cauhien.organisations.states import Topic, Zone
from tests.factories import a_source

PAGES = {
    "/": ("Bài toán của Hà\u00a0Nội tìm người giải", "The problems of Hanoi find who can solve"),
    "/search/": ("Tìm kiếm trong toàn bộ dữ liệu", "Search everything"),
    "/search/?q=ngap+ung&place=city": ("Tìm thấy 1 mục", "1 entry found"),
    "/search/?q=zzz": ("Không có mục nào chứa đủ", "Nothing holds all these words"),
    "/about/": ("Ở đây có thể làm gì", "What can be done here"),
    "/data-sources/": ("Nguồn dữ liệu và giấy phép", "Data sources and licences"),
    "/accessibility/": ("Những điểm còn thiếu", "What falls short"),
}
LANGUAGES = ["vi", "en"]


@pytest.fixture
def some_content(a_found_problem):
    a_source(name="Danh mục bài toán", attribution="Thành phố", url="https://example.invalid/")
    a_found_problem(
        "Cảnh báo ngập úng đến từng đoạn phố",
        "Street-level flood alerts",
        "Mưa lớn gây ngập úng ở nhiều điểm.",
        place=Zone.CITY,
        topic=Topic.FLOODING,
        year=2026,
    )


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_speaks_the_language_of_its_reader(client, some_content, path, number):
    client.cookies["django_language"] = LANGUAGES[number]

    html = client.get(path).content.decode()

    assert f'<html lang="{LANGUAGES[number]}">' in html
    assert PAGES[path][number] in html
    assert PAGES[path][1 - number] not in html


def test_vietnamese_is_spoken_to_who_says_nothing(client, some_content):
    assert '<html lang="vi">' in client.get("/about/").content.decode()


def test_the_language_is_changed_by_a_button_and_the_page_stays(client, some_content):
    answer = client.post("/i18n/setlang/", {"language": "en", "next": "/about/"}, follow=True)

    assert answer.redirect_chain == [("/about/", 302)]
    assert '<html lang="en">' in answer.content.decode()


def test_a_demonstration_says_on_every_page_that_it_is_one(client, settings, some_content):
    banner = "Bản trình diễn với dữ liệu công khai; không phải trang chính thức."
    assert all(banner in client.get(path).content.decode() for path in PAGES)

    settings.DEMONSTRATION = False

    assert not any(banner in client.get(path).content.decode() for path in PAGES)


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_breaks_wcag_or_is_too_wide(
    live_server, open_page, narrow_and_wide, some_content, language
):
    page = open_page(locale=language)
    wrong, refused = {}, []
    page.on("console", lambda said: refused.append(said.text))  # what the security policy stops
    for path in PAGES:
        page.goto(live_server.url + path)
        if found := narrow_and_wide(page, both=True):
            wrong[path] = found

    assert (wrong, refused) == ({}, [])


@pytest.mark.browser
def test_the_menu_opens_on_a_phone_without_javascript_and_by_keyboard(
    live_server, open_page, some_content
):
    page = open_page(390, java_script_enabled=False)
    page.goto(live_server.url)

    page.keyboard.press("Tab")
    skip = page.locator(":focus").inner_text()
    page.locator("summary", has_text="Danh mục").focus()
    page.keyboard.press("Enter")
    page.get_by_role("navigation", name="Các mục chính").get_by_text("Giới thiệu").click()

    assert skip == "Đến nội dung chính"
    assert page.url.endswith("/about/")
