"""The words that match are marked where they stand in the text as it was written."""

from itertools import pairwise
from unicodedata import normalize

from hypothesis import given
from hypothesis import strategies as st

from cauhien_engine.text.folding import fold
from cauhien_engine.text.spans import spans_of
from cauhien_engine.text.terms import terms


def marked(text, wanted):
    return [text[start:end] for start, end in spans_of(text, wanted)]


def test_words_are_marked_with_their_marks_composed_or_not():
    text = "Ùn tắc GIAO THÔNG tại Hoà Lạc"

    assert marked(text, ["giao_thong", "hoa"]) == ["GIAO THÔNG", "Hoà"]
    decomposed = normalize("NFD", text)
    assert marked(decomposed, ["un", "tac"]) == [normalize("NFD", "Ùn"), normalize("NFD", "tắc")]


def test_an_english_word_is_marked_whole_though_its_stem_matched():
    assert marked("Flooding of lakes", terms("flood lake")) == ["Flooding", "lakes"]


def test_nothing_is_marked_where_nothing_matches():
    assert spans_of("Ùn tắc", ["flood"]) == []
    assert spans_of("", ["flood"]) == []


@given(st.text(), st.text())
def test_spans_lie_inside_the_text_in_order_and_apart(text, other):
    spans = spans_of(text, terms(text) + terms(other))

    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert all(fold(text[start:end]) for start, end in spans)


def test_a_span_is_widened_by_pairs_that_share_a_word_and_by_no_others():
    asked = terms("Tín hiệu giao thông thông minh ở Hà Nội", "vi")
    text = "Hệ thống giao thông thông minh của Hà Nội"

    found = [text[start:end] for start, end in spans_of(text, ["giao_thong"], asked)]
    assert found == ["giao thông thông minh"]
    assert spans_of("Đô thị thông minh của Hà Nội", ["giao_thong"], asked) == []
