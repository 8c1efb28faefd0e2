"""Passages in which two texts say the same, in one language or across two."""

import json
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cauhien.core.text import lexicon
from cauhien_engine.match.overlap import (
    MOST_SENTENCES,
    Comparison,
    OverlapParameters,
    Place,
    read,
)
from cauhien_engine.text.folding import fold
from cauhien_engine.text.lexicon import Lexicon
from cauhien_engine.text.sentences import sentences

DATA = Path(__file__).parents[3] / "data" / "problems.jsonl"
PROBLEMS = [json.loads(line) for line in DATA.read_text("utf-8").splitlines()]
VI = [one["description_vi"] for one in PROBLEMS]
EN = [one["description_en"] for one in PROBLEMS]
SAID = [text[start:end] for text in VI[:12] for start, end in sentences(text)]


@pytest.fixture(scope="module")
def shipped():
    return lexicon()[0]


def compared(texts, lexicon, given=(), **rules):
    """Return a Comparison; each text a list of its parts."""
    parameters = OverlapParameters(**rules)
    return Comparison([read(parts, lexicon) for parts in texts], given, parameters)


def turned(passage):
    return passage.other, passage.one, round(passage.likeness, 9)


def test_a_passage_is_found_however_its_sentences_are_turned_round_and_edited(shipped):
    words = " ".join(said for said in reversed(SAID[:4])).split()
    copy = " ".join(word for at, word in enumerate(words, 1) if at % 7)
    texts = compared([[VI[20], *VI[:2]], [VI[30], copy, VI[31]]], shipped)

    found = texts.passages(0, 1)

    assert {one.other.part for one in found} == {1}
    assert {one.one.part for one in found} <= {1, 2}
    assert all(one.likeness > 0.5 and not one.is_translated for one in found)


@pytest.mark.parametrize("at", [0, 7, 33, 50])
def test_a_translated_passage_is_found_among_others_in_both_directions(shipped, at):
    vietnamese = [VI[at], *VI[at + 3 : at + 6]]
    english = [*EN[at + 6 : at + 9], EN[at]]
    texts = compared([vietnamese, english], shipped)

    found = texts.passages(0, 1)

    assert {(one.one.part, one.other.part, one.is_translated) for one in found} == {(0, 3, True)}
    back = [(one.one, one.other, round(one.likeness, 9)) for one in texts.passages(1, 0)]
    assert sorted(map(turned, found), key=str) == sorted(back, key=str)


def test_a_vietnamese_text_without_marks_is_found_too(shipped):
    texts = compared([[fold(VI[3]), VI[9]], [EN[3], EN[12]], [VI[3]]], shipped)

    assert [one.other.part for one in texts.passages(0, 1)] == [0]
    assert texts.passages(0, 2)


def test_what_agrees_is_marked_in_both_texts():
    words = Lexicon(glossary=[("lưu lượng", "flow"), ("máy ảnh", "camera"), ("ban đêm", "night")])
    one, other = "Đo lưu lượng bằng máy ảnh ban đêm.", "Cameras see the flow by night."
    texts = [[one], [other], ["Cầu mới.", "New roads."]]
    [found] = compared(texts, words, short=0).passages(0, 1)

    assert [one[a:b] for a, b in found.one.marks] == ["lưu lượng", "máy ảnh", "ban đêm"]
    assert [other[a:b] for a, b in found.other.marks] == ["Cameras", "flow", "night"]


def test_texts_on_different_matters_have_no_passage(shipped):
    texts = compared([[one] for one in (*VI[:10], *EN[10:20])], shipped)

    assert [texts.passages(a, b) for a in range(20) for b in range(a)] == [[]] * 190


def test_what_everybody_was_given_is_no_agreement(shipped):
    call = read([VI[0], EN[0]], shipped)
    files = [[VI[0], VI[5]], [EN[0], EN[6]]]

    assert compared(files, shipped).passages(0, 1)
    assert compared(files, shipped, [call, call]).passages(0, 1) == []


def test_of_a_very_long_text_the_first_sentences_are_compared():
    long = read(["Một hai ba.\n" * MOST_SENTENCES, "Bốn."], Lexicon())

    assert (len(long.sentences), long.is_cut) == (MOST_SENTENCES, True)
    assert not read(["Một. Hai."], Lexicon()).is_cut


def test_no_passage_runs_over_the_end_of_a_part(shipped):
    texts = compared([[VI[0], VI[1]], [f"{VI[0]} {VI[1]}"]], shipped)

    for passage in texts.passages(0, 1):
        part = [VI[0], VI[1]][passage.one.part]
        assert 0 <= passage.one.start < passage.one.end <= len(part)


@settings(max_examples=30)
@given(seed=st.integers(0, 10**6), taken=st.integers(1, 5))
def test_whatever_is_copied_is_found_where_it_stands(seed, taken):
    rng, words = Random(seed), Lexicon()
    long = [said for said in SAID if len(said.split()) > 12]
    own = rng.sample(long, taken + 6)
    copied = rng.sample(own[:taken], taken)
    texts = compared([["\n".join(own)], ["\n".join([*copied, "Hết."])]], words)

    found = texts.passages(0, 1)

    other = texts._texts[1].read.parts[0]
    inside = [other[one.other.start : one.other.end] for one in found]
    assert all(any(said in part for part in inside) for said in copied)


@settings(max_examples=60)
@given(st.lists(st.text(max_size=80), max_size=3), st.lists(st.text(max_size=80), max_size=3))
def test_any_two_texts_can_be_compared_and_give_the_same_again(one, other):
    texts = compared([one, other], Lexicon())

    found = texts.passages(0, 1)

    assert found == compared([one, other], Lexicon()).passages(0, 1)
    for place in (side for passage in found for side in (passage.one, passage.other)):
        assert isinstance(place, Place)
        assert all(place.start <= a < b <= place.end for a, b in place.marks)


def test_a_short_sentence_and_a_form_that_all_filled_in_say_nothing(shipped):
    short = compared(
        [["Lắp thiết bị. Đào tạo cán bộ."], ["Đào tạo cán bộ. Lắp thiết bị."]], shipped
    )
    forms = compared([[VI[at], VI[0]] for at in range(1, 8)], shipped)

    assert short.passages(0, 1) == []
    assert forms.passages(0, 1) == []
