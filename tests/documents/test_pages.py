"""The pages of documents, asked from outside."""

from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.timezone import now as right_now

from cauhien.accounts.models import User
from cauhien.accounts.states import Role
from cauhien.challenges.states import State
from cauhien.documents.documents import pdf
from cauhien.documents.states import Audience
from tests.documents.examples import AT, a_text
from tests.documents.test_freeze_document import frozen
from tests.factories import a_challenge, a_user, sign_in
from tests.made_once import made_once

pytestmark = pytest.mark.django_db


def a_document_of_the_office():
    challenge = a_challenge(State.TRIAGE)
    office = challenge.office
    return frozen(challenge, right_now(), audience=Audience.STAFF, office=office)


made, document = made_once(a_document_of_the_office)


def addresses(document):
    of = [document.subject_kind, document.subject_code]
    return [
        reverse("documents:detail", args=[document.code]),
        reverse("documents:of-subject", args=of),
        reverse("documents:download", args=[document.code, "vi", "pdf"]),
        reverse("documents:download", args=[document.code, "en", "docx"]),
    ]


def confidential_addresses(document):
    names = [reverse(f"documents:{name}", args=[document.code]) for name in ("scan", "record")]
    return [addresses(document)[0], addresses(document)[2], *names]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_who_may_see_it_opens_every_page_in_both_languages(client, document, language):
    User.objects.update(language=language)
    sign_in(client, document.created_by)

    found = [client.get(address).status_code for address in addresses(document)]

    assert found == [200] * 4
    record = client.get(reverse("documents:record", args=[document.code]))
    assert record.status_code == 200
    assert f'<html lang="{language}"' in record.content.decode()


def test_for_everybody_else_there_is_no_such_document(client, document):
    for user in (None, a_user(), a_user(Role.OFFICER), a_user(Role.EXPERT)):
        client.logout()
        if user:
            sign_in(client, user)
        assert [client.get(one).status_code for one in addresses(document)] == [404] * 4


@pytest.mark.parametrize("audience", [Audience.STAFF, Audience.NAMED])
def test_what_is_not_public_opens_to_staff_with_the_second_factor_alone(client, now, audience):
    challenge = a_challenge(State.TRIAGE)
    document = frozen(challenge, now, audience=audience, office=challenge.office)
    document.readers.add(challenge.officer)
    client.force_login(challenge.officer)  # by password alone

    led = [client.get(address) for address in confidential_addresses(document)]

    assert [one.headers["Location"].split("?")[0] for one in led] == ["/account/second-factor/"] * 4
    assert client.get(addresses(document)[1]).status_code == 200  # what there is, no word of it


def test_what_a_council_has_made_opens_to_a_member_without_a_role_so_too(client, now):
    challenge = a_challenge(State.OPEN, is_public=True)
    document = frozen(challenge, now, audience=Audience.CASE, office=challenge.office)
    document.readers.add(member := a_user())
    client.force_login(member)  # by password alone

    led = client.get(addresses(document)[2])

    assert led.headers["Location"].startswith("/account/second-factor/")
    sign_in(client, member)
    assert client.get(addresses(document)[2]).status_code == 200


def test_what_is_public_opens_without_one(client, now):
    challenge = a_challenge(State.TRIAGE)
    document = frozen(challenge, now, audience=Audience.PUBLIC, office=challenge.office)
    client.force_login(challenge.officer)

    found = [client.get(one).status_code for one in addresses(document)]

    assert found == [200] * 4


def test_nobody_learns_from_the_gate_that_there_is_a_document(client, document):
    client.force_login(a_user(Role.OFFICER))

    found = [client.get(address).status_code for address in confidential_addresses(document)]

    assert found == [404] * 4


def test_a_file_is_saved_under_its_vietnamese_name_and_not_guessed_at(client, document):
    sign_in(client, document.created_by)

    answer = client.get(addresses(document)[2])

    assert b"".join(answer.streaming_content).startswith(b"%PDF-")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert "Tờ trình về việc đặt hàng" in unquote(answer["Content-Disposition"])


def test_a_file_that_is_not_there_is_not_found(client, document):
    sign_in(client, document.created_by)

    for parts in (["fr", "pdf"], ["vi", "exe"]):
        address = reverse("documents:download", args=[document.code, *parts])
        assert client.get(address).status_code == 404
    assert client.get(reverse("documents:scan", args=[document.code])).status_code == 404


def test_number_date_and_scan_are_recorded_and_the_scan_is_there(client, document):
    sign_in(client, document.created_by)
    scan = pdf(a_text(), at=AT)
    sent = {
        "number": "05/TTr-SXD",
        "on": f"{localdate():%Y-%m-%d}",
        "scan": SimpleUploadedFile("ban-ky.pdf", scan),
    }

    answer = client.post(reverse("documents:record", args=[document.code]), sent, follow=True)

    assert "05/TTr-SXD" in answer.content.decode()
    kept = client.get(reverse("documents:scan", args=[document.code]))
    assert b"".join(kept.streaming_content) == scan


def test_a_scan_that_is_none_is_refused_beside_its_field(client, document):
    sign_in(client, document.created_by)
    sent = {
        "number": "05/TTr-SXD",
        "on": f"{localdate():%Y-%m-%d}",
        "scan": SimpleUploadedFile("ban-ky.pdf", b"<html>"),
    }

    answer = client.post(reverse("documents:record", args=[document.code]), sent)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["scan"]


def test_who_only_reads_does_not_record(client, document):
    sign_in(client, a_user(Role.AUDITOR))

    answer = client.post(reverse("documents:record", args=[document.code]), {"number": "1"})

    assert answer.status_code == 403


def test_a_list_costs_the_same_however_long_it_is(client, document, django_assert_max_num_queries):
    challenge = a_challenge(State.TRIAGE, office=document.office, officer=document.created_by)
    for _ in range(3):
        frozen(challenge, right_now(), audience=Audience.STAFF, office=challenge.office)
    sign_in(client, document.created_by)

    with django_assert_max_num_queries(12):
        client.get(reverse("documents:of-subject", args=["challenge", challenge.code]))
