"""Documents of a file: known by their content, cleaned, sealed, and opened by who may."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import now

from cauhien.accounts.states import Role
from cauhien.challenges.actions.initiative import documents as actions
from cauhien.challenges.actions.initiative.drafts import CannotWrite
from cauhien.challenges.actions.initiative.sending import submit_initiative
from cauhien.challenges.models import Attachment
from cauhien.challenges.queries.initiative.screening import proofs_of
from cauhien.challenges.rules.initiative import Sight
from cauhien.challenges.states import (
    AttachmentPart,
    InitiativeAct,
    MemberRole,
    Part,
)
from cauhien.core.filetypes import Flaw
from tests.core.test_inspecting import NAME, a_docx
from tests.factories import a_call, a_member, a_user, acts, an_initiative, sign_in

pytestmark = pytest.mark.django_db
WORDS = "Phương án điều khiển đèn"


@pytest.fixture
def lead(client):
    user = a_user(Role.ENTERPRISE)
    client.force_login(user)
    return user


@pytest.fixture
def file(lead):
    return an_initiative(a_call(closes_at=now() + timedelta(days=7)), lead=lead, at=now())


def attach(file, by, data=None, part=AttachmentPart.PUBLIC, **said):
    data = data or a_docx(WORDS)
    said = {"name": "phuong-an.docx", "at": now()} | said
    return actions.attach_document(initiative=file, by=by, data=data, part=part, **said)


def upload(client, file, data, name="phuong-an.docx", **said):
    said = {"part": "public", "document": SimpleUploadedFile(name, data)} | said
    return client.post(reverse("challenges:initiative_documents", args=[file.code]), said)


def address(document, page="document"):
    place = [document.initiative.code, document.code]
    return reverse(f"challenges:initiative_{page}", args=place)


def test_a_document_lies_on_the_disk_sealed_and_without_its_author(file, lead):
    found = attach(file, lead)

    lying = b"".join(
        path.read_bytes() for path in Path(settings.MEDIA_ROOT).rglob(found.stored.sha256)
    )
    assert not any(word in lying for word in (b"PK\x03\x04", b"word/", WORDS.encode()))
    assert found.data().startswith(b"PK\x03\x04")
    assert NAME.encode() not in found.data()
    assert (found.about()["name"], found.stored.name) == ("phuong-an.docx", found.code)
    assert found.about()["places"] == [[["paragraph", 1], WORDS]]
    assert acts(file)[-1] == InitiativeAct.ATTACH


def test_what_is_not_acceptable_is_told_beside_the_field(client, file):
    answer = upload(client, file, b"MZ a program", name="ke-hoach.pdf")

    assert answer.status_code == 422
    assert "document" in answer.context["form"].errors
    assert not Attachment.objects.exists()


def test_the_flaw_is_named_by_its_kind(file, lead):
    with pytest.raises(actions.CannotAttach) as refusal:
        attach(file, lead, data=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old Word")

    assert refusal.value.flaw == Flaw.OLD_OFFICE


def test_the_same_document_is_attached_once_and_not_more_than_fit(file, lead, monkeypatch):
    attach(file, lead)
    with pytest.raises(actions.CannotAttach):
        attach(file, lead, name="cung-noi-dung.docx")
    monkeypatch.setattr(actions, "MOST_BYTES_IN_ALL", 10)

    with pytest.raises(actions.CannotAttach):
        attach(file, lead, data=a_docx("Khác"))

    assert Attachment.objects.count() == 1


@pytest.mark.parametrize(
    ("ends_with", "is_kept"), [("exit 0", True), ("exit 1", False), ("exit 9", False)]
)
def test_the_scanner_of_the_installation_has_a_word(file, lead, settings, ends_with, is_kept):
    settings.MALWARE_SCANNER = f"sh -c 'cat >/dev/null; {ends_with}'"

    if is_kept:
        assert attach(file, lead).scan == "clean"
    else:
        with pytest.raises(actions.CannotAttach):
            attach(file, lead)


def test_who_may_read_only_attaches_and_takes_away_nothing(client, file, lead):
    kept = attach(file, lead)
    viewer = a_member(file, MemberRole.VIEW).user
    client.force_login(viewer)

    answers = [upload(client, file, a_docx("Lén")), client.post(address(kept, "detach"))]

    assert [answer.status_code for answer in answers] == [403, 403]
    with pytest.raises(CannotWrite):
        attach(file, viewer, data=a_docx("Lén"))
    assert Attachment.objects.filter(removed_at=None).count() == 1


def test_a_team_attaches_opens_and_takes_away_on_the_page(client, file):
    item = file.challenge.call.checklist.get(needs_document=True)
    upload(client, file, a_docx(WORDS), item=item.code)
    kept = Attachment.objects.get()

    shown = client.get(reverse("challenges:initiative_documents", args=[file.code]))
    opened = client.get(address(kept))
    client.post(address(kept, "detach"))

    assert "phuong-an.docx" in shown.content.decode()
    assert (kept.item, shown.context["checklist"][0][1]) == (item, [kept])
    assert opened.headers["Content-Disposition"] == 'attachment; filename="phuong-an.docx"'
    assert opened.content == kept.data()
    assert Attachment.objects.get().removed_at is not None


def test_strangers_and_staff_get_no_document_of_a_draft(client, file, lead):
    kept = attach(file, lead)

    answers = []
    for role in (Role.COORDINATOR, Role.AUDITOR, Role.ENTERPRISE, None):
        sign_in(client, a_user(role))
        answers.append(client.get(address(kept)).status_code)
    client.logout()

    assert answers == [404] * 4
    assert client.get(address(kept)).status_code == 404


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_of_documents_is_shown_in_both_languages(
    client, file, lead, language, django_assert_max_num_queries
):
    lead.language = language
    lead.save()
    attach(file, lead)

    with django_assert_max_num_queries(12):
        page = client.get(reverse("challenges:initiative_documents", args=[file.code]))

    assert f'<html lang="{language}"' in page.content.decode()


def test_whoever_screens_a_file_finds_the_document_beside_its_line(file, lead):
    item = file.challenge.call.checklist.get(needs_document=True)
    kept = attach(file, lead, item=item)
    file.members.update(consent_at=now())
    submit_initiative(initiative=file, by=lead, at=now())

    proofs = proofs_of(file, Sight(Part.CONTENT))

    assert {code: [one["code"] for one in found] for code, found in proofs.items()} == {
        item.code: [kept.code]
    }
    assert proofs_of(file, Sight(Part.SUMMARY)) == {}
