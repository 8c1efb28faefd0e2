"""The search over everything: with marks and without, and nothing hidden in any count."""

import pytest
from django.contrib.auth.models import AnonymousUser

from cauhien.accounts.states import Role
from cauhien.challenges import actions
from cauhien.challenges.states import State
from cauhien.core import search
from tests.factories import NOW, a_challenge, a_user

pytestmark = [pytest.mark.django_db, pytest.mark.database]
VISITOR = AnonymousUser()


def entries(*titles, state=State.CATALOGUED, **fields):
    made = [a_challenge(state, title_vi=title, description_vi="", **fields) for title in titles]
    actions.index_in_search(made, at=NOW)
    return made


def titles(question, user=VISITOR, **facets):
    return [entry.title_vi for entry in search.find(question, user=user, **facets)]


def test_words_without_marks_find_words_with_marks():
    entries("Giảm ùn tắc giao thông", "Thoát nước")

    assert titles("un tac giao thong") == ["Giảm ùn tắc giao thông"]
    assert titles("UN TAC") == ["Giảm ùn tắc giao thông"]


def test_the_two_ways_to_write_a_mark_are_one():
    entries("Khu công nghệ cao Hoà Lạc", "Đường Hòa Lạc")

    for question in ("Hoa Lac", "Hoà Lạc", "Hòa Lạc", "Ho\u0300a La\u0323c"):
        assert set(titles(question)) == {"Khu công nghệ cao Hoà Lạc", "Đường Hòa Lạc"}


def test_with_marks_what_is_written_so_comes_first():
    entries("Cống nghe cáo", "Công nghệ cao")

    assert titles("công nghệ cao")[0] == "Công nghệ cao"
    assert titles("cống nghe cáo")[0] == "Cống nghe cáo"


def test_all_words_must_be_there_and_nonsense_finds_nothing():
    entries("Giảm ùn tắc giao thông")

    assert titles("ùn tắc xyzzy") == []
    assert titles("'); DROP TABLE --") == []
    assert titles("& | ! : * ( ) ' \\") == titles("")


def test_a_hidden_draft_is_in_no_list_and_no_count():
    draft = entries("Nháp ùn tắc", state=State.DRAFT)[0]
    entries("Ùn tắc đã công bố")

    assert search.find("ùn tắc", user=VISITOR).count() == 1
    assert search.find("ùn tắc", user=draft.officer).count() == 2
    assert search.find("ùn tắc", user=a_user(Role.COORDINATOR)).count() == 1


def test_what_is_hidden_of_a_kind_that_hides_nothing_is_shown_to_nobody():
    work = search.Thing("work", "w1", ("Ùn tắc", ""), public=False)
    search.index_many([work], at=NOW)

    assert titles("ùn tắc", user=a_user(Role.AUDITOR)) == []


def test_what_becomes_hidden_or_is_forgotten_is_found_no_more():
    entry = entries("Ùn tắc")[0]
    search.forget("challenge", [entry.code])

    assert titles("ùn tắc") == []


def test_an_entry_is_rewritten_and_not_doubled():
    entry = entries("Ùn tắc")[0]
    entry.title_vi = "Ngập úng"
    actions.index_in_search([entry], at=NOW)

    assert (titles("ùn tắc"), titles("ngap ung")) == ([], ["Ngập úng"])


def test_a_facet_narrows():
    entries("Ùn tắc", topic="transport")
    entries("Ùn tắc nước", topic="water")

    assert titles("ùn tắc", topic="water") == ["Ùn tắc nước"]
    assert titles("ùn tắc", topic="") == titles("ùn tắc")
