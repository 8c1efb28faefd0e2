"""Events: each reader gets each change once, also of transactions that end out of order."""

import pytest
from django.db import connection, transaction

from cauhien.core import events
from cauhien.core.models import Event

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


def test_how_many_wait_is_counted_and_nothing_is_taken(now):
    for code in ("a", "b"):
        announce(code, now)
    announce("c", now, kind="person.changed")

    assert events.count_new("index", kinds=["work.changed"]) == 2
    assert codes("index") == ["a", "b"]


def test_who_made_all_anew_skips_what_it_has_seen_and_no_more(now):
    announce("a", now)
    seen = events.newest_number()
    announce("b", now)

    events.skip_to("index", seen)

    assert codes("index") == ["b"]


def test_a_reader_is_not_put_back(now):
    announce("a", now)
    codes("index")

    events.skip_to("index", 0)

    assert codes("index") == []


def test_what_a_reader_fails_at_comes_again(now):
    announce("a", now)

    with transaction.atomic():
        taken = codes("index")
        transaction.set_rollback(True)

    assert (taken, codes("index")) == (["a"], ["a"])


@pytest.fixture
def other():
    """Yield a second connection to the same database, with a transaction of its own."""
    other = connection.copy()
    other.set_autocommit(False)
    yield other
    other.rollback()
    other.close()


def announce_by(other, code, now):
    with other.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_event (kind, subject_kind, subject_code, payload, at)"
            " VALUES ('work.changed', 'work', %s, '{}', %s)",
            [code, now],
        )


@pytest.mark.django_db(transaction=True)
def test_what_ends_late_with_an_earlier_id_is_not_missed(other, now):
    announce_by(other, "early id", now)
    announce("late id", now)
    first = codes("index")

    other.commit()

    early = Event.objects.get(subject_code="early id")
    assert early.id < Event.objects.get(subject_code="late id").id
    assert (first, codes("index"), codes("index")) == (["late id"], ["early id"], [])


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_never_read(other, now):
    announce_by(other, "a", now)
    other.rollback()
    announce("b", now)

    assert codes("index") == ["b"]


@pytest.mark.django_db(transaction=True)
def test_while_another_gives_numbers_a_reader_does_not_wait_and_misses_nothing(other, now):
    announce("a", now)
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('core.events', 0))")
    first = codes("index")

    other.commit()

    assert (first, codes("index")) == ([], ["a"])
