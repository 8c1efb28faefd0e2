"""Whoever has worked closest to a need stands first, with what shows it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cauhien_engine.match import (
    BadDocument,
    Closeness,
    Document,
    Holder,
    Index,
    Need,
    build,
    prepare,
    rank,
)
from cauhien_engine.text.lexicon import Lexicon

SUBJECTS = ["ngập úng đô thị", "rác hữu cơ", "ùn tắc giao thông", "bụi mịn", "nước thải làng nghề"]
SUPPLY = [
    Document(f"p{place}", "project", title_vi=f"Nghiên cứu {subject}", year=2020 + place,
             holders=(Holder("person", f"người {place}"), Holder("organisation", "viện")))
    for place, subject in enumerate(SUBJECTS)
]  # fmt: skip

some_documents = st.lists(
    st.tuples(st.sampled_from(SUBJECTS), st.sampled_from(SUBJECTS)), min_size=1, max_size=8
).map(
    lambda texts: [
        Document(f"d{place}", "work", title_vi=title, text_vi=text,
                 holders=(Holder("person", f"h{place % 3}"),))
        for place, (title, text) in enumerate(texts)
    ]
)  # fmt: skip


def found(index, need, **how):
    """Return (id, score) of the candidates."""
    query = prepare(Need(need), parameters=index.parameters)
    return [(one.id, round(one.score, 5)) for one in rank(index, query, **how).candidates]


@pytest.mark.parametrize("asked", ["ùn tắc giao thông", "un tac giao thong", "ÙN TẮC GIAO THÔNG"])
def test_a_need_finds_its_like_however_it_is_typed(asked):
    index = build(SUPPLY)

    best = rank(index, prepare(Need(asked)), kinds=("project",)).candidates[0]

    assert (best.id, best.closeness, best.evidence[0].year) == ("p2", Closeness.CLOSE, 2022)
    assert {"un", "tac", "un_tac"} <= set(best.evidence[0].terms)


def test_a_number_and_function_words_find_but_do_not_prove():
    index = build([
        Document("p", "project", title_vi="Thẻ vé giao thông trong 4 năm"),
        Document("q", "project", title_vi="Trong 4 tháng"),
    ])  # fmt: skip

    found = rank(index, prepare(Need("Ùn tắc giao thông trong 4 quận"))).candidates

    told = {one.id: set(one.evidence[0].terms) for one in found}
    assert told == {"p": {"giao", "thong", "giao_thong", "thong_trong"}, "q": set()}


def test_a_vietnamese_need_finds_english_works_by_the_lexicon():
    index = build([Document("e", "work", title_en="Urban flooding"), Document("x", "work")])

    query = prepare(Need("ngập úng"), Lexicon([], [("ngập úng", "flooding")]))

    assert [one.id for one in rank(index, query).candidates] == ["e"]


def test_a_sentence_in_english_inside_a_vietnamese_need_is_read_as_english():
    lexicon = Lexicon([], [("ngập úng", "flooding"), ("cảm biến", "sensor"), ("in", "print")])

    query = prepare(Need("Ngập úng. We put sensors in the city"), lexicon)

    said = {signal.lang: {one.terms[0][0] for one in signal.wanted} for signal in query.signals}
    assert said["en"] >= {"en:flood", "en:sensor", "en:citi", "en:put_sensor"}
    assert said["vi"] >= {"vi:ngap_ung", "vi:cam_bien"}
    assert {term for terms in said.values() for term in terms} & {"en:print", "vi:in"} == set()


def test_who_holds_the_closest_work_comes_before_who_holds_many_distant_ones():
    far = [
        Document(f"f{place}", "work", title_vi="Giao thông nông thôn", text_vi="đường sá " * 30,
                 holders=(Holder("person", "many"),))
        for place in range(30)
    ]  # fmt: skip
    near = Document(
        "n", "work", title_vi="Giảm ùn tắc giao thông", holders=(Holder("person", "one"),)
    )

    people = found(build([*far, near, *SUPPLY]), "giảm ùn tắc giao thông", kinds=("person",))

    assert people[0][0] == "one"


def test_a_need_that_nobody_has_touched_is_told_so():
    ranking = rank(build(SUPPLY), prepare(Need("vắc xin sốt xuất huyết cho trẻ em")))

    assert ranking.abstained
    assert all(one.closeness in (Closeness.NONE, Closeness.DISTANT) for one in ranking.candidates)


@pytest.mark.parametrize("nothing", ["", "…", "🙂🙂", "\x00", " \n"])
def test_a_need_without_words_finds_nothing_and_raises_nothing(nothing):
    assert rank(build(SUPPLY), prepare(Need(nothing, nothing))).candidates == ()


def test_a_need_without_a_title_is_all_title():
    index = build(SUPPLY)

    assert rank(index, prepare(Need("", SUBJECTS[0]))) == rank(index, prepare(Need(SUBJECTS[0])))


def test_a_work_of_a_later_year_is_left_out_so_that_a_run_can_be_put_again():
    index = build(SUPPLY)

    ids = [one for one, _ in found(index, "nước thải làng nghề", kinds=("project",), now_year=2023)]

    assert "p4" not in ids


@settings(max_examples=25)
@given(some_documents, st.randoms(use_true_random=False), st.sampled_from(SUBJECTS))
def test_the_order_in_which_documents_come_changes_nothing(documents, chance, asked):
    shuffled = documents[:]
    chance.shuffle(shuffled)

    assert found(build(documents), asked) == found(build(shuffled), asked)


@settings(max_examples=25)
@given(some_documents, st.integers(0, 8), st.sampled_from(SUBJECTS))
def test_what_is_added_later_is_found_as_if_it_had_always_been_there(documents, cut, asked):
    grown = build(documents[:cut]).with_changes(documents[cut:])

    assert found(grown, asked) == found(build(documents), asked)


@settings(max_examples=25)
@given(some_documents, st.sampled_from(SUBJECTS))
def test_what_was_removed_is_found_no_more(documents, asked):
    index = build(documents).with_changes(removed=[documents[0].id])

    assert documents[0].id not in [one for one, _ in found(index, asked)]


@settings(max_examples=25)
@given(some_documents, st.sampled_from(SUBJECTS))
def test_an_index_read_back_from_its_arrays_answers_alike(documents, asked):
    index = build(documents)

    assert found(Index.from_arrays(index.arrays()), asked) == found(index, asked)


@settings(max_examples=25)
@given(st.text(max_size=200))
def test_no_text_whatever_makes_it_fail(text):
    rank(build(SUPPLY), prepare(Need(text[:50], text)))


def test_two_documents_of_one_id_are_refused():
    with pytest.raises(BadDocument):
        build([SUPPLY[0], SUPPLY[0]])
