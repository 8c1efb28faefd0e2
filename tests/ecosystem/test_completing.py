"""What an entry leaves open: read by a coordinator from quoted words, or asked for."""

import pytest
from django.test import Client

from cauhien.accounts.states import Role
from cauhien.core.items import items_for
from cauhien.ecosystem.models import Startup, SupportBody
from cauhien.notices.models import Mail, Notice
from tests.ecosystem.things import a_body
from tests.factories import NOW, a_user, sign_in

pytestmark = pytest.mark.django_db
READ = {
    "stages": ["idea"],
    "stages_words": "ideas of students",
    "page": "https://example.org/a",
}


def client_of(user):
    client = Client()
    sign_in(client, user)
    return client


def to_do(user):
    return [(one.title, one.url) for one in items_for(user, NOW) if one.kind == "supportbody"]


def test_a_coordinator_reads_a_stage_with_its_words_and_no_import_takes_it_away():
    body, moderator = a_body(topics=("air",)), a_user(Role.COORDINATOR)
    there = f"/ecosystem/open/supportbody/{body.code}/read/"
    assert [url for _title, url in to_do(moderator)] == ["/ecosystem/open/"]
    wordless = client_of(moderator).post(there, READ | {"stages_words": ""})
    assert set(wordless.context["form"].errors) == {"stages_words"}
    assert client_of(moderator).post(there, READ).status_code == 302

    a_body(topics=("air",), about_en="read again")

    body.refresh_from_db()
    page = Client().get(f"/ecosystem/bodies/{body.code}/").content.decode()
    assert (body.stages, "“ideas of students”" in page) == (["idea"], True)
    assert 'href="https://example.org/a"' in page
    assert to_do(moderator) == []


def test_only_a_coordinator_sees_what_is_open_or_sees_to_it():
    body = a_body()
    pages = ["", f"supportbody/{body.code}/read/", f"supportbody/{body.code}/ask/"]

    for user in (a_user(), a_user(Role.AUDITOR), a_user(Role.OFFICER)):
        client = client_of(user)
        assert [client.get(f"/ecosystem/open/{one}").status_code for one in pages] == [404] * 3
    assert SupportBody.objects.get().read_here == []


def test_whoever_registered_it_is_asked_and_has_it_in_their_work():
    owner, moderator = a_user(), a_user(Role.COORDINATOR)
    code = Startup.objects.create(name_vi="Pin Sạch", owner=owner, registered_at=NOW).code

    client_of(moderator).post(f"/ecosystem/open/startup/{code}/ask/")

    there = f"/ecosystem/change/startup/{code}/"
    assert Notice.objects.get(recipient=owner).url == there
    assert there in [one.url for one in items_for(owner, NOW)]
    Startup.objects.update(topics=["energy"], stages=["seed"])
    assert [one for one in items_for(owner, NOW) if one.kind == "startup"] == []


def test_a_body_of_nobody_is_asked_by_a_mail_to_the_address_that_is_given():
    body, moderator = a_body(), client_of(a_user(Role.COORDINATOR))
    there = f"/ecosystem/open/supportbody/{body.code}/ask/"
    assert moderator.post(there, {"language": "vi"}).status_code == 422

    moderator.post(there, {"address": "hub@example.org", "language": "en"})

    mail = Mail.objects.get(notices__address="hub@example.org")
    assert (mail.goes_to, mail.recipient) == ("hub@example.org", None)
    body.refresh_from_db()
    assert body.asked_at is not None
