"""The order of the Vietnamese alphabet, by plain comparison of bytes."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauhien_engine.text.sorting import sort_key

ORDERED = [
    "2", "10", "an", "anh", "ăn", "ân", "ba", "ba lan", "bà", "bả", "bã", "bá", "bạ", "bác",
    "chu", "da", "đa", "em", "êm", "fa", "ga", "lam", "o", "ô", "ơ", "phường 2", "phường 10",
    "tu", "tư", "wa", "xa", "y", "za", "東",
]  # fmt: skip


def test_words_stand_as_in_a_dictionary():
    assert sorted(ORDERED[10:] + ORDERED[:10], key=sort_key) == ORDERED


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoà Lạc", "hòa lạc"),
        ("Đống Đa", normalize("NFD", "ĐỐNG ĐA")),
        ("a-b", "a b"),
        ("007", "7"),
    ],
)
def test_what_differs_in_writing_alone_stands_together(one, other):
    assert sort_key(one) == sort_key(other)


@given(st.text())
def test_a_key_is_ascii_so_that_bytes_and_characters_agree(text):
    assert sort_key(text).isascii()
    assert sort_key(normalize("NFD", text)) == sort_key(normalize("NFC", text))


@given(st.lists(st.text("aàáâăbđơ 1", max_size=6), max_size=6))
def test_sorting_bytes_sorts_texts(texts):
    as_bytes = sorted(texts, key=lambda text: sort_key(text).encode())

    assert list(map(sort_key, as_bytes)) == sorted(map(sort_key, texts))
