"""A text becomes the words and pairs by which it is found."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauhien_engine.text.folding import fold
from cauhien_engine.text.terms import guess_language, is_marked, runs_of_words, terms, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bụi PM2,5", ["bui", "pm25"]),
        ("PM2.5 dust", ["pm25", "dust"]),
        ("3.000 tấn, 3,000 t", ["3000", "tan", "3000", "t"]),
        ("QĐ 1193/QĐ-UBND", ["qd", "1193", "qd", "ubnd"]),
        ("rác🚮thải", ["rac", "thai"]),
        (normalize("NFD", "NGẬP ÚNG"), ["ngap", "ung"]),
        ("snake_case", ["snake", "case"]),
        ("…!?", []),
        ("", []),
    ],
)
def test_words_are_runs_of_letters_and_digits_folded(text, found):
    assert words(text) == found


def test_a_pair_does_not_cross_what_ends_a_thought():
    assert "thong_ngap" not in terms("giao thông. Ngập úng", lang="vi")
    assert "thong_ngap" not in terms("giao thông (ngập úng)", lang="vi")
    assert "thong_ngap" in terms("giao thông\nngập úng", lang="vi")
    assert runs_of_words("a, b\n\nc d") == [["a"], ["b"], ["c", "d"]]


def test_stop_words_go_and_pairs_with_one_stay_in_vietnamese_alone():
    assert terms("của nước", lang="vi") == ["nuoc", "cua_nuoc"]
    assert terms("the lake", lang="en") == ["lake"]


def test_english_endings_go_and_the_language_of_the_call_does_not_matter_for_that():
    assert terms("flooded lakes", lang="en") == ["flood", "lake", "flood_lake"]
    assert terms("flooded lakes", lang="vi") == ["flood", "lake", "flood_lake"]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Ùn tắc giao thông", "vi"),
        ("UN TAC GIAO THONG", "vi-no-marks"),
        (normalize("NFD", "Ngập úng"), "vi"),
        ("an toan", "vi-no-marks"),
        ("ung dung AI trong y te", "vi-no-marks"),
        ("Traffic congestion in Hà Nội, and what a city of ten million people can do", "en"),
        ("Waste management", "en"),
        ("Dùng deep learning và computer vision đếm xe", "mixed"),
        ("😀 2025", "en"),
        ("", "en"),
    ],
)
def test_the_language_is_told_by_marks_and_by_the_shape_of_words(text, lang):
    assert guess_language(text) == lang


@given(st.text())
def test_words_of_a_folded_text_are_those_of_the_text(text):
    assert words(fold(text)) == words(text)
    assert words(normalize("NFD", text)) == words(normalize("NFC", text))


@given(st.text(), st.sampled_from(["vi", "en", "vi-no-marks", "mixed", None]))
def test_no_text_is_refused(text, lang):
    found = terms(text, lang)

    assert all(term and term.strip() == term for term in found)
    assert guess_language(text) in {"vi", "vi-no-marks", "en", "mixed"}
    assert is_marked(fold(text)) is False
