"""Whoever runs something registers it; the moderator decides, and nobody sees it before."""

import pytest
from django.test import Client

from cauhien.accounts.states import Role
from cauhien.core.items import items_for
from cauhien.core.models import AuditLine, SearchEntry
from cauhien.ecosystem.models import Registration, Startup, SupportBody
from cauhien.notices.models import Notice
from tests.ecosystem.things import a_body
from tests.factories import NOW, a_user, sign_in

pytestmark = pytest.mark.django_db
NEW = "/ecosystem/register/startup/"
SAID = {
    "name_vi": "Pin Sạch",
    "about_vi": "Đổi pin xe máy điện",
    "stages": ["seed"],
    "topics": ["energy", "transport"],
    "helps": ["money"],
    "zone": "city",
    "founded": "2024",
    "standing": "Sáng lập",
}


@pytest.fixture
def founder(now):
    return a_user()


@pytest.fixture
def moderator(now):
    return a_user(Role.COORDINATOR)


def client_of(user):
    client = Client()
    if user:
        sign_in(client, user)
    return client


def sent(founder, **said):
    answer = client_of(founder).post(NEW, SAID | said)
    assert answer.status_code == 302
    return Registration.objects.latest("id")


def act(user, registration, step, **said):
    there = f"/ecosystem/registrations/{registration.code}/{step}/"
    return client_of(user).post(there, said)


def places():
    """Return where "Pin Sạch" may show to everybody: pages, search, API."""
    client = Client()
    asked = ("/ecosystem/startups/", "/search/?q=pin+sach")
    listed = client.get("/api/v1/ecosystem/startups").json()["items"]
    on_pages = ["Pin Sạch" in client.get(one).content.decode() for one in asked]
    return [*on_pages, "Pin Sạch" in str(listed)]


def test_a_registration_is_shown_nowhere_until_it_is_accepted(founder, moderator):
    registration = sent(founder)
    before = places()
    others = [client_of(user) for user in (None, a_user(), a_user(Role.OFFICER))]
    page = f"/ecosystem/registrations/{registration.code}/"

    assert [client.get(page).status_code for client in others] == [302, 404, 404]
    assert act(a_user(), registration, "accept").status_code == 404
    assert act(founder, registration, "accept").status_code == 403
    act(moderator, registration, "accept")
    startup = Startup.objects.get()
    assert (before, places()) == ([False] * 3, [True] * 3)
    assert (startup.owner, startup.stages, startup.zone) == (founder, ["seed"], "city")
    assert "Sáng lập" not in Client().get(f"/ecosystem/startups/{startup.code}/").content.decode()


def test_asked_back_it_waits_for_the_founder_and_comes_again(founder, moderator):
    registration = sent(founder)
    assert [one.title for one in items_for(moderator, NOW)] == ["Pin Sạch"]
    assert act(moderator, registration, "ask-back").status_code == 422
    act(moderator, registration, "ask-back", reason="Đã bán cho ai chưa?")

    assert items_for(moderator, NOW) == []
    assert [one.code for one in items_for(founder, NOW)] == [registration.code]
    assert Notice.objects.get().parameters["reason"] == "Đã bán cho ai chưa?"
    edit = f"/ecosystem/registrations/{registration.code}/edit/"
    client_of(founder).post(edit, SAID | {"name_vi": "Pin Sạch 2"})
    registration.refresh_from_db()
    assert (registration.state, registration.title) == ("sent", "Pin Sạch 2")
    lines = AuditLine.objects.filter(chain=registration.chain)
    acts = [line.act for line in lines]
    assert acts == ["ecosystem_send", "ecosystem_ask_back", "ecosystem_send_again"]


def test_refused_it_never_shows_and_the_reason_reaches_the_founder(founder, moderator):
    registration = sent(founder)

    act(moderator, registration, "refuse", reason="Không phải khởi nghiệp")

    page = client_of(founder).get(f"/ecosystem/registrations/{registration.code}/")
    assert "Không phải khởi nghiệp" in page.content.decode()
    assert (places(), Startup.objects.count()) == ([False] * 3, 0)
    assert act(moderator, registration, "accept").status_code == 403


def test_a_mistake_is_said_beside_its_field_and_nothing_is_lost(founder):
    answer = client_of(founder).post(NEW, SAID | {"founded": "24", "standing": ""})

    said = answer.content.decode()
    assert (answer.status_code, Registration.objects.count()) == (422, 0)
    assert set(answer.context["form"].errors) == {"founded", "standing"}
    assert all(word in said for word in ("Pin Sạch", "Đổi pin xe máy điện", 'value="24"'))
    assert said.count("checked") == 5
    assert (said.count('class="fold"'), said.count('class="fold" open')) == (3, 3)  # all ticked


def test_a_change_and_a_removal_wait_in_the_same_queue(founder, moderator):
    act(moderator, sent(founder), "accept")
    startup = Startup.objects.get()
    change = f"/ecosystem/change/startup/{startup.code}/"
    client_of(founder).post(change, SAID | {"about_vi": "Thuê pin"})
    assert client_of(founder).post(change, SAID).status_code == 422  # one waits already
    assert client_of(a_user()).get(change).status_code == 403
    shown = f"/ecosystem/startups/{startup.code}/"
    assert "Thuê pin" not in Client().get(shown).content.decode()

    act(moderator, Registration.objects.latest("id"), "accept")
    assert "Thuê pin" in Client().get(shown).content.decode()
    remove = {"standing": "Đã đóng cửa"}
    client_of(founder).post(f"/ecosystem/remove/startup/{startup.code}/", remove)
    act(moderator, Registration.objects.latest("id"), "accept")
    assert Client().get(shown).status_code == 404
    assert (places(), SearchEntry.objects.filter(kind="startup").count()) == ([False] * 3, 0)


def test_what_was_accepted_of_a_body_from_a_file_survives_the_next_import(founder, moderator):
    body = a_body()
    said = {"name_vi": body.name_vi, "kind": "incubator", "zone": "city", "stages": ["every"]}
    there = f"/ecosystem/change/supportbody/{body.code}/"
    client_of(founder).post(there, said | {"standing": "Nhân viên"})
    act(moderator, Registration.objects.get(), "accept")

    a_body(kind="fund", about_en="now read again")

    body = SupportBody.objects.get()
    assert (body.stages, body.zone, body.kind) == (["every"], "city", "fund")
    client_of(founder).post(f"/ecosystem/remove/supportbody/{body.code}/", {"standing": "Đóng"})
    act(moderator, Registration.objects.latest("id"), "accept")
    a_body(about_en="read a third time")
    assert Client().get(f"/ecosystem/bodies/{body.code}/").status_code == 404
    assert not SearchEntry.objects.filter(kind="supportbody").exists()


def test_a_moderator_does_not_answer_their_own_registration(moderator):
    registration = sent(moderator)

    assert act(moderator, registration, "accept").status_code == 403
    assert items_for(moderator, NOW) == []
    assert act(moderator, registration, "withdraw").status_code == 302
    registration.refresh_from_db()
    assert registration.state == "withdrawn"
