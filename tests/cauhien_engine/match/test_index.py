"""What must hold of an index and its rankings, whatever stands in the collection."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauhien_engine.match import (
    Closeness,
    Document,
    Holder,
    Need,
    Parameters,
    UnknownKind,
    build,
    prepare,
    rank,
)
from cauhien_engine.text.lexicon import Lexicon

WORDS = ("ngap", "ung", "thoat", "nuoc", "giao", "thong", "rac", "thai", "bui", "khi", "ho", "song")
texts = st.lists(st.sampled_from(WORDS), min_size=0, max_size=8).map(" ".join)
holders = st.lists(
    st.builds(Holder, st.sampled_from(("person", "organisation")), st.sampled_from("abcd")),
    max_size=3,
).map(tuple)
collections = st.lists(
    st.builds(
        Document,
        id=st.integers(0, 20).map(str),
        kind=st.sampled_from(("work", "project", "laboratory", "problem")),
        title_vi=texts,
        text_vi=texts,
        title_en=texts,
        year=st.none() | st.integers(1990, 2030),
        holders=holders,
    ),
    max_size=12,
    unique_by=lambda one: one.id,
)
needs = st.builds(Need, texts, texts, st.just("vi"))


def ranked(index, need, **how):
    return rank(index, prepare(need, Lexicon(glossary=[("ngap ung", "song")])), **how)


def same(one, two):
    """Return whether two indexes are the same arrays, byte for byte."""
    arrays, others = one.arrays(), two.arrays()
    return arrays.keys() == others.keys() and all(
        array.dtype == others[name].dtype and array.tobytes() == others[name].tobytes()
        for name, array in arrays.items()
    )


@given(collections, needs, st.randoms())
def test_the_order_of_the_documents_changes_neither_the_bytes_nor_the_ranking(texts, need, chance):
    shuffled = chance.sample(texts, len(texts))

    one, two = build(texts), build(shuffled)

    assert same(one, two)
    assert ranked(one, need) == ranked(two, need)


@given(collections, collections, st.lists(st.integers(0, 20).map(str)), needs)
def test_an_index_changed_step_by_step_ranks_and_compacts_as_one_built_anew(old, new, gone, need):
    kept = [one for one in old if one.id not in gone and one.id not in {own.id for own in new}]

    changed = build(old).with_changes(new, removed=[id for id in gone if id not in new])
    anew = build([*kept, *new])

    assert len(changed) == len(anew)
    assert ranked(changed, need) == ranked(anew, need)
    assert same(changed.compacted(), anew)


@given(collections, needs)
def test_a_document_in_another_language_changes_no_order(texts, need):
    vietnamese = [replace(one, title_en="") for one in texts]
    other = Document("other", "work", title_en="A bridge in the rain")

    before = ranked(build(vietnamese), need)
    after = ranked(build([*vietnamese, other]), need)

    assert after == before


@given(collections, needs)
def test_candidates_come_best_first_with_shares_of_the_first_and_proof(texts, need):
    ranking = ranked(build(texts), need)

    scores = [one.score for one in ranking.candidates]
    assert scores == sorted(scores, reverse=True)
    assert all(one.evidence and one.evidence[0].terms for one in ranking.candidates)
    assert all(0 < one.share <= 1 for one in ranking.candidates)
    assert all(sum(doc.share for doc in one.evidence) < 1.001 for one in ranking.candidates)


@given(collections, needs)
def test_those_who_hold_the_same_have_the_same_score_to_the_last_bit(texts, need):
    alike = tuple(Holder("person", f"alike{at}") for at in range(7))
    index = build([replace(one, holders=(*one.holders, *alike)) for one in texts])

    found = ranked(index, need, kinds=["person"]).candidates

    assert len({one.score for one in found if one.id.startswith("alike")}) <= 1


def test_an_empty_index_finds_nothing_and_says_so():
    ranking = rank(build([]), prepare(Need("Ngập úng")))

    assert (ranking.candidates, ranking.abstained) == ((), True)


@given(collections, needs, st.lists(st.sampled_from([*"abcd", "3", "7", "nobody"])))
def test_those_alone_who_are_asked_for_score_what_they_score_among_all(texts, need, among):
    index = build(texts[:6]).with_changes(texts[6:])

    every = ranked(index, need).candidates
    some = ranked(index, need, among=among).candidates

    assert [(one.kind, one.id, one.score, one.closeness, one.evidence) for one in some] == [
        (one.kind, one.id, one.score, one.closeness, one.evidence)
        for one in every
        if one.id in among
    ]


def test_one_asked_for_by_name_is_found_however_many_are_nearer():
    near = [
        Document(f"w{at}", "work", title_vi="Ngập úng", holders=(Holder("person", f"p{at}"),))
        for at in range(9)
    ]
    far = Document("far", "work", title_vi="Ngập mặn", holders=(Holder("person", "member"),))
    at = Parameters(pool=3, profiled=2, most_read=1)
    query = prepare(Need("Ngập úng"), parameters=at)

    ranking = rank(build([*near, far], at), query, ["person"], limit=1, among={"member"})

    assert [(one.id, one.share) for one in ranking.candidates] == [("member", 1.0)]


def test_what_many_needs_say_tells_less_than_what_only_this_one_says():
    usual = [Document(f"p{at}", "problem", title_vi=f"Dữ liệu thứ {at}") for at in range(30)]
    index = build(
        [
            *usual,
            Document("data", "technology", title_vi="Nền tảng dữ liệu"),
            Document("tomb", "technology", title_vi="Khảo sát lăng mộ"),
        ]
    )

    ranking = rank(index, prepare(Need("dữ liệu lăng mộ")), ["technology"])

    assert [one.id for one in ranking.candidates] == ["tomb", "data"]


def test_names_of_places_weigh_little():
    index = build(
        [
            Document("bay", "work", title_en="Currents in the bay of Bengal"),
            Document("sewer", "work", title_en="Sewer discharge"),
        ]
    )

    ranking = rank(index, prepare(Need("Sewer of Cau Bay", lang="en"), place_terms=["Cầu Bây"]))

    assert ranking.candidates[0].id == "sewer"


def test_one_that_says_it_all_is_called_close_and_one_that_shares_a_word_is_not():
    index = build(
        [
            Document("same", "project", title_vi="Bể ngầm trữ nước mưa trong nội đô"),
            Document("word", "project", title_vi="Nước mắm truyền thống"),
        ]
    )

    ranking = rank(index, prepare(Need("Bể ngầm trữ nước mưa trong nội đô")))

    told = {one.id: one.closeness for one in ranking.candidates}
    assert told["same"] == Closeness.CLOSE
    assert told["word"] != Closeness.CLOSE
    assert not ranking.abstained


def test_what_the_title_asks_tells_more_of_closeness_than_what_stands_around_it():
    need = Need("Khử mùi bãi rác", "Khu dân cư gần ga tàu, trường học, chợ đầu mối than phiền.")
    index = build(
        [
            Document("asked", "project", title_vi="Khử mùi bãi rác"),
            Document("around", "project", title_vi="Quản lý chợ đầu mối"),
            Document("other", "project", title_vi="Giống lúa chịu mặn"),
        ]
    )

    told = {one.id: one.closeness for one in rank(index, prepare(need)).candidates}

    assert told == {"asked": Closeness.CLOSE, "around": Closeness.NONE}


def test_the_only_document_there_is_may_be_close():
    index = build([Document("same", "project", title_vi="Bể ngầm trữ nước mưa")])

    ranking = rank(index, prepare(Need("Bể ngầm trữ nước mưa")))

    assert ranking.candidates[0].closeness == Closeness.CLOSE


def test_nothing_close_is_told_as_nothing_close():
    index = build([Document("word", "project", title_vi="Nước mắm truyền thống Phú Quốc")])

    ranking = rank(index, prepare(Need("Vệ tinh radar theo dõi sụt lún mặt đất do khai thác nước")))

    assert ranking.abstained


def test_a_kind_nobody_knows_is_refused():
    with pytest.raises(UnknownKind):
        rank(build([]), prepare(Need("ngập")), kinds=["dragon"])


@given(collections, needs, st.integers(0, 6))
def test_reading_only_the_rarest_words_first_loses_none_of_the_best(texts, need, read):
    index = build(texts)

    whole = rank(index, prepare(need, parameters=Parameters()), limit=20)
    partly = rank(index, prepare(need, parameters=Parameters(most_read=read)), limit=20)

    best = {(one.kind, one.id): one.score for one in whole.candidates}
    for one in partly.candidates:
        assert np.isclose(one.score, best[one.kind, one.id], rtol=1e-5)
