"""`./cauhien verify RECEIPT`: whether what a receipt attests is as it was, in words."""

import pytest
from django.core.management import CommandError, call_command

from cauhien.accounts.states import Role
from cauhien.challenges.actions.initiative.documents import attach_document
from cauhien.challenges.actions.initiative.sending import submit_initiative
from cauhien.challenges.models import Attachment, InitiativeVersion, Receipt
from cauhien.challenges.states import AttachmentPart
from cauhien.core import files
from cauhien.trail import actions
from tests.core.test_inspecting import a_docx
from tests.factories import NOW, TODAY, a_sent_file, a_user, an_initiative

pytestmark = pytest.mark.django_db


@pytest.fixture
def receipt(settings, tmp_path):
    settings.STATE = tmp_path
    a_sent_file()
    return Receipt.objects.get()


def test_a_true_receipt_is_told_with_time_checksum_and_place_in_the_log(receipt, capsys):
    call_command("verify", receipt.code)
    actions.take_anchor(day=TODAY, at=NOW)
    call_command("verify", f"{receipt.code[:6]}-{receipt.code[6:]}".upper())

    first, second = (told + "true" for told in capsys.readouterr().out.split("true", 2)[:2])
    for said in (receipt.code, receipt.sha256, "2026-11-24 09:30:00.000+07:00", receipt.line_hash):
        assert said in first
    assert "not anchored yet" in first
    assert f"Line {receipt.line_number} in the log of the file, anchored on {TODAY}" in second
    assert "Đèn tín hiệu" not in first + second


def test_a_number_that_no_receipt_has_is_told_in_a_sentence():
    with pytest.raises(CommandError, match="There is no receipt with the number k7d2mq9xh4tz"):
        call_command("verify", "k7d2mq9xh4tz")


def test_what_was_altered_is_told_and_the_command_fails(receipt, capsys):
    version = InitiativeVersion.objects.get()
    altered = version.initiative.sealed_json(version.read() | {"named": 7}, "version:1")
    InitiativeVersion.objects.update(content=altered)

    with pytest.raises(CommandError, match="The frozen copy is not what was received") as failed:
        call_command("verify", receipt.code)
    assert failed.value.returncode == 1
    assert "true" not in capsys.readouterr().out


def test_each_document_of_the_frozen_copy_is_opened(settings, tmp_path):
    settings.STATE = tmp_path
    lead = a_user(Role.ENTERPRISE)
    draft = an_initiative(lead=lead)
    draft.members.update(consent_at=NOW)
    said = {"data": a_docx(), "name": "Đăng ký.docx", "part": AttachmentPart.PUBLIC}
    attach_document(initiative=draft, by=lead, at=NOW, **said)
    receipt = submit_initiative(initiative=draft, by=lead, at=NOW)
    call_command("verify", receipt.code)

    files.path_of(Attachment.objects.get().stored.sha256).unlink()

    with pytest.raises(CommandError, match="A document of the frozen copy is not what"):
        call_command("verify", receipt.code)
