"""The registry of things to do: each app says what waits, one list comes of it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils.timezone import localtime
from django.utils.translation import override

from cauhien.challenges.models import Challenge
from cauhien.core import items
from tests.factories import NOW, UserFactory, a_challenge


@pytest.fixture
def sources(monkeypatch):
    """Leave out the sources of the product: here the order alone is looked at."""
    monkeypatch.setattr(items, "_sources", {})
    monkeypatch.setattr(items, "_others", [])
    return items.register


def an_item(code, **fields):
    said = {"kind": "challenge", "title": code, "to_do": "sign", "url": f"/{code}/", "since": NOW}
    return items.Item(**said | {"code": code, "if_nothing": "it waits"} | fields)


def days(count):
    return NOW + timedelta(days=count)


def test_what_is_due_comes_first_and_then_what_has_waited_longest(sources):
    late, soon = an_item("late", due=days(-2)), an_item("soon", due=days(3))
    old, new = an_item("old", since=days(-9)), an_item("new")
    sources(lambda user, at: [new, soon])
    sources(lambda user, at: [old, late])

    found = items.items_for(UserFactory.build(), NOW)

    assert found == [late, soon, old, new]


@pytest.mark.django_db
def test_all_sources_are_asked_in_one_statement(sources, django_assert_num_queries):
    told = a_challenge(title_vi="", title_en="Jams", saved_at=days(-3))
    challenges = Challenge.objects.all()
    words = {"kind": "challenge", "to_do": "sign", "if_nothing": "it waits"}
    page = {"page": "challenges:detail", "since": "saved_at", "due": "saved_at"}
    sources(lambda user, at: items.Rows(query=challenges, **words, **page))
    sources(lambda user, at: items.Asked(challenges, lambda: [an_item("asked")]))
    sources(lambda user, at: items.Asked(challenges.exclude(code=told.code), never))
    sources(lambda user, at: items.Rows(query=challenges.none(), **words, **page))

    with django_assert_num_queries(1):
        found = items.items_for(UserFactory.build(), NOW)

    times = {"since": days(-3), "due": days(-3), "title": "Jams"}
    url = f"/challenges/{told.code}/"
    assert found == [an_item(told.code, url=url, **times), an_item("asked")]


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "title"), [("vi", "Ùn tắc"), ("en", "Jams")])
def test_a_thing_is_called_by_its_title_in_the_language_of_the_reader(sources, language, title):
    a_challenge(title_vi="Ùn tắc", title_en="Jams")
    words = {"kind": "challenge", "to_do": "sign", "if_nothing": "it waits"}
    page = {"page": "challenges:detail", "since": "saved_at"}
    sources(lambda user, at: items.Rows(query=Challenge.objects.all(), **words, **page))

    with override(language):
        (item,) = items.items_for(UserFactory.build(), NOW)

    assert item.title == title


@pytest.mark.django_db
def test_a_source_that_cannot_concern_a_user_is_not_asked(sources, django_assert_num_queries):
    told = a_challenge()
    with_rows, without_rows = Challenge.objects.filter(code=told.code), Challenge.objects.none()
    for by, code in (
        (lambda user: True, "by a role"),
        (lambda user: with_rows, "by a row"),
        (lambda user: with_rows.exclude(code=told.code), None),
        (lambda user: without_rows, None),
        (lambda user: False, None),
    ):
        sources(by=by)(lambda user, at, code=code: [an_item(code)] if code else never())

    with django_assert_num_queries(1):
        found = items.items_for(UserFactory.build(), NOW)

    assert {item.code for item in found} == {"by a role", "by a row"}


def never():
    raise AssertionError


@pytest.mark.django_db
def test_what_is_due_on_a_day_is_due_at_its_end_in_the_city(sources):
    a_challenge(pilot_due_on=NOW.date())
    sources(
        lambda user, at: items.Rows(
            query=Challenge.objects.all(),
            kind="challenge",
            page="challenges:detail",
            to_do="report",
            if_nothing="it waits",
            since="saved_at",
            due_on="pilot_due_on",
        )
    )

    (item,) = items.items_for(UserFactory.build(), NOW)

    assert localtime(item.due).strftime("%d %H:%M") == f"{NOW.day} 23:59"


def test_a_source_is_told_who_asks_and_when(sources):
    asked = []
    user = UserFactory.build()
    sources(lambda *given: asked.append(given) or [])

    items.items_for(user, NOW)

    assert asked == [(user, NOW)]


def test_a_source_that_registers_twice_counts_once(sources):
    def one(user, at):
        return [an_item("one")]

    sources(one)
    sources(one)

    assert len(items.items_for(UserFactory.build(), NOW)) == 1


def test_nothing_waits_for_who_is_not_signed_in(sources):
    sources(lambda user, at: [an_item("one")])

    assert items.items_for(AnonymousUser(), NOW) == []


@pytest.mark.parametrize(
    ("due", "is_overdue", "is_soon"),
    [
        (None, False, False),
        (-1, True, False),
        (0, False, True),
        (7, False, True),
        (8, False, False),
    ],
)
def test_an_item_knows_whether_its_day_has_passed_or_is_near(due, is_overdue, is_soon):
    item = an_item("one", due=None if due is None else days(due))

    assert (item.is_overdue(NOW), item.is_soon(NOW)) == (is_overdue, is_soon)


def test_the_name_for_calendars_stays_as_long_as_the_thing_waits():
    item, moved, other = an_item("one"), an_item("one", due=days(5)), an_item("two")

    assert item.uid == moved.uid != other.uid


def test_what_waits_for_somebody_else_comes_once_with_their_name_and_the_way_there(
    sources, monkeypatch
):
    user, other = UserFactory.build(), UserFactory.build()
    shared, theirs = an_item("shared", since=days(-1)), an_item("theirs")
    monkeypatch.setattr(items, "_others", [])
    sources(lambda who, at: [shared] if who is user else [shared, theirs])
    items.register_others(lambda who: [items.Other(other, "Hoa", lambda url: f"/begin{url}")])

    found = items.items_for(user, NOW)

    assert found == [shared, replace(theirs, on_behalf_of="Hoa", url="/begin/theirs/")]
