"""A case's whole history: for the audit alone, logged, and checked without the installation."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils.translation import override

from cauhien.accounts.states import Role
from cauhien.challenges.actions.initiative import grant_access
from cauhien.challenges.models import Challenge, Initiative
from cauhien.challenges.states import AccessBasis, MemberRole, Part, RefusalReason, State
from cauhien.core import audit
from cauhien.core.models import AuditLine
from cauhien.documents.models import Document
from cauhien.review.states import Outcome
from cauhien.trail import actions
from cauhien.trail.queries.naming import Names
from cauhien.trail.queries.wording import said
from tests.factories import NOW, TODAY, a_call, a_challenge, a_person, a_user, sign_in

pytestmark = pytest.mark.django_db
NOBODY = Names({}, {}, {})
PAGES = ["trail:history", "trail:files", "trail:export"]


@pytest.fixture
def case(settings, tmp_path):
    settings.STATE = tmp_path
    challenge = a_challenge(State.TRIAGE)
    one = Initiative.objects.create(challenge=challenge, created_at=NOW, saved_at=NOW)
    audit.record(chain=challenge.chain, act="sign", by=challenge.officer, at=NOW)
    audit.record(chain=one.chain, act="submit", by=None, at=NOW, detail={"reason": "Đủ hồ sơ"})
    actions.take_anchor(day=TODAY, at=NOW)
    return challenge


@pytest.fixture
def auditor(client):
    return sign_in(client, a_user(Role.AUDITOR))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", [None, *(role for role in Role if role != Role.AUDITOR)])
def test_nobody_but_the_audit_reads_it(client, case, page, role):
    sign_in(client, a_user(role))
    ask = client.post if page == "trail:export" else client.get

    assert ask(reverse(page, args=[case.code])).status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_who_was_in_a_team_of_the_case_does_not_audit_it(client, case, auditor, page):
    left = {"email": auditor.email, "name": auditor.name, "invited_at": NOW, "left_at": NOW}
    case.initiatives.get().members.create(user=auditor, role=MemberRole.VIEW, **left)
    ask = client.post if page == "trail:export" else client.get

    assert ask(reverse(page, args=[case.code])).status_code == 404


@pytest.mark.parametrize("page", PAGES[:2])
def test_the_audit_shows_a_second_factor_first(client, case, page):
    sign_in(client, a_user(Role.AUDITOR), second_factor=False)

    assert client.get(reverse(page, args=[case.code])).status_code == 302


def test_it_tells_the_acts_of_all_chains_in_words_and_that_it_was_read(client, case, auditor):
    page = client.get(reverse("trail:history", args=[case.code])).content.decode()

    assert "ký duyệt" in page
    assert "Đủ hồ sơ" in page
    last = AuditLine.objects.filter(chain=case.chain).order_by("-number").first()
    assert (last.act, last.by) == ("trail_read", auditor.uuid)


def test_what_a_line_says_beside_its_act_has_words_for_names_codes_and_days():
    detail = {
        "reason_code": RefusalReason.OTHER,
        "is_met": False,
        "part": Part.SUMMARY,
        "paid_on": "2026-11-24",
        "proposed": {"k7d2mq9x": Outcome.RESERVE},
        "note": "",
        "unheard_of": "x",
    }
    line = AuditLine(chain="challenge:x", detail=detail)

    with override("en"):
        told = [(str(label), str(value)) for label, value in said(line, NOBODY)]
        assert told == [
            ("kind of reason", str(RefusalReason.OTHER.label)),
            ("met", "no"),
            ("part of the file", str(Part.SUMMARY.label)),
            ("paid on", "24 Nov 2026"),
            ("proposed", f"k7d2mq9x: {Outcome.RESERVE.label}"),
            ("unheard_of", "x"),
        ]


def test_questions_documents_and_items_of_the_checklist_are_named_by_their_words(client, auditor):
    call = a_call()
    item = call.checklist.create(number=9, text_vi="Có giấy chứng nhận", text_en="Certificate")
    question = call.challenge.questions.create(
        state="answered", shown="Có nhận hồ sơ tiếng Anh?", asked_at=NOW, asked_by=auditor
    )
    paper = Document.objects.create(
        kind="decision",
        subject_kind="challenge",
        subject_code=call.challenge.code,
        chain=call.challenge.chain,
        audience="public",
        title="Quyết định chọn hồ sơ",
        content=[],
        created_at=NOW,
    )
    for name, one in (("item", item), ("question", question), ("document", paper)):
        detail = {name: one.code}
        audit.record(chain=call.challenge.chain, act="answer", by=None, at=NOW, detail=detail)

    page = client.get(reverse("trail:history", args=[call.challenge.code]))

    told = {str(label): value for entry in page.context["entries"] for label, value in entry.says}
    assert (told["mục trong danh mục kiểm tra"], told["câu hỏi"], told["văn bản"]) == (
        item.text_vi,
        question.shown,
        paper.title,
    )


def test_one_page_tells_who_could_see_a_file_and_who_did(client, case, auditor):
    file, secretary = Initiative.objects.get(), a_user(Role.SECRETARY, name="Thư ký")
    grant_access(
        initiative=file,
        user=secretary,
        part=Part.CONFIDENTIAL,
        by=None,
        at=NOW,
        basis=AccessBasis.OPENING,
    )
    audit.record(chain=file.chain, act="read", by=secretary, at=NOW)
    file.readings.create(user=secretary, at=NOW)

    page = client.get(reverse("trail:files", args=[case.code]))

    assert [(one.file, one.who, one.part) for one in page.context["seen"]] == [
        (file, "Thư ký", Part.CONTENT),
        (file, "Thư ký", Part.CONFIDENTIAL),
    ]
    assert [(one.user, one.part) for one in page.context["accesses"]] == [
        (secretary, Part.CONFIDENTIAL)
    ]
    assert page.content.decode().count("Thư ký") == 3


def test_people_and_fields_are_named_as_the_reader_may_know_them(client, case, auditor):
    file, expert = case.initiatives.get(), a_person("Nguyễn Văn Chuyên")
    lead = a_user(Role.ENTERPRISE, name="Người của nhóm kín")
    told = {"name": lead.name, "email": lead.email, "invited_at": NOW}
    member = file.members.create(user=lead, role=MemberRole.LEAD, **told)
    council, edited = {"person": str(expert.uuid)}, {"fields": ["baseline", "title_vi"]}
    audit.record(chain=case.chain, act="edit", by=case.officer, at=NOW, detail=council | edited)
    detail = {"member": member.code, "to": str(lead.uuid)}
    audit.record(chain=file.chain, act="join", by=lead, at=NOW, detail=detail)

    def read():
        page = client.get(reverse("trail:history", args=[case.code])).content.decode()
        rows = client.post(reverse("trail:export", args=[case.code]))
        files = client.get(reverse("trail:files", args=[case.code])).content.decode()
        return page + "".join(row.decode() for row in rows.streaming_content) + files

    sealed = read()
    assert sealed.count("Nguyễn Văn Chuyên") == 2
    assert str(Challenge._meta.get_field("baseline").verbose_name) in sealed
    assert "Người của nhóm kín" not in sealed
    assert sealed.count("thành viên nhóm, ") == 6
    opened = {"role": Role.AUDITOR, "part": Part.CONTENT, "basis": AccessBasis.AUDIT}
    grant_access(initiative=file, by=None, at=NOW, **opened)
    assert read().count("Người của nhóm kín") == 6


def exported(client, case, path):
    answer = client.post(reverse("trail:export", args=[case.code]))
    path.write_bytes(b"".join(answer.streaming_content))
    return [json.loads(row) for row in path.read_text().splitlines()]


def test_what_is_exported_is_checked_without_the_log(client, case, auditor, tmp_path, capsys):
    rows = exported(client, case, tmp_path / "trail.jsonl")
    AuditLine.objects.all().delete()

    call_command("verify", str(tmp_path / "trail.jsonl"))

    assert "3 lines and 1 anchors checked" in capsys.readouterr().out
    assert {"line", "anchor", "head"} <= {name for row in rows for name in row}


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("line", {"act": "refuse"}),
        ("head", {"hash": "0" * 64}),
        ("anchor", {"root": "0" * 64}),
        ("anchor", {"hash": "0" * 64}),
    ],
)
def test_an_altered_export_is_refused(client, case, auditor, tmp_path, kind, change):
    path = tmp_path / "trail.jsonl"
    rows = exported(client, case, path)
    next(row for row in rows if kind in row)[kind].update(change)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))

    with pytest.raises(CommandError, match="was altered"):
        call_command("verify", str(path))


def test_a_file_that_is_no_export_is_told_so(tmp_path):
    (tmp_path / "other.jsonl").write_text('{"format": "other"}\n')

    with pytest.raises(CommandError, match="not an export"):
        call_command("verify", str(tmp_path / "other.jsonl"))
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("verify", str(tmp_path / "none.jsonl"))
