"""Waiting for a time that is taken: told in the order of asking, and nothing is booked silently."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from cauhien.core.items import items_for
from cauhien.facilities import actions, queries, tasks
from cauhien.facilities.models import Booking, Wait
from cauhien.notices.models import Notice
from tests.facilities.things import a_kept_laboratory, a_resource, at_hour, booked, held
from tests.factories import NOW, a_user, sign_in

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def place():
    """Return (resource, a booking of its first hour, who has booked)."""
    resource, user = a_resource(*a_kept_laboratory()), a_user()
    return resource, booked(resource, user), user


def waits(resource, user, hour=8, **how):
    return actions.wait_for(resource=resource, stretch=at_hour(hour, **how), by=user, at=NOW)


def told(kind="facilities.time_free"):
    return [one.recipient for one in Notice.objects.filter(kind=kind).order_by("id")]


def test_who_asked_first_is_told_first_and_nobody_is_booked(place):
    resource, booking, owner = place
    first, second = a_user(), a_user()
    for user in (first, second):
        waits(resource, user)
    tasks.end_due(NOW)
    assert told() == []

    actions.cancel_booking(booking=booking, by=owner, at=NOW)
    tasks.end_due(NOW)
    assert (told(), items_for(second, NOW)) == ([first], [])
    tasks.end_due(NOW + queries.LEAD)

    assert told() == [first, second]
    assert [one.to_do for one in items_for(first, NOW)] == [
        "Đặt khung giờ bạn chờ: hiện đang trống"
    ]
    assert Booking.objects.count() == 1


def test_whoever_waits_goes_on_where_another_one_was_quicker_and_is_done_once_it_is_theirs(place):
    resource, booking, owner = place
    user, other = a_user(), a_user()
    wait = waits(resource, user)
    actions.cancel_booking(booking=booking, by=owner, at=NOW)
    tasks.end_due(NOW)
    quicker = held(resource, other)
    tasks.end_due(NOW + MINUTE)
    assert (items_for(user, NOW), wait.ended_at) == ([], None)

    actions.cancel_booking(booking=quicker, by=other, at=NOW + MINUTE)
    tasks.end_due(NOW + MINUTE)
    assert told() == [user, user]
    booked(resource, user)

    wait.refresh_from_db()
    assert wait.ended_at == NOW


def test_it_ends_when_the_time_can_be_booked_no_more_or_it_is_taken_back(place):
    resource, booking, _owner = place
    user = a_user()
    late, back = waits(resource, user), waits(resource, a_user())
    with pytest.raises(actions.CannotUse):
        actions.stop_waiting(wait=back, by=user, at=NOW)
    actions.stop_waiting(wait=back, by=back.user, at=NOW)

    tasks.end_due(booking.period.lower - timedelta(hours=1))

    late.refresh_from_db()
    back.refresh_from_db()
    assert (back.ended_at, late.ended_at) == (NOW, booking.period.lower - timedelta(hours=1))
    assert told() == []


def test_nobody_waits_for_what_is_free_or_closed_twice_or_for_too_much(place):
    resource, _booking, _owner = place
    user = a_user()
    for hour in (9, 12):
        with pytest.raises(actions.CannotUse):
            waits(resource, user, hour)
    assert waits(resource, user) == waits(resource, user)
    waits(resource, user, minutes=120)
    waits(resource, user, minutes=180)
    other = at_hour(8, day=booking_day(resource))

    with pytest.raises(actions.CannotUse):
        actions.wait_for(resource=resource, stretch=other, by=user, at=NOW)
    assert Wait.objects.count() == 3


def booking_day(resource):
    """Return another day of which the first hour is taken."""
    day = at_hour(8).start.date() + timedelta(days=1)
    booked(resource, a_user(), day=day)
    return day


def test_one_asks_for_it_in_the_calendar_and_sees_only_what_is_ones_own(client):
    laboratory, keeper = a_kept_laboratory()
    hours = [(day, "08:00", "11:00") for day in range(1, 8)]
    resource = a_resource(laboratory, keeper, hours=hours, keeps_holidays=False)
    day = (now() + timedelta(days=5)).date()
    booked(resource, a_user(), at=now(), day=day)
    there = f"/laboratories/{laboratory.code}/book/{resource.code}/"
    user, start = a_user(), at_hour(8, day=day).start.isoformat()
    sign_in(client, user)

    week = client.get(there, {"week": day.isoformat()}).content.decode()
    client.post(f"{there}wait/?start={start.replace('+', '%2B')}", {"slots": "1"})
    wait = Wait.objects.get()
    page = client.get(f"/waits/{wait.code}/").content.decode()

    assert ("wait/?start=" in week, "vẫn có người đặt" in page) == (True, True)
    assert f"/waits/{wait.code}/" in client.get("/bookings/").content.decode()
    sign_in(client, keeper)
    assert client.get(f"/waits/{wait.code}/").status_code == 404
    assert client.post(f"/waits/{wait.code}/end/").status_code == 404
    sign_in(client, user)
    assert client.post(f"/waits/{wait.code}/end/").status_code == 302
    assert not queries.waits_of(user).exists()
