"""A Vietnamese text is put into the terms of English works, and back."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauhien_engine.text.lexicon import Group, Lexicon

LEARNT = [
    ("giao thông", "traffic", 0.8, 50),
    ("giao", "delivery", 0.3, 10),
    ("bán", "sell", 0.5, 30),
    ("bàn", "table", 0.5, 10),
    ("mạng", "network", 0.7, 40),
]
REVIEWED = [
    ("ùn tắc giao thông", "traffic congestion|traffic jam"),
    ("hoà lạc", "hoa lac"),
    ("nước", "water|country"),
    ("hồ", "lake"),
    ("bàn", "table"),
]


@pytest.fixture(scope="module")
def lexicon():
    return Lexicon(LEARNT, REVIEWED)


def terms_of(groups):
    return [group.terms for group in groups]


def test_the_longest_phrase_is_taken_and_its_words_count_each(lexicon):
    groups = lexicon.translate("Ùn tắc giao thông")

    assert [group.source for group in groups] == ["un tac giao thong"] * 3
    assert terms_of(groups) == [
        (("congest", 1.0), ("jam", 1.0)),
        (("traffic", 1.0),),
        (("traffic_congest", 1.0), ("traffic_jam", 1.0)),
    ]
    assert groups[0].weight == groups[1].weight == 1
    assert groups[2].weight < 0.5


def test_names_of_one_thing_are_one_group_and_an_unsure_phrase_weighs_less(lexicon):
    water, network = lexicon.translate("nước mạng")

    assert water == Group("nuoc", (("countri", 1.0), ("water", 1.0)), 1.0)
    assert network.terms == (("network", 1.0),)
    assert 0.5 < network.weight < 1


def test_marks_are_heeded_where_there_are_any(lexicon):
    assert terms_of(lexicon.translate("cái bàn đỏ")) == [(("tabl", 1.0),)]
    plain = lexicon.translate("giao thong ho")
    assert terms_of(plain) == [(("traffic", 1.0),), (("lake", 1.0),)]


@pytest.mark.parametrize(
    "text", ["Hòa Lạc", "HOÀ LẠC", "hoa lac", normalize("NFD", "Hoà Lạc"), "Hoà\u00a0Lạc"]
)
def test_every_way_of_writing_finds_the_phrase(lexicon, text):
    assert (("hoa_lac", 1.0),) in terms_of(lexicon.translate(text))


def test_names_numbers_and_english_words_stay_and_unknown_syllables_go(lexicon):
    groups = lexicon.translate("Dùng GIS và deep learning ở Hồ Tây năm 2025")

    assert [group.source for group in groups] == ["gis", "deep", "learn", "ho", "2025"]


def test_stop_words_that_stand_alone_are_left_out(lexicon):
    assert lexicon.translate("và của the") == []
    assert lexicon.translate("the and of", lang="en") == []


def test_english_is_put_into_vietnamese_by_the_same_lexicon(lexicon):
    groups = lexicon.translate("Traffic jams", lang="en")

    assert {"giao_thong", "un_tac"} <= {term for group in groups for term, _ in group.terms}


def test_an_empty_lexicon_keeps_what_both_languages_share():
    assert terms_of(Lexicon().translate("mạng IoT")) == [(("iot", 1.0),)]
    assert len(Lexicon()) == 0


@given(st.text(), st.sampled_from(["vi", "en"]))
def test_no_text_is_refused_and_shares_are_shares(text, lang):
    groups = Lexicon(LEARNT, REVIEWED).translate(text, lang)

    assert all(0 < share <= 1 for group in groups for _, share in group.terms)
    assert all(group.terms and group.weight > 0 for group in groups)


@given(st.text("giaothôngùtắcnướhồ bàán", max_size=40))
def test_composed_and_decomposed_text_are_translated_alike(text):
    lexicon = Lexicon(LEARNT, REVIEWED)

    assert lexicon.translate(normalize("NFC", text)) == lexicon.translate(normalize("NFD", text))


def test_a_word_that_only_without_marks_is_a_function_word_is_translated():
    lexicon = Lexicon([("đèn", "lamp", 0.9, 5), ("đến", "arrive", 0.9, 5)])

    assert [[one.terms[0][0] for one in lexicon.translate(text)] for text in ("đèn", "đến")] == [
        ["lamp"],
        [],
    ]
