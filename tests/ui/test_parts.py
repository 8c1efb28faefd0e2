from types import SimpleNamespace

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.utils.translation import override


def shown(template, language="vi", **context):
    with override(language):
        return Template("{% load ui %}" + template).render(Context(context)).strip()


def test_marked_words_stand_in_mark_and_what_people_typed_is_escaped():
    text = "<b>Ùn tắc</b> giao thông"

    marked = shown("{% marked text spans %}", text=text, spans=[(3, 9), (14, 24)])

    assert marked == ("&lt;b&gt;<mark>Ùn tắc</mark>&lt;/b&gt; <mark>giao thông</mark>")


@pytest.mark.parametrize(
    ("language", "vietnamese", "english", "expected"),
    [
        ("vi", "Nước thải", "Wastewater", "Nước thải"),
        ("en", "Nước thải", "Wastewater", "Wastewater"),
        ("vi", "", "Wastewater", '<span lang="en">Wastewater</span>'),
        ("en", "Nước thải", "", '<span lang="vi">Nước thải</span>'),
        ("en", "", "", ""),
    ],
)
def test_a_text_in_the_other_language_says_which(language, vietnamese, english, expected):
    assert shown("{% either a b %}", language, a=vietnamese, b=english) == expected


@pytest.mark.parametrize(
    ("text", "in_vietnamese"),
    [
        ("article undated", "bài báo không ghi ngày"),
        ("seen <b>", '<span lang="en">seen &lt;b&gt;</span> (tiếng Anh)'),
    ],
)
def test_a_note_of_shipped_data_is_in_vietnamese_or_says_that_it_is_not(text, in_vietnamese):
    assert shown("{% noted text %}", text=text) == in_vietnamese
    assert shown("{% noted text %}", "en", text="article undated") == "article undated"


@pytest.mark.parametrize(
    ("text", "in_english"),
    [
        ("Nhóm T3 (minh họa)", '<span lang="vi">Nhóm T3 (minh họa)</span>'),
        ("Team T3", "Team T3"),
        ("", ""),
    ],
)
def test_what_is_written_in_vietnamese_alone_says_so_on_an_english_page(text, in_english):
    assert shown("{% as_written a %}", "en", a=text) == in_english
    assert shown("{% as_written a %}", "vi", a=text) == text


def test_a_number_and_its_unit_stay_together():
    assert shown('{% quantity 14.25 "km/h" 1 %}') == "14,3\u00a0km/h"


def test_pages_far_away_are_left_out_and_the_question_is_kept(rf):
    page = Paginator(range(400), 10).page(7)

    pages = shown("{% pagination page %}", page=page, request=rf.get("/search/?q=nước&page=7"))

    assert 'href="?q=n%C6%B0%E1%BB%9Bc&amp;page=8" rel="next"' in pages
    assert [n for n in range(1, 41) if f"</span>{n}</a>" in pages] == [1, 5, 6, 7, 8, 9, 40]


def test_a_list_of_one_page_has_no_links_to_pages(rf):
    page = Paginator(range(5), 10).page(1)

    assert shown("{% pagination page %}", page=page, request=rf.get("/")) == ""


def test_a_crumb_with_two_titles_is_called_by_that_of_the_page():
    thing = SimpleNamespace(title_vi="Ùn tắc", title_en="Congestion")
    crumbs = '{% breadcrumbs "/p/" list "/x/" thing %}'

    assert ">Congestion</a>" in shown(crumbs, "en", list="Problems", thing=thing)
    assert ">Ùn tắc</a>" in shown(crumbs, "vi", list="Bài toán", thing=thing)
    assert ">Problems</a>" in shown(crumbs, "en", list="Problems", thing=thing)


def test_a_fact_without_a_value_is_left_out():
    facts = shown("{% facts items %}", items=[("Đơn vị", "Sở Xây dựng"), ("Năm", None)])

    assert facts == '<dl class="facts"><dt>Đơn vị</dt><dd>Sở Xây dựng</dd></dl>'
