"""Folding takes away what differs in writing and not in meaning."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauhien_engine.text.folding import canonical, fold, fold_word

VIETNAMESE = st.text("aăâeêioôơuưyđbcghknmt ̣̀́̉̃", max_size=30)


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Ùn tắc giao thông", "un tac giao thong"),
        ("HOÀ LẠC", "hoa lac"),
        ("Đường\u00a0phố\t \nHà Nội", "duong pho ha noi"),
        ("ba\u00adn \u200bdẫn", "ban dan"),
        ("eﬃcient", "efficient"),
        ("東京 Жизнь й", "東京 жизнь й"),
        ("हिन्दी", "हिन्दी"),
        ("", ""),
    ],
)
def test_a_text_is_folded_to_what_one_types_in_haste(written, typed):
    assert fold(written) == typed


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("hoà", "hòa"), ("thuý", "thúy"), ("khoẻ", "khỏe"), ("uỷ", "ủy"), ("loè", "lòe"),
        ("hòan", "hoàn"), ("qúy", "quý"), ("Hoà-Lạc", "hòa-lạc"), ("gìa", "già"),
    ],
)  # fmt: skip
def test_both_schools_of_placing_tones_become_one(new, old):
    assert canonical(new) == old


@pytest.mark.parametrize("right", ["quý", "giếng", "khuỷu", "rượu", "gì", "nguyễn", "yếu", "của"])
def test_a_tone_that_stands_right_stays(right):
    assert canonical(right) == right


def test_canonical_keeps_words_apart_that_differ_by_their_marks():
    assert len({canonical(word) for word in ("bán", "bàn", "bạn", "ban", "băn")}) == 5


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)
    assert canonical(canonical(text)) == canonical(text)


@given(st.text() | VIETNAMESE)
def test_composed_and_decomposed_writing_fold_alike(text):
    composed, decomposed = normalize("NFC", text), normalize("NFD", text)

    assert fold(composed) == fold(decomposed)
    assert canonical(composed) == canonical(decomposed)
    assert fold_word(composed) == fold(text)


@given(VIETNAMESE)
def test_where_the_tone_stands_does_not_change_the_folded_text(text):
    assert fold(canonical(text)) == fold(text)
