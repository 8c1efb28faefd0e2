"""Forms look the same everywhere: label, help, error, field."""

import re

import pytest
from django import forms
from django.utils.translation import override


class Problem(forms.Form):
    title = forms.CharField(label="Tên bài toán", help_text="Một câu.")
    field = forms.ChoiceField(
        label="Lĩnh vực", choices=[("a", "Giao thông"), ("b", "Nước")], widget=forms.RadioSelect
    )
    tried = forms.CharField(label="Đã thử gì", required=False)


@pytest.fixture
def wrong():
    with override("vi"):
        yield Problem({"tried": "Đã mở rộng đường"}).as_div()


def test_an_error_stands_between_label_and_field_and_is_read_out_with_it(wrong):
    order = ['for="id_title"', 'id="id_title_helptext"', 'id="id_title_error"', 'id="id_title"']

    places = [wrong.index(piece) for piece in order]
    assert places == sorted(places)
    assert 'aria-describedby="id_title_helptext id_title_error"' in wrong
    assert 'aria-invalid="true"' in wrong


def test_the_summary_takes_the_focus_and_links_to_each_wrong_field(wrong):
    summary = wrong[: wrong.index('class="field')]

    assert "autofocus" in summary
    assert re.findall(r'<a href="#([^"]+)">([^<]+)</a>', summary) == [
        ("id_title", "Tên bài toán: Hãy điền mục này."),
        ("id_field_0", "Lĩnh vực: Hãy điền mục này."),
    ]


def test_what_was_typed_is_kept_and_what_may_be_left_empty_says_so(wrong):
    assert 'value="Đã mở rộng đường"' in wrong
    assert re.findall(r"\((\w[\w ]+)\)", wrong) == ["không bắt buộc"]


def test_a_form_not_yet_sent_shows_no_error():
    assert "error" not in Problem().as_div()
