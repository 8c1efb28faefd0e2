"""What leaves of the use of laboratories: calendars at secret addresses, and figures."""

import re
from datetime import date, timedelta
from datetime import datetime as moment

import pytest
import vobject

from cauhien.accounts.states import Role
from cauhien.facilities import actions, queries
from cauhien.notices.actions import preference_of, renew_secret
from tests.facilities.things import (
    CITY,
    a_kept_laboratory,
    a_request,
    a_resource,
    booked,
    held,
)
from tests.factories import NOW, a_laboratory, a_user, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    """Return (resource, keeper, a user with a booking on a day that is still to come)."""
    laboratory, keeper = a_kept_laboratory(address="Số 1 Đại Cồ Việt")
    hours = [(day, "08:00", "11:00") for day in range(1, 8)]
    resource = a_resource(laboratory, keeper, hours=hours, ahead_days=9000, keeps_holidays=False)
    user = a_user(name="Người đặt")
    return resource, keeper, user, booked(resource, user, day=date(2050, 3, 1))


def lines_of(answer):
    """Return the lines of a calendar as RFC 5545 has them: CRLF, folded at 75 octets."""
    text = answer.content
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    return text.replace(b"\r\n ", b"").decode().split("\r\n")


def said_by(lines, name):
    """Return the values of a property, with its escapes undone."""
    found = [line.partition(":")[2] for line in lines if re.match(rf"{name}[;:]", line)]
    return [re.sub(r"\\(.)", r"\1", one) for one in found]


def read(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer["content-type"]) == (200, "text/calendar; charset=utf-8")
    return lines_of(answer)


def test_ones_own_bookings_stand_in_ones_calendar_until_the_address_is_renewed(client, place):
    resource, _keeper, user, booking = place
    secret = preference_of(user).secret
    held(resource, user, 10, day=date(2050, 3, 1))

    lines = read(client, f"/bookings/{secret}/calendar.ics")

    assert (lines[0], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")
    assert said_by(lines, "SUMMARY") == ["Bàn rung", "Bàn rung"]
    assert said_by(lines, "LOCATION") == ["Số 1 Đại Cồ Việt"] * 2
    assert sorted(said_by(lines, "STATUS")) == ["CONFIRMED", "TENTATIVE"]
    assert said_by(lines, "UID")[-1].startswith(booking.code) or booking.code in "".join(lines)
    begins = said_by(lines, "DTSTART")
    assert "20500301T010000Z" in begins  # eight in the city
    renew_secret(user=user)
    assert client.get(f"/bookings/{secret}/calendar.ics").status_code == 404


def test_a_reader_of_others_understands_the_calendar(client, place):
    _resource, _keeper, user, booking = place
    answer = client.get(f"/bookings/{preference_of(user).secret}/calendar.ics")

    (event,) = vobject.readOne(answer.content.decode()).vevent_list
    assert event.summary.value == "Bàn rung"
    assert (event.dtstart.value, event.dtend.value) == (
        booking.period.lower,
        booking.period.upper,
    )
    assert event.location.value == "Số 1 Đại Cồ Việt"


def test_the_host_reads_who_comes_only_as_long_as_they_speak_for_it(client, place):
    resource, keeper, user, _booking = place
    there = f"/laboratories/{resource.laboratory.code}/host/calendar/{{}}.ics"
    own = there.format(preference_of(keeper).secret)

    assert said_by(read(client, own), "SUMMARY") == ["Bàn rung: Người đặt"]
    assert client.get(there.format(preference_of(user).secret)).status_code == 404
    actions.end_keeper(keeper=resource.laboratory.keepers.get(), by=keeper, at=NOW)
    assert client.get(own).status_code == 404


def test_the_public_reads_free_and_taken_where_the_host_wants_it_and_nothing_more(client, place):
    resource, keeper, user, _booking = place
    there = f"/laboratories/{resource.laboratory.code}/busy.ics"
    assert client.get(there).status_code == 404
    values = {"shows_busy": True, "conditions_vi": ""}
    actions.save_terms(laboratory=resource.laboratory, values=values, by=keeper, at=NOW)

    lines = read(client, there)

    assert said_by(lines, "FREEBUSY") == ["20500301T010000Z/20500301T020000Z"]
    said = "\n".join(lines)
    assert [one for one in (user.name, "rung.", "bookings", "SUMMARY") if one in said] == []


def test_the_figures_count_hours_and_refusals_and_name_nobody(client):
    laboratory, keeper = a_kept_laboratory()
    resource = a_resource(
        laboratory, keeper, capacity=2
    )  # four mornings of three hours and a holiday
    user = a_user(name="Người đặt")
    used, missed = booked(resource, user, 8, slots=2), booked(resource, user, 8)
    actions.check_in(booking=used, by=user, at=used.period.lower)
    after = moment(2026, 12, 1, 12, tzinfo=CITY)
    for one in (used, missed):
        one.refresh_from_db()
        actions.end_by_clock(booking=one, at=after)
    for refusal in ("full", "full", "safety"):
        request = a_request(laboratory, user)
        actions.refuse_request(request=request, refusal=refusal, words="", by=keeper, at=NOW)
    a_request(laboratory, user)
    a_laboratory("Phòng không ai hỏi")

    days = queries.Period(date(2026, 11, 24), date(2026, 11, 30))
    week = queries.figures_of([laboratory], days, after)[0]
    later = after + timedelta(days=2)
    every = queries.laboratories_for(user)
    (figures,) = queries.figures_of(every, queries.last_days(later), later)

    assert (week.open, week.used, week.missed, week.asked) == (24, 2, 1, 4)
    assert (round(week.share, 3), week.refusals, figures.late) == (0.083, 3, 1)
    assert queries.refusals_of([week]) == {"full": 2, "safety": 1}


@pytest.mark.parametrize("role", [None, Role.EXPERT, Role.COORDINATOR, Role.LEADER])
def test_who_runs_the_city_sees_every_laboratory_in_figures_and_a_host_its_own(client, role):
    laboratory, keeper = a_kept_laboratory()
    request = a_request(laboratory, a_user(name="Người đặt"))
    actions.refuse_request(request=request, refusal="safety", words="", by=keeper, at=NOW)
    reader = a_user(role) if role else keeper
    sign_in(client, reader)
    sees = role in (Role.COORDINATOR, Role.LEADER)

    everywhere = client.get("/laboratory-use/")
    own = client.get(f"/laboratories/{laboratory.code}/host/figures/")

    assert everywhere.status_code == (200 if sees else 403)
    assert own.status_code == (403 if role else 200)
    page = (everywhere if sees else own).content.decode()
    if sees or not role:
        assert ("Không bảo đảm an toàn" in page, "Người đặt" in page) == (True, False)
