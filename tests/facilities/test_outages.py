"""Units out of order: nobody books them, who has booked is moved or told, and figures say it."""

import io
from datetime import date, timedelta

import openpyxl
import pytest

from cauhien.core.items import items_for
from cauhien.facilities import actions, queries
from cauhien.facilities.models import Outage
from cauhien.notices.models import Notice
from tests.facilities.things import (
    a_kept_laboratory,
    a_rate,
    a_resource,
    at_hour,
    booked,
    held,
)
from tests.factories import NOW, TODAY, Role, a_user, sign_in

pytestmark = [pytest.mark.django_db]
BROKEN = {"kind": "breakdown", "reason": "Hỏng cảm biến."}


@pytest.fixture
def place():
    """Return (resource of two units, its keeper)."""
    laboratory, keeper = a_kept_laboratory()
    return a_resource(laboratory, keeper, capacity=2), keeper


def broken(resource, keeper, hour=8, *, units=None, minutes=180, **how):
    known = list(resource.units.all())
    return actions.report_outage(
        resource=resource,
        units=known[:units],
        stretch=at_hour(hour, minutes=minutes),
        values=BROKEN,
        by=keeper,
        at=how.get("at", NOW),
    )


def slots(resource):
    return queries.week_of(resource, date(2026, 11, 23), NOW)[3].slots


def test_what_is_out_of_order_is_not_to_be_had_until_it_is_in_order_again(place):
    resource, keeper = place
    whole = a_resource(resource.laboratory, keeper, parts=[resource])
    said = broken(resource, keeper, minutes=120)

    assert [(one.free, one.is_down) for one in slots(whole)] == [(0, True), (0, True), (2, False)]
    for one in (resource, whole):
        with pytest.raises(actions.CannotUse):
            held(one, a_user())
    actions.end_outage(outage=said.outage, by=keeper, at=NOW)

    assert (held(resource, a_user()).state, Outage.objects.count()) == ("held", 0)


def test_a_booking_goes_to_a_unit_alike_and_where_none_is_left_who_booked_is_told_why(place):
    resource, keeper = place
    first, second, other = booked(resource, a_user()), held(resource, a_user()), a_user()
    later = booked(resource, other, 10)

    said = broken(resource, keeper, units=1)

    for one in (first, second, later):
        one.refresh_from_db()
    assert (said.moved, said.cancelled, said.left) == (1, 1, 0)
    assert (first.state, second.state, later.state) == ("cancelled", "held", "confirmed")
    assert (first.reason, first.fee) == ("Hỏng cảm biến.", None)
    assert Notice.objects.filter(recipient=first.user, subject_code=first.code).exists()
    numbers = [one.occupations.get().unit.number for one in (second, later)]
    assert numbers == [2, 2]


def test_an_outage_costs_the_host_no_fee_for_its_own_booking_and_is_told_too(place):
    resource, keeper = place
    a_rate(resource, keeper, 100_000, "internal")
    own = booked(resource, keeper)

    broken(resource, keeper, at=own.period.lower - timedelta(hours=1))

    own.refresh_from_db()
    assert (own.state, own.fee, own.reason) == ("cancelled", None, "Hỏng cảm biến.")
    assert Notice.objects.filter(recipient=keeper, subject_code=own.code).exists()


def test_a_booking_goes_to_a_unit_that_was_held_and_is_let_go(place):
    resource, keeper = place
    first = booked(resource, a_user())
    held(resource, a_user())

    said = broken(resource, keeper, units=1, at=NOW + actions.HOLD)

    assert (said.moved, first.occupations.get().unit.number) == (1, 2)


def test_a_booked_time_that_has_begun_is_left_to_who_is_there(place):
    resource, keeper = place
    here = booked(resource, a_user())
    actions.check_in(booking=here, by=keeper, at=here.period.lower)

    said = broken(resource, keeper, at=here.period.lower)

    here.refresh_from_db()
    assert (said.left, said.cancelled, here.state) == (1, 0, "in_use")


def test_only_the_host_records_it_for_times_in_order_and_of_no_whole(client, place):
    resource, keeper = place
    whole = a_resource(resource.laboratory, keeper, parts=[resource])
    wrong = [(resource, a_user(), 60), (whole, keeper, 60), (resource, keeper, -60)]

    for what, who, minutes in wrong:
        with pytest.raises(actions.CannotUse):
            broken(what, who, minutes=minutes)
    there = f"/laboratories/{resource.laboratory.code}/host/outages/"
    sign_in(client, a_user(Role.COORDINATOR))

    assert (client.get(there).status_code, Outage.objects.count()) == (403, 0)


@pytest.mark.parametrize(
    ("language", "words"), [("vi", "Hoạt động trở lại"), ("en", "In order again")]
)
def test_the_host_records_it_on_a_page_that_keeps_what_was_typed(client, place, language, words):
    resource, keeper = place
    there = f"/laboratories/{resource.laboratory.code}/host/outages/"
    said = {"resource": resource.code, "kind": "maintenance", "reason": "Bảo trì năm."}
    said |= {"since": "2030-03-04T08:00", "until": "2030-03-05T17:00"}
    keeper.language = language
    keeper.save(update_fields=["language"])
    sign_in(client, keeper)

    wrong = client.post(there, said | {"units": "3", "until": "2030-03-01T08:00"})
    client.post(there, said | {"units": "1"})
    none_left = client.post(there, said | {"units": "2"})
    old = client.post(there, said | {"since": "0001-01-01T00:00"})
    page = client.get(there).content.decode()
    found = Outage.objects.get()
    week = f"/laboratories/{resource.laboratory.code}/book/{resource.code}/?week=2030-03-04"
    public = client.get(week)

    assert (wrong.status_code, "Bảo trì năm." in wrong.content.decode()) == (422, True)
    errors = [one.context["form"].errors.keys() for one in (wrong, none_left, old)]
    assert errors == [{"until"}, {"units"}, {"since"}]
    assert (found.units.get().number, words in page) == (2, True)
    assert "Bảo trì năm." in public.content.decode()
    assert {"vi": "Bàn rung", "en": "Shaker"}[language] in str(wrong.context["form"]["resource"])
    client.post(f"{there}{found.code}/end/")
    assert not Outage.objects.exists()


def test_the_host_keeps_the_same_hours_for_itself_week_by_week_and_opens_them_again(place):
    resource, keeper = place
    taken = booked(resource, a_user(), day=date(2026, 12, 3))
    said = actions.report_outage(
        resource=resource,
        units=resource.units.all(),
        stretch=at_hour(8, minutes=120),
        values={"kind": "own", "reason": "Lớp thực hành."},
        weeks=3,
        by=keeper,
        at=NOW,
    )
    period = queries.Period(date(2026, 11, 25), date(2026, 11, 27))
    (figures,) = queries.figures_of([resource.laboratory], period, NOW)
    (shown,) = queries.first_of_series(queries.outages_of(resource.laboratory))

    taken.refresh_from_db()
    assert (said.cancelled, taken.state, len(shown.later)) == (1, "cancelled", 2)
    assert (figures.down, figures.open) == (0, 3 * 3 * 2 - 2 * 2)
    actions.end_outage(outage=said.outage, by=keeper, at=NOW, and_later=True)
    assert not Outage.objects.exists()


def test_programs_and_calendars_read_when_it_is_out_of_order(client, place):
    resource, keeper = place
    laboratory = resource.laboratory
    values = {"shows_busy": True, "conditions_vi": ""}
    actions.save_terms(laboratory=laboratory, values=values, by=keeper, at=NOW)
    outage = broken(resource, keeper).outage
    start, end = at_hour(8, day=date(2050, 3, 1), minutes=60)
    Outage.objects.filter(pk=outage.pk).update(period=(start, end))

    (said,) = client.get(f"/api/v1/laboratories/{laboratory.code}").json()["resources"]
    feed = client.get(f"/laboratories/{laboratory.code}/busy.ics").content.decode()
    feed = feed.replace("\r\n ", "")

    assert [(one["kind"], one["units"]) for one in said["outages"]] == [("breakdown", 2)]
    assert "FREEBUSY;FBTYPE=BUSY-UNAVAILABLE;VALUE=PERIOD:20500301T010000Z/20500301T020000Z" in feed


def test_hours_out_of_order_are_counted_of_the_open_ones_by_days_asked_for(client, place):
    resource, keeper = place
    broken(resource, keeper, units=1, minutes=24 * 60)
    period = queries.Period(TODAY, date(2026, 11, 26))
    leader = a_user(Role.LEADER)

    (found,) = queries.figures_of([resource.laboratory], period, NOW)
    sign_in(client, leader)
    asked = {"first_on": "2026-11-25", "last_on": "2026-11-26"}
    page = client.get("/laboratory-use/", asked)
    said = client.get("/api/v1/laboratory-use", asked).json()
    wrong = client.get("/laboratory-use/", asked | {"last_on": "1999-01-01"})

    assert found.down == 3
    assert page.context["period"] == queries.Period(date(2026, 11, 25), date(2026, 11, 26))
    assert [(one["hours_out_of_order"], one["hours_open"]) for one in said] == [(3, 12)]
    assert (wrong.status_code, wrong.context["form"].errors.keys()) == (422, {"last_on"})
    too_long = client.get("/api/v1/laboratory-use", {"first_on": "0001-01-01"})
    assert too_long.status_code == 422


def test_a_host_takes_its_uses_of_some_days_as_a_table_and_nobody_else_does(client, place):
    resource, keeper = place
    a_rate(resource, keeper, 90_000, "other")
    user = a_user(name="=Người đặt")
    booked(resource, user)
    broken(resource, keeper, 10, units=1)
    there = f"/laboratories/{resource.laboratory.code}/host/uses."
    asked = {"first_on": "2026-11-20", "last_on": "2026-11-30"}
    sign_in(client, keeper)

    lines = client.get(f"{there}csv", asked).content.decode("utf-8-sig").splitlines()
    file = openpyxl.load_workbook(io.BytesIO(client.get(f"{there}xlsx", asked).content))
    none = client.get(f"{there}csv", {"first_on": "2026-01-01", "last_on": "2026-01-02"})

    assert ("90000" in lines[1], "'=Người đặt" in lines[1], len(lines)) == (True, True, 2)
    assert [sheet.max_row for sheet in file] == [2, 1, 2]
    assert len(none.content.decode().splitlines()) == 1
    sign_in(client, a_user(Role.LEADER))
    assert client.get(f"{there}csv").status_code == 403


def test_who_must_renew_a_training_has_it_in_their_work_before_it_runs_out(place):
    resource, keeper = place
    values = {"kind": "training", "text_vi": "Tập huấn bàn rung", "text_en": "", "months": 12}
    need = actions.add_requirement(resource=resource, values=values, by=keeper, at=NOW)
    soon, later = a_user(), a_user()
    for user, day in ((soon, date(2026, 12, 20)), (later, date(2027, 6, 1))):
        actions.qualify(requirement=need, user=user, expires_on=day, by=keeper, at=NOW)

    (item,) = items_for(soon, NOW)

    assert (item.title, item.url) == (need.text_vi, f"/laboratories/{resource.laboratory.code}/")
    assert (item.due.date(), items_for(later, NOW)) == (date(2026, 12, 20), [])
    met = {
        one.user: (one.is_over, one.is_ending) for one in queries.required_of(resource, NOW)[0].met
    }
    assert met == {soon: (False, True), later: (False, False)}
