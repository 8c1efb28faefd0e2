"""Events in calendars, mentors who agreed and may leave at once, and what start-ups got."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
import vobject
from django.test import Client

from cauhien.accounts.states import Role
from cauhien.core.models import AuditLine, SearchEntry
from cauhien.ecosystem.actions.registrations import Asked, advance, send
from cauhien.ecosystem.forms import InvestmentForm
from cauhien.ecosystem.models import Event, Investment, Mentor, Registration
from cauhien.ecosystem.states import Aim, EntryKind, RegistrationAct, RegistrationState
from tests.ecosystem.things import a_body, a_startup
from tests.factories import NOW, a_person, a_user, sign_in

pytestmark = pytest.mark.django_db
EVENT = {"name_vi": "Hạn nộp Vòng 1", "kind": "deadline", "starts_at": "2126-12-20T17:00"}
MENTOR = {
    "name_vi": "Trần Thị B",
    "about_vi": "Cố vấn gọi vốn",
    "zone": "city",
    "topics": ["energy"],
    "links_person": "on",
    "agrees": "on",
    "standing": "Chính tôi",
}


def client_of(user):
    client = Client()
    sign_in(client, user)
    return client


def accept(registration):
    act = RegistrationAct.ACCEPT
    return advance(registration=registration, act=act, by=a_user(Role.COORDINATOR), at=NOW)


def registered(user, kind, said):
    """Return what the form of a kind sent and a coordinator accepted."""
    answer = client_of(user).post(f"/ecosystem/register/{kind}/", said)
    assert answer.status_code == 302, answer.context["form"].errors
    return accept(Registration.objects.latest("id"))


def test_an_event_stands_in_the_calendar_the_icalendar_and_the_feed(now):
    said = EVENT | {"zone": "city", "standing": "Ban tổ chức", "place_text": "Hà Nội"}
    before = Client().get("/ecosystem/calendar/").content.decode()
    registered(a_user(), "event", said)

    event = Event.objects.get()
    assert event.starts_at == datetime(2126, 12, 20, 10, tzinfo=UTC)
    page = Client().get("/ecosystem/calendar/").content.decode()
    assert ("Hạn nộp Vòng 1" in before, "Hạn nộp Vòng 1" in page) == (False, True)
    told = Client().get("/ecosystem/calendar.ics").content.decode()
    (entry,) = vobject.readOne(told).vevent_list
    assert (entry.summary.value, entry.dtstart.value) == ("Hạn nộp Vòng 1", event.starts_at)
    assert entry.url.value.endswith(f"/ecosystem/events/{event.code}/")
    assert list(Client().get("/ecosystem/help/?need=prize").context["events"]) == [event]
    assert list(Client().get("/ecosystem/help/?topic=land").context["events"]) == []
    feed = ElementTree.fromstring(Client().get("/feeds/ecosystem.vi.atom").content)
    titles = [one.text for one in feed.iter("{http://www.w3.org/2005/Atom}title")]
    assert titles[1:] == ["Hạn nộp Vòng 1"]


def test_an_event_that_ends_before_it_begins_is_told_so_and_a_round_without_an_end(now):
    said = EVENT | {"zone": "city", "standing": "x", "ends_at": "2126-12-19T17:00"}
    client = client_of(a_user())

    answer = client.post("/ecosystem/register/event/", said)
    endless = client.post("/ecosystem/register/event/", said | {"kind": "round", "ends_at": ""})

    assert set(answer.context["form"].errors) == {"ends_at"}
    assert 'value="2126-12-19T17:00"' in answer.content.decode()
    assert set(endless.context["form"].errors) == {"ends_at"}


def test_a_round_of_a_body_is_shown_while_it_is_open_and_afterwards_as_over(now):
    body = a_body(kind="competition")
    a_body("Quỹ Đất", "HN-S902", kind="fund")
    there = f"/ecosystem/bodies/{body.code}/"
    client = client_of(a_user())
    assert client.get(f"{there}round/").context["form"]["kind"].value() == "round"
    opening = {"starts_at": "2026-11-01T08:00", "ends_at": "2126-11-30T17:00", "standing": "x"}
    client.post(f"{there}round/", EVENT | opening | {"kind": "round", "zone": "city"})
    assert open_bodies() == []
    accept(Registration.objects.get())

    event = Event.objects.get()
    assert (event.body, open_bodies()) == (body, [body])
    assert "đang mở" in Client().get(there).content.decode()
    assert list(Client().get("/ecosystem/calendar/?open=1").context["page"]) == [event]
    told = Client().get("/ecosystem/calendar.ics").content.decode()
    entry = vobject.readOne(told).vevent
    assert (entry.dtstart.value, entry.dtend.value) == (event.starts_at, event.ends_at)
    feed = Client().get("/feeds/ecosystem.vi.atom").content.decode()
    assert "17:00 30/11/2126" in feed
    (told,) = Client().get("/api/v1/ecosystem/events?is_open=true").json()["items"]
    assert (told["code"], told["body"]["code"]) == (event.code, body.code)
    Event.objects.update(ends_at=NOW - timedelta(minutes=1))
    assert open_bodies() == []
    assert "đang mở" not in Client().get(there).content.decode()
    assert list(Client().get("/ecosystem/calendar/?past=1").context["page"]) == [event]
    assert Client().get("/api/v1/ecosystem/events?is_open=true").json()["items"] == []


def open_bodies():
    return list(Client().get("/ecosystem/bodies/?open=True").context["page"])


def test_a_mentor_is_shown_with_their_agreement_and_disappears_at_once(now):
    user = a_user()
    without = client_of(user).post("/ecosystem/register/mentor/", MENTOR | {"agrees": ""})
    namesake = a_person("Trần Thị B")
    person = a_person("Trần Thị B", user=user)
    registered(user, "mentor", MENTOR)
    mentor = Mentor.objects.get()
    there = f"/ecosystem/mentors/{mentor.code}/"

    fits = Client().get("/ecosystem/help/?topic=energy&need=mentoring").context["mentors"]
    others = Client().get("/ecosystem/help/?topic=land").context["mentors"]
    assert (list(fits), list(others)) == ([mentor], [])
    page = Client().get(there).content.decode()
    assert set(without.context["form"].errors) == {"agrees"}
    assert f"/people/{person.code}/" in page
    assert f"/people/{namesake.code}/" not in page
    assert "Trần Thị B" not in str(Client().get("/api/v1/ecosystem/bodies").json())
    assert client_of(a_user()).post(f"{there}leave/").status_code == 403
    client_of(user).post(f"{there}leave/")
    assert Client().get(there).status_code == 404
    assert not SearchEntry.objects.filter(kind="mentor").exists()
    mentor.refresh_from_db()
    assert (mentor.name_vi, Registration.objects.get().values) == ("", {})


def test_what_a_mentor_asked_for_is_withdrawn_with_a_line_in_the_log_when_they_leave(now):
    user = a_user()
    registered(user, "mentor", MENTOR)
    mentor = Mentor.objects.get()
    said = Asked(EntryKind.MENTOR, Aim.CHANGE, "B", "x", {"name_vi": "B"})
    waiting = send(asked=said, entry=mentor, by=user, at=NOW)

    client_of(user).post(f"/ecosystem/mentors/{mentor.code}/leave/")

    waiting.refresh_from_db()
    assert (waiting.state, waiting.values) == (RegistrationState.WITHDRAWN, {})
    acts = AuditLine.objects.filter(chain=waiting.chain).values_list("act", flat=True)
    assert list(acts) == [RegistrationAct.SEND, RegistrationAct.WITHDRAW]


def test_a_mentor_whose_account_is_gone_is_shown_to_nobody(now):
    user = a_user()
    registered(user, "mentor", MENTOR)
    Mentor.objects.update(owner=None)

    assert "Trần Thị B" not in Client().get("/ecosystem/mentors/").content.decode()


MONEY = {
    "kind": "seed",
    "on_date": "2026-05-02",
    "source_url": "https://example.org/a",
    "standing": "x",
}


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"amount": "1.500.000", "currency": "USD", "qualifier": "about"}, set()),
        ({"qualifier": "undisclosed"}, set()),
        ({"amount": "5", "qualifier": "undisclosed"}, set()),
        ({"currency": "USD"}, {"amount"}),
        ({"amount": "5"}, {"currency"}),
    ],
)
def test_an_investment_has_an_amount_with_its_currency_or_is_undisclosed(said, wrong):
    assert set(InvestmentForm(MONEY | said).errors) == wrong


def test_an_investment_is_shown_with_its_source_once_it_is_accepted(now):
    startup = a_startup()
    there = f"/ecosystem/startups/{startup.code}/"
    user = a_user()
    told = MONEY | {"amount": "1.500.000", "currency": "USD", "qualifier": "about"}
    client_of(user).post(f"{there}investment/", told)
    assert "1.500.000" not in Client().get(there).content.decode()

    accept(Registration.objects.get())

    page = Client().get(there).content.decode()
    assert "1.500.000" in page.replace("\u202f", ".")
    assert 'href="https://example.org/a"' in page
    investment = Investment.objects.get()
    gone = Asked("investment", Aim.REMOVE, "x", "x")
    accept(send(asked=gone, entry=investment, by=user, at=NOW))
    assert "1.500.000" not in Client().get(there).content.decode()
