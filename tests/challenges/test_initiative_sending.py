"""A file is sent: warned of what is missing, frozen, attested by a receipt that can be checked."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.timezone import now

from cauhien.accounts.states import Role
from cauhien.challenges.actions import OpenForm
from cauhien.challenges.actions.initiative import CannotMoveFile, write_initiative
from cauhien.challenges.actions.initiative import sending as actions
from cauhien.challenges.models import Arrival, FileAccess, InitiativeVersion, Receipt
from cauhien.challenges.queries.initiative import initiatives_of
from cauhien.challenges.queries.initiative.receipts import verified
from cauhien.challenges.states import InitiativeAct, InitiativeState, MemberRole
from cauhien.core.comparing import pieces
from cauhien.core.hashing import hash_of
from cauhien.core.models import AuditLine
from tests.factories import a_call, a_member, a_sent_file, a_user, acts, an_initiative, an_office

pytestmark = pytest.mark.django_db
S = InitiativeState


@pytest.fixture
def lead(client):
    user = a_user(Role.ENTERPRISE)
    client.force_login(user)
    return user


@pytest.fixture
def call():
    return a_call(closes_at=now() + timedelta(minutes=2))


@pytest.fixture
def file(call, lead):
    file = an_initiative(call, lead=lead, at=now())
    file.members.update(consent_at=now())
    return file


def submit(file, by, at=None):
    return actions.submit_initiative(initiative=file, by=by, at=at or now())


def write(file, by, **written):
    form = OpenForm("here", file.__class__.objects.get().revision)
    write_initiative(initiative=file, by=by, at=now(), written=written, form=form)


def page(name, *place):
    return reverse(f"challenges:{name}", args=place)


def test_what_is_sent_is_frozen_sealed_and_attested(file, lead):
    at = now()
    receipt = submit(file, lead, at)

    version, line = InitiativeVersion.objects.get(), AuditLine.objects.get(act=InitiativeAct.SUBMIT)
    file.refresh_from_db()
    assert (file.state, file.submitted_at, file.number) == (S.SUBMITTED, at, None)
    assert hash_of(version.read()) == version.sha256 == receipt.sha256 == line.detail["basis"]
    assert (receipt.received_at, receipt.line_number, receipt.line_hash) == (
        at,
        line.number,
        line.hash,
    )
    assert "Đèn".encode() not in bytes(version.content)
    assert (file.title_vi, len(receipt.code)) == ("", 12)


def test_sending_twice_makes_one_version_and_the_same_receipt(file, lead):
    assert submit(file, lead) == submit(file, lead)
    assert InitiativeVersion.objects.count() == 1
    assert Arrival.objects.filter(settled_at=None).count() == 0


def test_a_new_text_is_a_new_version_with_a_receipt_of_its_own(file, lead):
    first = submit(file, lead)
    write(file, lead, risks="Thêm rủi ro.")

    second = submit(file, lead)

    assert [receipt.version.number for receipt in (first, second)] == [1, 2]
    assert acts(file)[-1] == InitiativeAct.RESUBMIT


def test_the_time_of_arrival_counts_and_not_the_lock(file, call, lead):
    late = an_initiative(call, lead=lead, at=now())
    late.members.update(consent_at=now())

    receipt = submit(file, lead, call.closes_at - timedelta(microseconds=1))

    assert receipt.received_at < call.closes_at
    with pytest.raises(CannotMoveFile):
        submit(late, lead, call.closes_at)
    assert Arrival.objects.filter(settled_at=None).count() == 0


def test_what_arrived_and_was_left_is_taken_in_with_its_time(file, lead):
    at = now()
    Arrival.objects.create(initiative=file, by=lead, at=at)

    actions.settle_left(at=at + timedelta(minutes=5))

    assert Receipt.objects.get().received_at == at
    assert Arrival.objects.get().settled_at is not None


def test_what_was_written_after_it_arrived_is_not_taken_for_what_was_sent(file, lead):
    Arrival.objects.create(initiative=file, by=lead, at=file.saved_at - timedelta(seconds=1))

    actions.settle_left(at=now())

    assert not Receipt.objects.exists()
    assert Arrival.objects.get().settled_at is not None


@pytest.mark.parametrize("role", [MemberRole.EDIT, MemberRole.VIEW])
def test_the_lead_alone_sends(client, file, role):
    member = a_member(file, role)
    client.force_login(member.user)

    with pytest.raises(CannotMoveFile):
        submit(file, member.user)
    assert client.post(page("initiative_check", file.code)).status_code == 403


def test_before_everybody_has_agreed_nothing_is_sent(client, file):
    a_member(file, consent_at=None)

    answer = client.post(page("initiative_check", file.code), {"incomplete": "on"})

    assert answer.status_code == 422
    assert not InitiativeVersion.objects.exists()


def test_what_is_missing_is_told_before_it_is_sent_all_the_same(client, file):
    address = page("initiative_check", file.code)
    warned = client.post(address)
    sent = client.post(address, {"incomplete": "on"})
    again = client.post(address, {"incomplete": "on"})

    assert (warned.status_code, warned.context["missing_documents"][0].text_vi) == (
        422,
        "Tư cách pháp lý",
    )
    receipt = Receipt.objects.get()
    target = page("initiative_receipt", file.code, receipt.code)
    assert (sent.headers["Location"], again.headers["Location"]) == (target, target)
    assert receipt.sha256 in client.get(target).content.decode()


def test_where_the_council_is_blind_names_are_shown_before_sending(client, file, lead):
    file.members.update(employers=["Công ty Đèn Sáng"])
    write(file, lead, team="Công ty Đèn Sáng đã làm.")

    warned = client.post(page("initiative_check", file.code), {"incomplete": "on"})
    sent = client.post(page("initiative_check", file.code), {"incomplete": "on", "named": "on"})

    assert warned.status_code == 422
    assert "<mark>Công ty Đèn Sáng</mark>" in warned.content.decode()
    assert (sent.status_code, InitiativeVersion.objects.get().read()["named"]) == (302, 1)


def test_a_receipt_is_checked_by_anybody_and_tells_nothing_of_the_file(client, file, lead):
    receipt = submit(file, lead)
    client.logout()

    shown = client.get(
        reverse("challenges:receipts"), {"code": receipt.code.upper()}
    ).content.decode()
    unknown = client.get(reverse("challenges:receipts"), {"code": "222222222222"})

    assert receipt.sha256 in shown
    assert not any(word in shown for word in ("Đèn tín hiệu", file.code, lead.name))
    assert unknown.context["found"] is None
    assert unknown.context["is_unknown"]


def test_whatever_is_altered_afterwards_is_named(file, lead):
    code = submit(file, lead).code
    assert verified(code).faults == ()

    version = InitiativeVersion.objects.get()
    said = version.read() | {"named": 7}
    altered = version.initiative.sealed_json(said, "version:1")
    InitiativeVersion.objects.update(content=altered)
    assert len(verified(code).faults) == 1
    AuditLine.objects.filter(act=InitiativeAct.SUBMIT).update(detail={})
    assert len(verified(code).faults) == 3


def test_the_receipt_is_printed_and_the_frozen_copy_given_as_it_was_hashed(client, file, lead):
    an_office("Sở Khoa học và Công nghệ", coordinates=True)
    receipt = submit(file, lead)

    printed = client.get(page("initiative_receipt_pdf", file.code, receipt.code))
    frozen = client.get(page("initiative_frozen", file.code, 1))

    assert printed.content.startswith(b"%PDF-")
    assert hash_of(frozen.json()) == receipt.sha256
    client.force_login(a_user(Role.ENTERPRISE))
    for address in ("initiative_receipt_pdf", "initiative_frozen"):
        place = [file.code, receipt.code if "pdf" in address else 1]
        assert client.get(page(address, *place)).status_code == 404


def test_two_versions_are_compared_word_by_word(client, file, lead):
    submit(file, lead)
    write(file, lead, risks="Camera hỏng khi mưa nhỏ; có thiết bị dự phòng.")
    submit(file, lead)

    shown = client.get(
        page("initiative_versions", file.code), {"old": 1, "new": 2}
    ).content.decode()

    assert "<del>lớn</del><ins>nhỏ</ins>" in shown


def test_pieces_put_together_are_the_old_and_the_new_text():
    found = pieces("Một hai ba.", "Một bốn, ba.")

    assert "".join(text for kind, text in found if kind != "new") == "Một hai ba."
    assert "".join(text for kind, text in found if kind != "gone") == "Một bốn, ba."


def test_a_file_is_taken_back_with_a_reason_and_stays_countable(client, file, lead):
    submit(file, lead)

    refused = client.post(page("initiative_withdraw", file.code), {"reason": " "})
    client.post(page("initiative_withdraw", file.code), {"reason": "Thiếu người."})

    file.refresh_from_db()
    assert (refused.status_code, file.state, file.reason) == (422, S.WITHDRAWN, "Thiếu người.")
    assert client.get(page("initiative_edit", file.code)).status_code == 403


def test_until_the_opening_nobody_but_the_auditor_knows_that_a_sealed_file_was_sent(file, lead):
    submit(file, lead)

    grounds = FileAccess.objects.exclude(user=lead)
    assert list(grounds.values_list("role", "part")) == [("auditor", "existence")]


def test_where_nothing_is_sealed_staff_read_what_arrived_and_nobody_else(lead):
    call = a_call(sealed=False)
    file = a_sent_file(call, lead=lead)

    people = [a_user(role) for role in Role] + [AnonymousUser()]
    seen = {
        user.grants.get().role
        for user in people
        if user.is_authenticated and initiatives_of(call.challenge, user).exists()
    }
    assert (seen, file.title_vi) == (
        {"coordinator", "secretary", "auditor"},
        "Đèn tín hiệu thích ứng",
    )


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_pages_around_sending_are_shown_in_both_languages(
    client, file, lead, language, django_assert_max_num_queries
):
    lead.language = language
    lead.save()
    receipt = submit(file, lead)

    for address in (
        page("initiative_check", file.code),
        page("initiative_withdraw", file.code),
        page("initiative_receipt", file.code, receipt.code),
        page("initiative_versions", file.code),
        page("initiative_versions", file.code) + "?new=1",
        reverse("challenges:receipts") + f"?code={receipt.code}",
    ):
        with django_assert_max_num_queries(12):
            answer = client.get(address)
        assert (address, answer.status_code) == (address, 200)
        assert f'<html lang="{language}"' in answer.content.decode()
