"""Events: each reader gets each change once, in order."""

import pytest

from cauhien.core import events

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def announce(code, now, kind="work.changed"):
    return events.announce(kind=kind, subject_kind="work", subject_code=code, at=now)


def codes(reader, kinds=("work.changed",), **options):
    return [event.subject_code for event in events.read_new(reader, kinds=kinds, **options)]


def test_a_reader_gets_what_is_new_once_and_in_order(now):
    for code in ("a", "b"):
        announce(code, now)

    assert codes("index") == ["a", "b"]
    announce("c", now)
    assert codes("index") == ["c"]
    assert codes("index") == []


def test_readers_do_not_take_from_each_other(now):
    announce("a", now)

    assert codes("index") == codes("notices") == ["a"]


def test_a_reader_gets_only_the_kinds_it_asks_for(now):
    announce("a", now, kind="person.changed")
    announce("b", now)

    assert codes("index") == ["b"]


def test_what_is_too_much_for_once_comes_the_next_time(now):
    events.announce_many(
        kind="work.changed", subject_kind="work", subject_codes=list("abc"), at=now
    )

    assert [codes("index", limit=2), codes("index", limit=2)] == [["a", "b"], ["c"]]


def test_the_newest_is_known_by_its_number(now):
    assert events.newest_id() == 0

    event = announce("a", now)

    assert events.newest_id() == event.id
