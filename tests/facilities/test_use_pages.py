"""The pages by which laboratories are used: found, booked, hosted, in both languages."""

import html
import re
from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate, now

from cauhien.accounts.states import Role
from cauhien.core.models import AuditLine
from cauhien.facilities import actions, queries
from cauhien.facilities.models import Booking, Qualification, Rate, Requirement, Resource
from tests.facilities.things import a_kept_laboratory, a_rate, a_request, a_resource, booked, held
from tests.factories import NOW, a_laboratory, a_user, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    """Return (resource, keeper, a user): open every day, so that the real clock may look at it."""
    laboratory, keeper = a_kept_laboratory()
    hours = [(day, "08:00", "11:00") for day in range(1, 8)]
    resource = a_resource(laboratory, keeper, hours=hours, keeps_holidays=False, most_slots=2)
    return resource, keeper, a_user()


def read(client, path, language="en"):
    client.cookies["django_language"] = language
    answer = client.get(path)
    assert answer.status_code == 200, path
    return " ".join(answer.content.decode().replace("\xa0", " ").split())


def address(resource, rest=""):
    return f"/laboratories/{resource.laboratory.code}/{rest}"


def free_slot(client, resource):
    """Return the address of the last free slot that the calendar of next week offers."""
    monday = localdate(now()) + timedelta(days=7)
    page = read(client, address(resource, f"book/{resource.code}/?week={monday}"))
    return re.findall(r'href="([^"]+\?start=[^"]+)"', page)[-1]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", ("Cách sử dụng", "Xem khung giờ trống và đặt lịch", "200.000 VND / giờ")),
        ("en", ("How to use it", "See free times and book", "200,000 VND / hour")),
    ],
)
def test_everybody_reads_on_the_page_of_a_laboratory_how_to_use_it(
    client, place, language, words, django_assert_max_num_queries
):
    resource, keeper, _user = place
    rate = {"user_class": "enterprise", "unit": "hour", "amount": 200_000, "currency": "VND"}
    rate |= {"valid_from": date(2026, 1, 1), "valid_to": None}
    actions.add_rate(resource=resource, values=rate, by=keeper, at=NOW)

    with django_assert_max_num_queries(12):
        page = read(client, address(resource), language)
    week = read(client, address(resource, f"book/{resource.code}/"), language)
    other = a_laboratory("Phòng vi sinh")
    listed = read(client, "/laboratories/?use=True", language)
    assert (resource.laboratory.code in listed, other.code in listed) == (True, False)

    assert [one for one in words if one not in page] == []
    assert ("Thứ Hai" if language == "vi" else "Monday") in week


def test_a_time_is_booked_from_the_calendar_with_its_errors_beside_the_field(client, place):
    resource, _keeper, user = place
    there = free_slot(client, resource)
    assert client.get(there).status_code == 302  # to sign in
    sign_in(client, user)
    wrong = client.post(there, {"slots": "9", "purpose": ""})
    assert (wrong.status_code, wrong.content.decode().count('class="field wrong"')) == (422, 2)

    client.post(there, {"slots": "1", "weeks": "2", "purpose": "Đo độ rung"})
    booking, other = Booking.objects.order_by("period")
    page = read(client, f"/bookings/{booking.code}/")
    assert ("Được giữ cho bạn đến" in page, f"/bookings/{other.code}/" in page) == (True, True)
    client.post(f"/bookings/{booking.code}/confirm/")

    assert set(Booking.objects.values_list("state", flat=True)) == {"confirmed"}
    assert client.post(there, {"slots": "1", "purpose": "Nữa"}).status_code == 422
    assert "Bàn rung" in read(client, "/bookings/")


def test_a_quote_by_minutes_is_read_as_such_and_one_that_is_void_says_that_nothing_is_owed(
    client, place
):
    resource, keeper, user = place
    a_rate(resource, keeper, 300_000, "other")
    resource.slot_minutes = 20
    resource.save(update_fields=["slot_minutes"])
    booking = booked(resource, user, minutes=20)
    sign_in(client, user)

    page = read(client, f"/bookings/{booking.code}/")
    assert ("20 phút × 300.000 VND" in page, "100.000 VND" in page) == (True, True)
    actions.cancel_as_host(booking=booking, words="Hỏng", by=keeper, at=NOW)
    page = read(client, f"/bookings/{booking.code}/")

    assert ("Không phải trả tiền" in page, "VND" in page) == (True, False)


def test_days_at_the_ends_of_the_calendar_are_no_error_of_the_site(client, place):
    resource, keeper, _user = place
    sign_in(client, keeper)
    week = address(resource, f"book/{resource.code}/")

    found = [
        client.get(week, {"week": "9999-12-31"}).status_code,
        client.get(f"{week}new/", {"start": "9999-12-31T23:00+00:00"}).status_code,
        client.get("/api/v1/laboratory-use", {"last_on": "9999-12-31"}).status_code,
    ]

    assert found == [200, 404, 422]


def test_who_books_again_finds_the_form_as_it_was_and_nobody_else_does(client, place):
    resource, _keeper, user = place
    before = booked(resource, user, slots=2)
    sign_in(client, user)
    page = read(client, f"/bookings/{before.code}/")
    week = f"{address(resource, f'book/{resource.code}/')}?again={before.code}"
    (there, *_) = re.findall(r'href="([^"]+new/\?start=[^"]+)"', read(client, week))

    form = client.get(html.unescape(there)).context["form"]
    sign_in(client, a_user())
    other = client.get(html.unescape(there)).context["form"]

    assert week.split("/")[-1] in page
    assert (form.initial["slots"], form.initial["purpose"]) == (2, before.purpose)
    assert other.initial == {}


def test_the_host_sets_everything_on_pages_and_is_led_back(client, place):
    resource, keeper, user = place
    a_request(resource.laboratory, user)
    sign_in(client, keeper)
    host = address(resource, "host/")
    hours = {"hours-TOTAL_FORMS": 7, "hours-INITIAL_FORMS": 7}
    hours |= {"hours-0-opens": "08:00", "hours-0-closes": "11:30"}
    hours |= {"hours-0-opens_again": "13:30", "hours-0-closes_again": "17:00"}
    new = {name: getattr(resource, name) for name in ("slot_minutes", "most_slots")}
    new |= dict.fromkeys(("minutes_before", "minutes_after", "notice_hours", "ahead_days"), 5)
    new |= dict.fromkeys(("most_ahead", "free_cancel_hours", "late_fee_percent"), 5)
    new |= {"name_vi": "Buồng khí hậu", "has_calendar": "on", "capacity": 2}
    assert client.post(host + "new/", new | hours | {"slot_minutes": 1}).status_code == 422
    client.post(host + "new/", new | hours)
    made = Resource.objects.get(name_vi="Buồng khí hậu")
    assert [(one.weekday, f"{one.opens:%H:%M}") for one in made.hours.all()] == [
        (1, "08:00"),
        (1, "13:30"),
    ]
    own = f"{host}{made.code}/"
    rate = {"user_class": "other", "unit": "hour", "amount": "150.000", "currency": "VND"}
    client.cookies["django_language"] = "vi"
    client.post(own + "prices/", rate | {"valid_from": "2026-01-01"})
    assert Rate.objects.get().amount == 150_000
    client.post(own + "requirements/", {"kind": "safety", "text_vi": "An toàn điện"})
    need = Requirement.objects.get()
    client.post(f"{host}requirements/{need.code}/met/", {"user": str(user.uuid)})
    assert Qualification.objects.get().user == user
    days = {"first_on": "2027-01-04", "last_on": "2027-01-05", "reason": "Bảo trì"}
    client.post(host + "closed/", days)
    terms = {"conditions_vi": "Mang theo mẫu đã làm sạch.", "shows_busy": "on"}
    client.post(host + "terms/", terms)

    for rest in ("", "closed/", "terms/", "keepers/", f"{made.code}/", f"{made.code}/prices/"):
        read(client, host + rest)
    page = read(client, address(resource), "vi")
    for said in ("Mang theo mẫu", "An toàn điện", "150.000 VND", "Buồng khí hậu"):
        assert said in page
    assert resource.laboratory.code in read(client, "/search/?q=buong+khi+hau", "vi")


def test_what_ends_is_ended_with_a_button(client, place):
    resource, keeper, user = place
    values = {"kind": "safety", "text_vi": "An toàn điện", "text_en": "", "months": None}
    need = actions.add_requirement(resource=resource, values=values, by=keeper, at=NOW)
    found = actions.qualify(requirement=need, user=user, expires_on=None, by=keeper, at=NOW)
    sign_in(client, keeper)
    host = address(resource, "host/")
    for rest in (
        f"qualifications/{found.code}/end/",
        f"requirements/{need.code}/end/",
        f"{resource.code}/retire/",
        f"keepers/{keeper.uuid}/end/",
    ):
        assert client.post(host + rest).status_code == 302, rest

    assert not queries.resources_of(resource.laboratory).exists()
    assert client.get(host).status_code == 403


def test_nobody_but_owner_host_and_auditor_sees_a_booking_on_any_way(client, place):
    resource, keeper, user = place
    booking = booked(resource, user)
    sees = {user: 200, keeper: 200, a_user(Role.AUDITOR): 200, a_user(): 404}
    sees |= {a_user(Role.COORDINATOR): 404}
    host = address(resource, "host/")
    for reader, status in sees.items():
        sign_in(client, reader)
        assert client.get(f"/bookings/{booking.code}/").status_code == status
        count = client.get("/api/v1/bookings").json()["count"]
        assert count == (status == 200)
        assert (client.get(host).status_code == 200) == (reader == keeper)
    read_by_audit = AuditLine.objects.filter(chain=booking.chain, act="use_read")
    assert read_by_audit.count() == 1
    client.logout()
    assert client.get("/api/v1/bookings").status_code == 401
    assert client.get(f"/bookings/{booking.code}/").status_code == 302
    for path in (address(resource), address(resource, f"book/{resource.code}/?week=2026-11-23")):
        assert str(user) not in read(client, path)


def test_pages_with_many_bookings_and_requests_take_few_queries(
    client, place, django_assert_max_num_queries
):
    resource, keeper, _user = place
    for hour in (8, 9, 10):
        booking = held(resource, a_user(), hour)
        a_request(resource.laboratory, keeper)
        request = a_request(resource.laboratory, a_user())
    sign_in(client, keeper)
    host = address(resource, "host/")
    own = (f"/bookings/{booking.code}/", f"/use-requests/{request.code}/", "/bookings/")
    week = address(resource, f"book/{resource.code}/?week=2026-11-23")
    for path in (host, host + "figures/", week, address(resource), *own):
        read(client, path)
        with django_assert_max_num_queries(12):
            read(client, path)
