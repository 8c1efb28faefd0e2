"""The cache that all processes share."""

import pytest
from django.core.cache import cache

from cauhien.core.cache import forget_expired

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_what_was_written_last_is_read():
    cache.set("a", [1, 2], 60)
    cache.set("a", [3], 60)

    assert (cache.get("a"), cache.get("b", "none")) == ([3], "none")


def test_an_entry_may_stay_for_ever_and_one_that_is_over_is_gone():
    cache.set("stays", 1, None)
    cache.set("gone", 1, -1)

    assert (cache.get("stays"), cache.get("gone")) == (1, None)


def test_what_is_added_leaves_an_entry_that_is_still_good():
    cache.set("over", "old", -1)

    assert (cache.add("new", 1), cache.add("new", 2), cache.add("over", "new")) == (
        True, False, True,
    )  # fmt: skip
    assert (cache.get("new"), cache.get("over")) == (1, "new")


def test_an_entry_can_be_made_to_last_longer():
    cache.set("a", 1, 1)

    assert (cache.touch("a", None), cache.touch("b", None)) == (True, False)
    assert cache.get("a") == 1


def test_an_entry_is_written_in_one_statement(django_assert_num_queries):
    with django_assert_num_queries(1):
        cache.set("a", 1, 60)


def test_however_many_there_are_none_is_dropped_before_its_time():
    for number in range(400):
        cache.set(f"count-{number}", number, 60)

    assert cache.get("count-0") == 0


def test_what_is_over_is_removed_and_nothing_else():
    cache.set("gone", 1, -1)
    cache.set("good", 1, 60)

    assert (forget_expired(), forget_expired(), cache.get("good")) == (1, 0, 1)
