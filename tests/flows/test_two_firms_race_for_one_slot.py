"""Two firms look at the same free time: one gets it, the other is told so and loses nothing."""

import re

import pytest

from cauhien.facilities.models import Booking
from tests.facilities.things import a_firm, a_kept_laboratory, a_rate, a_resource

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_two_firms_race_for_one_slot(live_server, open_page, as_user, axe):
    laboratory, keeper = a_kept_laboratory(name_vi="Phòng đo lường Điện")
    hours = [(day, "08:00", "09:00") for day in range(1, 8)]
    resource = a_resource(laboratory, keeper, hours=hours, keeps_holidays=False)
    a_rate(resource, keeper, 400_000)
    pages = []
    for name in ("Công ty Một", "Công ty Hai"):
        page = as_user(open_page(390), a_firm(name)[1])
        page.goto(f"{live_server.url}/laboratories/{laboratory.code}/")
        page.get_by_role("link", name="Xem khung giờ trống và đặt lịch").click()
        page.get_by_role("link", name="Tuần sau").click()
        page.get_by_role("link", name="08:00–09:00").first.click()
        page.get_by_label("Dành cho ai").select_option(label=name)
        page.get_by_label("Mục đích sử dụng").fill(f"Thử tủ điện của {name}")
        pages.append(page)
    assert axe(pages[0]) == []

    first, second = pages
    first.get_by_role("button", name="Giữ khung giờ này").click()
    second.get_by_role("button", name="Giữ khung giờ này").click()
    second.get_by_text("Đã có người đặt trước").first.wait_for()
    assert second.get_by_label("Mục đích sử dụng").input_value() == "Thử tủ điện của Công ty Hai"
    first.get_by_text(re.compile(r"400\.000\sVND")).first.wait_for()
    first.get_by_role("button", name="Xác nhận đặt lịch").click()
    first.get_by_text("Khung giờ này là của bạn").wait_for()

    (booking,) = Booking.objects.all()
    assert (booking.state, str(booking.organisation)) == ("confirmed", "Công ty Một")
    assert axe(first) == []
    second.goto(f"{live_server.url}/bookings/{booking.code}/")
    assert second.get_by_text("Công ty Một").count() == 0
