"""Where sentences stand."""

from hypothesis import given
from hypothesis import strategies as st

from cauhien_engine.text.sentences import sentences


def said(text):
    return [text[start:end] for start, end in sentences(text)]


def test_a_point_within_a_number_or_after_a_title_ends_no_sentence():
    text = "Mức 14.2 km/h tại TP. Hà Nội. PGS.TS. An chủ trì! (Xem phụ lục.) Hết"

    assert said(text) == [
        "Mức 14.2 km/h tại TP. Hà Nội.",
        "PGS.TS. An chủ trì!",
        "(Xem phụ lục.)",
        "Hết",
    ]


def test_each_line_is_a_sentence_and_what_says_nothing_is_none():
    assert said("Bước một\n- \n\nBước hai; bước ba") == ["Bước một", "Bước hai;", "bước ba"]


@given(st.text(alphabet="aâ1.!? \n;()", max_size=60))
def test_no_letter_is_lost_and_none_is_in_two_sentences(text):
    kept = "".join(said(text))

    assert [c for c in kept if c.isalnum()] == [c for c in text if c.isalnum()]
    assert all(one == one.strip() for one in said(text))
