"""Who can help me? Reasons, sources and what is left open; the answers stand in the address."""

import io

import pytest
from pypdf import PdfReader

from cauhien.core.models import Event
from tests.ecosystem.things import a_body
from tests.made_once import made_once

pytestmark = pytest.mark.django_db
ASKED = "?stage=seed&topic=energy&need=money"


def some():
    a_body("Quỹ Năng lượng", kind="fund", stages=("seed",), topics=("energy",))
    a_body("Quỹ Mở", "HN-S902", kind="fund", topics=("every",), source_url="https://example.org/q")
    a_body("Quỹ Đất", "HN-S903", kind="fund", topics=("land",))
    a_body("Vườn ươm Điện", "HN-S904", topics=("energy",))
    a_body("Quỹ 2019", "HN-S905", kind="fund", topics=("energy",), last_year=2019)
    a_body("Diễn đàn", "HN-S906", kind="other")
    return True


made, listed = made_once(some)


def answered(client, asked):
    return [
        [one.body.name_vi for one in found]
        for _heading, found in client.get(f"/ecosystem/help/{asked}").context["groups"]
    ]


def test_what_fits_comes_first_and_what_differs_or_is_over_is_left_out(client, listed):
    assert answered(client, ASKED) == [["Quỹ Năng lượng"], ["Quỹ Mở", "Vườn ươm Điện"]]
    assert answered(client, "?topic=energy") == [["Quỹ Mở", "Quỹ Năng lượng", "Vườn ươm Điện"], []]
    assert answered(client, "?need=training") == [["Vườn ươm Điện"], []]
    assert answered(client, "?topic=nonsense") == [[], []]


def test_each_suggestion_says_why_and_where_it_is_known_from(client, listed):
    page = client.get(f"/ecosystem/help/{ASKED}")
    said = page.content.decode()

    assert "Dành cho giai đoạn của bạn: những khách hàng đầu tiên." in said
    assert "Không nêu dành cho giai đoạn nào." in said
    assert "Quỹ: loại này hỗ trợ vốn; nguồn không tự nêu điều đó." in said
    assert 'href="https://example.org/q"' in said
    assert page.context["silent"] == 1


def test_nothing_is_stored_and_the_answer_can_be_taken_along(client, listed):
    before = Event.objects.count()
    page = client.get(f"/ecosystem/help/{ASKED}")
    taken = client.get(f"/ecosystem/help.pdf{ASKED}")

    text = "".join(one.extract_text() for one in PdfReader(io.BytesIO(taken.content)).pages)
    assert "Quỹ Năng lượng" in text
    assert all("no-store" in answer["Cache-Control"] for answer in (page, taken))
    assert "sessionid" not in page.cookies
    assert Event.objects.count() == before


def test_programs_get_the_same_answer(client, listed):
    api = client.get(f"/api/v1/ecosystem/help{ASKED}", headers={"Accept-Language": "en"}).json()

    found = [(one["code"], one["fits"]) for one in api]
    assert found == [("hn-s901", True), ("hn-s902", False), ("hn-s904", False)]
    assert api[0]["reasons"][0] == "It is for your stage: first customers."
