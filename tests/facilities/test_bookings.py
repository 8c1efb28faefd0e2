"""Bookings: nobody has a unit twice, and the price, the rules and the clock hold."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from cauhien.core.items import items_for
from cauhien.facilities import actions, queries, rules, tasks
from cauhien.facilities.models import Occupation
from cauhien.facilities.states import UseAct
from cauhien.notices.documents import words_of
from cauhien.notices.models import Notice
from cauhien.organisations.states import OrganisationKind
from tests.facilities.things import (
    MORNINGS,
    a_firm,
    a_kept_laboratory,
    a_rate,
    a_resource,
    at_hour,
    booked,
    held,
)
from tests.factories import NOW, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    """Return (resource, keeper, a user)."""
    laboratory, keeper = a_kept_laboratory()
    return a_resource(laboratory, keeper), keeper, a_user()


def refused(resource, by, hour=8, **how):
    with pytest.raises(actions.CannotUse) as refusal, transaction.atomic():
        held(resource, by, hour, **how)
    return str(refusal.value)


def free(resource, hour, at=NOW):
    monday = date(2026, 11, 23)
    day = queries.week_of(resource, monday, at)[3]
    return next(one.free for one in day.slots if one.stretch == at_hour(hour))


def test_a_time_is_held_confirmed_used_and_given_back(place):
    resource, keeper, user = place
    booking = held(resource, user, 8, slots=2)
    assert [item.to_do for item in items_for(user, NOW)] == ["Xác nhận lượt đặt lịch"]
    assert refused(resource, a_user(), 9).startswith("Đã có người đặt trước")

    actions.confirm_booking(booking=booking, by=user, at=NOW)
    start = booking.period.lower
    (item,) = items_for(user, NOW)
    assert (item.due, item.code) == (start, booking.code)
    with pytest.raises(actions.CannotUse):
        actions.check_in(booking=booking, by=user, at=start - timedelta(minutes=16))
    actions.check_in(booking=booking, by=keeper, at=start - timedelta(minutes=15))
    done = actions.check_out(booking=booking, by=user, at=start + timedelta(minutes=50))

    assert done.state == "done"
    assert [one.parameters["state"] for one in Notice.objects.filter(recipient=keeper)] == [
        "confirmed"
    ]


def test_the_database_itself_refuses_a_unit_taken_twice_and_lets_neighbours_be(place):
    resource, _keeper, user = place
    one = held(resource, user, 8).occupations.get()
    later, earlier = at_hour(9), at_hour(8)

    Occupation.objects.create(booking=one.booking, unit=one.unit, period=tuple(later), state="held")
    for state in ("held", "confirmed", "in_use"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Occupation.objects.create(
                booking=one.booking, unit=one.unit, period=tuple(earlier), state=state
            )


def test_a_hold_that_ran_out_is_free_for_the_next_and_by_the_clock(place):
    resource, _keeper, user = place
    first, second = held(resource, user, 8), held(resource, user, 9)
    later = NOW + actions.HOLD
    with pytest.raises(actions.CannotUse):
        actions.confirm_booking(booking=first, by=user, at=later)

    held(resource, a_user(), 8, at=later)
    tasks.end_due(later)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state, free(resource, 9, later)) == ("expired", "expired", 1)


def test_a_hold_that_ran_out_is_not_in_the_way_by_what_was_kept_free_around_it(place):
    resource, keeper, user = place
    resource = a_resource(resource.laboratory, keeper, minutes_before=60, slot_minutes=30)
    held(resource, user, 8, minutes=30)

    assert held(resource, a_user(), 9, minutes=30, at=NOW + actions.HOLD).state == "held"


def test_what_was_booked_and_not_used_is_missed_and_what_is_in_use_ends(place):
    resource, _keeper, user = place
    missed, used = booked(resource, user, 8), booked(resource, user, 9)
    actions.check_in(booking=used, by=user, at=used.period.lower)

    tasks.end_due(used.period.upper)

    for one, state in ((missed, "no_show"), (used, "done")):
        one.refresh_from_db()
        assert one.state == state


def test_of_three_alike_three_are_booked_and_a_fourth_is_not(place):
    resource, keeper, _user = place
    resource = a_resource(resource.laboratory, keeper, capacity=3)
    for _ in range(3):
        held(resource, a_user())

    assert free(resource, 8) == 0
    assert refused(resource, a_user()).startswith("Đã có người đặt trước")
    assert Occupation.objects.values("unit").distinct().count() == 3


def test_what_is_made_of_parts_takes_one_of_each_and_waits_for_the_scarcest(place):
    camera, keeper, user = place
    lamps = a_resource(camera.laboratory, keeper, capacity=2)
    whole = a_resource(camera.laboratory, keeper, parts=[camera, lamps])

    held(whole, user)

    assert (free(camera, 8), free(lamps, 8), free(whole, 8)) == (0, 1, 0)
    refused(camera, a_user())
    held(lamps, a_user())
    with pytest.raises(actions.CannotUse):
        a_resource(camera.laboratory, keeper, parts=[whole])


def test_what_is_kept_free_around_a_booking_is_free_of_others(place):
    resource, keeper, user = place
    buffers = {"slot_minutes": 30, "minutes_before": 10, "minutes_after": 20}
    resource = a_resource(resource.laboratory, keeper, **buffers)
    held(resource, user, 9, minutes=30)
    held(resource, user, 10, minutes=30)

    day = queries.week_of(resource, date(2026, 11, 23), NOW)[3]
    assert [f"{one.stretch.start:%H:%M}" for one in day.slots if one.free] == ["08:00"]


@pytest.mark.parametrize(
    ("hour", "how", "said"),
    [
        (11, {}, "không mở cửa"),
        (10, {"slots": 2}, "không mở cửa"),
        (8, {"day": date(2026, 11, 28)}, "không mở cửa"),
        (8, {"day": date(2026, 11, 24)}, "quá gần"),
        (8, {"day": date(2027, 1, 4)}, "xa như vậy"),
    ],
)
def test_the_calendar_says_why_a_time_is_not_to_be_had(place, hour, how, said):
    resource, _keeper, user = place

    assert said in refused(resource, user, hour, **how)


def test_holidays_of_the_city_and_days_the_host_closes_are_closed(place):
    resource, keeper, user = place
    resource = a_resource(resource.laboratory, keeper, ahead_days=60)
    assert "không mở cửa" in refused(resource, user, day=date(2027, 1, 1))
    values = {"first_on": date(2026, 11, 26), "last_on": date(2026, 11, 27), "resource": None}
    closed = actions.close_days(laboratory=resource.laboratory, values=values, by=keeper, at=NOW)
    assert "không mở cửa" in refused(resource, user)

    actions.open_days(closed=closed, by=keeper, at=NOW)

    assert held(resource, user).state == "held"


def test_one_person_books_only_so_many_ahead_and_not_too_long(place):
    resource, keeper, user = place
    for hour in (8, 9, 10):
        held(resource, user, hour)
    assert "đủ số lượt" in refused(resource, user, 8, day=date(2026, 11, 27))
    longer = a_resource(resource.laboratory, keeper, hours=[(4, time(8), time(16))], most_slots=3)
    assert "vượt quá" in refused(longer, user, 8, slots=4)


def test_checking_in_is_offered_from_a_quarter_of_an_hour_before_until_the_end(place):
    resource, _keeper, user = place
    booking = booked(resource, user)
    start, end, minute = booking.period.lower, booking.period.upper, timedelta(minutes=1)
    way = rules.way_for(user, booking, UseAct.CHECK_IN)

    times = [start - 16 * minute, start - 15 * minute, end - minute, end]

    assert [rules.is_time_for(way, booking, at) for at in times] == [False, True, True, False]


def test_a_quote_by_class_and_length_stays_with_the_booking_when_prices_change(place):
    resource, keeper, _user = place
    firm, user = a_firm()
    a_rate(resource, keeper, 200_000)
    a_rate(resource, keeper, 500_000, unit="day")
    a_rate(resource, keeper, 50_000, unit="use")
    a_rate(resource, keeper, 90_000, "other")
    short = held(resource, user, 8, slots=2, organisation=firm)
    a_rate(resource, keeper, 300_000, valid_from=date(2026, 11, 25))
    by_day = held(resource, user, 8, slots=3, organisation=firm, day=date(2026, 11, 27))
    other = held(resource, a_user(), 10)
    institute, researcher = a_firm("Viện Cơ học", OrganisationKind.RESEARCH)
    a_rate(resource, keeper, 120_000, "public")
    ours = held(resource, researcher, organisation=institute, day=date(2026, 11, 30))

    assert (short.price, by_day.price, other.price) == (450_000, 550_000, 90_000)
    assert ours.price == 120_000
    short.refresh_from_db()
    assert queries.quoted(short).total == Decimal(450_000)
    with pytest.raises(actions.CannotUse) as refusal:
        a_rate(resource, keeper, 1, currency="USD", user_class="internal")
    assert refusal.value.field == "currency"


def test_cancelling_is_free_in_time_costs_a_share_after_it_and_nothing_when_the_host_does(place):
    resource, keeper, user = place
    a_rate(resource, keeper, 100_000, "other")
    early, late, hosts = (booked(resource, user, hour) for hour in (8, 9, 10))
    limit = late.period.lower - timedelta(hours=24)

    early = actions.cancel_booking(booking=early, by=user, at=limit - timedelta(hours=2))
    late = actions.cancel_booking(booking=late, by=user, at=limit + timedelta(minutes=1))
    with pytest.raises(actions.CannotUse):
        actions.cancel_as_host(booking=hosts, words="", by=keeper, at=limit)
    hosts = actions.cancel_as_host(booking=hosts, words="Máy hỏng", by=keeper, at=limit)

    assert [one.fee for one in (early, late, hosts)] == [None, 50_000, None]
    told = Notice.objects.get(recipient=user, kind="facilities.booking_moved")
    assert words_of(told, hosts).text.splitlines() == ["10:00 26/11/2026", "Máy hỏng"]
    assert free(resource, 8) == 1


def test_what_is_required_is_asked_for_when_booking_and_again_when_checking_in(place):
    resource, keeper, user = place
    values = {"kind": "training", "text_vi": "Tập huấn bàn rung", "text_en": "", "months": 12}
    need = actions.add_requirement(resource=resource, values=values, by=keeper, at=NOW)
    assert "Tập huấn bàn rung" in refused(resource, user)
    assert queries.ends_after(need, date(2027, 1, 31)) == date(2028, 1, 31)
    met = {"requirement": need, "user": user, "by": keeper, "at": NOW}
    actions.qualify(expires_on=date(2026, 11, 25), **met)
    refused(resource, user)
    found = actions.qualify(expires_on=date(2026, 11, 26), **met)
    booking = booked(resource, user)

    actions.end_qualification(qualification=found, by=keeper, at=NOW)

    with pytest.raises(actions.CannotUse):
        actions.check_in(booking=booking, by=user, at=booking.period.lower)


def test_only_the_host_sets_what_is_offered_and_a_booked_unit_stays(place):
    resource, keeper, user = place
    with pytest.raises(actions.CannotUse):
        a_resource(resource.laboratory, user)
    with pytest.raises(actions.CannotUse):
        a_rate(resource, user, 1)
    two = a_resource(resource.laboratory, keeper, capacity=2)
    held(two, user)
    held(two, a_user())
    with pytest.raises(actions.CannotUse) as refusal:
        actions.save_resource(
            laboratory=two.laboratory,
            resource=two,
            values={},
            hours=MORNINGS,
            capacity=1,
            parts=(),
            by=keeper,
            at=NOW,
        )
    assert refusal.value.field == "capacity"


def test_the_calendar_begins_with_a_week_in_which_something_can_be_booked(client):
    laboratory, keeper = a_kept_laboratory()
    resource = a_resource(laboratory, keeper, notice_hours=7 * 24)
    need = {"kind": "training", "text_vi": "Tập huấn", "text_en": "Training", "months": 12}
    requirement = actions.add_requirement(resource=resource, values=need, by=keeper, at=NOW)
    actions.qualify(requirement=requirement, user=keeper, expires_on=None, by=keeper, at=NOW)
    path = f"/laboratories/{laboratory.code}/book/{resource.code}/"
    this_week = localdate() - timedelta(days=localdate().weekday())

    page = client.get(path)
    client.force_login(keeper)

    assert page.context["monday"] == this_week + timedelta(days=7)
    assert client.get(f"{path}?week={this_week}").context["monday"] == this_week
    assert (len(page.context["missing"]), client.get(path).context["missing"]) == (1, [])


def test_the_same_time_is_held_week_by_week_and_a_week_that_is_taken_stops_no_other(place):
    resource, _keeper, user = place
    held(resource, a_user(), day=date(2026, 12, 3))
    said = {"purpose": "Đo độ rung.", "by": user, "at": NOW}

    series = actions.hold_weekly(resource=resource, stretch=at_hour(8), weeks=3, **said)
    with pytest.raises(actions.CannotUse):
        actions.hold_weekly(resource=resource, stretch=at_hour(8), weeks=2, **said)

    days = [localdate(one.period.lower) for one in series.held]
    assert days == [date(2026, 11, 26), date(2026, 12, 10)]
    ((wanted, why),) = series.refused
    assert (localdate(wanted.start), why[:20]) == (date(2026, 12, 3), "Đã có người đặt trướ")
    assert list(queries.together_with(series.held[0])) == series.held[1:]


def test_what_is_held_together_is_confirmed_together_or_not_at_all(place):
    resource, _keeper, user = place
    said = {"purpose": "Đo độ rung.", "by": user, "at": NOW}
    first, second = actions.hold_weekly(resource=resource, stretch=at_hour(8), weeks=2, **said).held

    with pytest.raises(actions.CannotUse):
        actions.confirm_series(booking=first, by=user, at=NOW + actions.HOLD)
    first.refresh_from_db()
    assert first.state == "held"
    assert actions.confirm_series(booking=second, by=user, at=NOW) == 2

    assert Occupation.objects.filter(state="confirmed").count() == 2
    actions.cancel_booking(booking=first, by=user, at=NOW)
    assert (free(resource, 8), queries.together_with(first).get().state) == (1, "confirmed")
