"""Files that are alike are found once they are open; both teams answer, then a person decides."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now
from procrastinate.contrib.django.models import ProcrastinateJob

from cauhien.accounts.states import Role
from cauhien.challenges.actions import OpenForm
from cauhien.challenges.actions.initiative import bar_access, duplicates, write_initiative
from cauhien.challenges.actions.initiative.documents import attach_document
from cauhien.challenges.actions.initiative.opening import accept_opening, number_files
from cauhien.challenges.actions.initiative.sending import submit_initiative
from cauhien.challenges.models import Challenge, Duplicate, Initiative, Precedent
from cauhien.challenges.queries.initiative.duplicates import passages_of
from cauhien.challenges.states import DuplicateState, InitiativeAct, State
from cauhien.challenges.tasks.initiative import compare_files
from cauhien.core.audit import verify
from cauhien.core.items import items_for
from cauhien.core.models import AuditLine
from cauhien.notices.queries import notices_for
from cauhien.trail.queries import chains_of
from tests.core.test_inspecting import a_docx
from tests.factories import (
    a_call,
    a_project,
    a_sent_file,
    a_technology,
    a_user,
    an_initiative,
    sign_in,
)

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parents[2] / "data" / "problems.jsonl"
PROBLEMS = [json.loads(line) for line in DATA.read_text("utf-8").splitlines()[:12]]
VI = [one["description_vi"] for one in PROBLEMS]
EN = [one["description_en"] for one in PROBLEMS]
DUE = timedelta(days=7)


@pytest.fixture
def coordinator(client):
    return sign_in(client, a_user(Role.COORDINATOR))


@pytest.fixture
def secretary():
    return a_user(Role.SECRETARY)


@pytest.fixture
def leads():
    return [a_user(Role.ENTERPRISE) for _team in range(3)]


@pytest.fixture
def opened(coordinator, secretary):
    """Return a function that has files sent to a call of their own, and opens them."""

    def opened(*texts, leads=None, ago=1):
        call = a_call(closes_at=now() - timedelta(days=ago))
        leads = leads or [a_user(Role.ENTERPRISE) for _text in texts]
        for lead, text in zip(leads, texts, strict=True):
            a_sent_file(call, lead=lead, at=call.opens_at, **text)
        Challenge.objects.filter(pk=call.challenge_id).update(state=State.SCREENING)
        for who in (coordinator, secretary):
            accept_opening(challenge=call.challenge, by=who, at=now())
        return Challenge.objects.get(pk=call.challenge_id)

    return opened


@pytest.fixture
def alike(opened, leads):
    """Return what is found of three files, the second of which is a translation of the first."""
    challenge = opened(
        {"title_vi": "Hồ sơ một", "approach": VI[3], "risks": VI[4]},
        {"title_vi": "Hồ sơ hai", "approach": VI[8], "risks": EN[3]},
        {"title_vi": "Hồ sơ ba", "approach": VI[9]},
        leads=leads,
    )
    duplicates.find_duplicates(challenge=challenge, at=now())
    return Duplicate.objects.get()


def address(duplicate, page="duplicate"):
    return reverse(f"challenges:{page}", args=[duplicate.code])


def own_page(duplicate, file):
    return reverse("challenges:initiative_likeness", args=[file.code, duplicate.code])


def ask(duplicate, by):
    duplicates.ask_teams(duplicate=duplicate, by=by, at=now(), due_on=localdate() + DUE)
    duplicate.refresh_from_db()


def answer(duplicate, lead, file, text="Chúng tôi viết từ năm 2024."):
    said = {"duplicate": duplicate, "initiative": file, "by": lead}
    duplicates.answer_duplicate(**said, at=now(), text=text)


def judge(duplicate, by, state=DuplicateState.CONFIRMED, at=None):
    said = {"duplicate": duplicate, "by": by, "at": at or now()}
    duplicates.judge_duplicate(**said, state=state, reason="Hai đoạn như nhau.")


def lines(duplicate):
    found = AuditLine.objects.filter(chain=duplicate.chain).order_by("number")
    return list(found.values_list("act", flat=True))


def test_a_translated_passage_is_flagged_with_its_places_and_nothing_else_is(alike):
    [(one, other, share, is_translated)] = passages_of(alike)

    assert [file.title_vi for file in alike.files] == ["Hồ sơ một", "Hồ sơ hai"]
    assert (one.name, other.name, is_translated) == ("approach", "risks", True)
    assert one.text in VI[3]
    assert other.text in EN[3]
    assert alike.likeness == share > 0.3
    assert VI[3][:40] not in json.dumps(alike.passages, ensure_ascii=False)
    assert lines(alike) == [InitiativeAct.FLAG_DUPLICATE]


def test_comparing_again_finds_nothing_new_and_each_comparison_is_logged(alike):
    challenge = alike.files[0].challenge

    assert duplicates.find_duplicates(challenge=challenge, at=now()) == 0

    found = AuditLine.objects.filter(act=InitiativeAct.COMPARE).order_by("number")
    names = ("files", "pairs", "flagged", "cut")
    said = [tuple(line.detail[name] for name in names) for line in found]
    assert said == [(3, 3, 1, 0), (3, 3, 0, 0)]


def test_a_file_is_compared_with_those_of_earlier_calls(opened, leads):
    earlier = opened({"approach": VI[5]}, ago=40)
    later = opened({"approach": f"{VI[1]}\n{VI[5]}"})

    duplicates.find_duplicates(challenge=later, at=now())

    [found] = Duplicate.objects.all()
    assert [file.challenge for file in found.files] == [earlier, later]


def test_an_illustration_is_held_against_no_call_of_the_city(opened):
    illustrated = opened({"approach": VI[5]}, ago=40)
    Challenge.objects.filter(pk=illustrated.pk).update(is_illustration=True)
    later = opened({"approach": VI[5]})

    assert duplicates.find_duplicates(challenge=later, at=now()) == 0


def test_what_is_registered_and_said_again_is_shown_to_who_screens(client, opened):
    project = a_project(title_vi="Cảnh báo ngập", summary_en=EN[3], summary_vi="")
    challenge = opened(
        {"approach": f"{VI[3]}\n{VI[7]}", "confidential": VI[9]}, {"approach": VI[8]}
    )
    a_technology(name_vi="Bí mật", summary_vi=VI[9])

    duplicates.find_duplicates(challenge=challenge, at=now())
    page = client.get(reverse("challenges:duplicates", args=[challenge.code]))

    [found] = page.context["precedents"]
    [(own, other)] = found.sides
    assert (found.kind, found.subject_code, own.name) == ("project", project.code, "approach")
    assert other.text in EN[3]
    assert project.code in page.content.decode()
    assert Duplicate.objects.count() == 0
    assert Precedent.objects.count() == 2


def test_what_repeats_the_call_is_no_likeness(opened):
    challenge = opened({"approach": VI[5]}, {"approach": VI[5]})
    Challenge.objects.filter(pk=challenge.pk).update(description_vi=VI[5])
    challenge.refresh_from_db()

    assert duplicates.find_duplicates(challenge=challenge, at=now()) == 0


def test_opening_and_a_later_version_have_the_worker_compare(opened, leads):
    challenge = opened({"approach": VI[1]}, {"approach": VI[2]}, leads=leads[:2])
    file = challenge.initiatives.first()
    assert compared_later(challenge) == [""]

    file.state, file.fix_due_on = "fix_asked", localdate() + DUE
    file.save()
    form = OpenForm("x", file.revision)
    write_initiative(initiative=file, by=leads[0], at=now(), written={"risks": EN[2]}, form=form)
    submit_initiative(initiative=file, by=leads[0], at=now())

    assert compared_later(challenge) == ["", file.code]
    compare_files(challenge=challenge.code, initiative=file.code)
    found = Duplicate.objects.get()
    assert (found.one.number, found.other.number) == (2, 1)


def compared_later(challenge):
    """Return what the worker is to compare of a call: codes of files, "" for all of them."""
    jobs = ProcrastinateJob.objects.filter(
        task_name="challenges.find_duplicates", args__challenge=challenge.code
    )
    return list(jobs.order_by("id").values_list("args__initiative", flat=True))


def test_staff_see_both_passages_side_by_side_and_what_is_marked(client, alike):
    of_call = reverse("challenges:duplicates", args=[alike.files[0].challenge.code])
    files = client.get(reverse("challenges:files", args=[alike.files[0].challenge.code]))
    listed = client.get(of_call)
    page = client.get(address(alike))

    assert of_call in files.content.decode()
    assert list(listed.context["duplicates"]) == [alike]
    shown = page.content.decode()
    assert shown.count("<blockquote>") == 2
    assert "<mark>" in shown
    assert [line.act for line in AuditLine.objects.filter(chain=alike.files[0].chain, act="read")]


@pytest.mark.parametrize(
    "role", [Role.DECISION_MAKER, Role.EXPERT, Role.ENTERPRISE, Role.OFFICER, Role.DATA_STEWARD]
)
def test_nobody_else_sees_that_files_are_alike(client, alike, role):
    user = sign_in(client, a_user(role))
    of_call = reverse("challenges:duplicates", args=[alike.files[0].challenge.code])

    codes = [client.get(path).status_code for path in (address(alike), of_call)]
    assert codes == [404, 403]
    assert client.post(address(alike), {"then": "judge"}).status_code == 404
    assert [item for item in items_for(user, now()) if "duplicates" in item.url] == []


def test_who_is_barred_from_one_file_knows_of_no_likeness(client, alike, coordinator, secretary):
    bar_access(initiative=alike.files[1], user=coordinator, by=secretary, at=now())

    page = client.get(reverse("challenges:duplicates", args=[alike.files[0].challenge.code]))

    assert client.get(address(alike)).status_code == 404
    assert list(page.context["duplicates"]) == []
    assert [item for item in items_for(coordinator, now()) if "duplicates" in item.url] == []
    with pytest.raises(duplicates.CannotAsk):
        ask(alike, coordinator)


def test_the_auditor_reads_and_does_nothing(client, alike):
    auditor = sign_in(client, a_user(Role.AUDITOR))

    page = client.get(address(alike))

    assert (page.context["may_ask"], page.context["may_judge"]) == (False, False)
    client.post(address(alike), {"then": "ask", "due_on": str(localdate() + DUE)})
    alike.refresh_from_db()
    assert alike.state == DuplicateState.FLAGGED
    assert [item for item in items_for(auditor, now()) if "duplicates" in item.url] == []


def test_a_confidential_passage_opens_to_who_keeps_it_secret_and_is_logged(client, opened):
    challenge = opened({"approach": VI[3]}, {"approach": VI[8], "confidential": EN[3]})
    duplicates.find_duplicates(challenge=challenge, at=now())
    found = Duplicate.objects.get()

    before = client.get(address(found))
    after = client.post(address(found, "duplicate_confidential"))

    assert (before.context["hidden"], after.context["hidden"]) == (1, 0)
    assert EN[3][:30] not in before.content.decode()
    assert [file.readings.count() for file in found.files] == [0, 1]


def test_nothing_reaches_the_teams_before_they_are_asked(client, alike, leads):
    file = alike.files[0]
    client.force_login(leads[0])

    assert client.get(own_page(alike, file)).status_code == 404
    assert "likeness" not in client.get(file_page(file)).content.decode()
    assert [item for item in items_for(leads[0], now()) if "likeness" in item.url] == []
    assert list(notices_for(leads[0])) == []


def file_page(file):
    return reverse("challenges:initiative", args=[file.code])


def test_each_team_is_asked_with_its_own_passages_and_learns_nothing_of_the_other(
    client, alike, leads, secretary
):
    sign_in(client, secretary)
    client.post(address(alike), {"then": "ask", "due_on": str(localdate() + DUE)})

    for lead, file, own, other in (
        (leads[0], alike.files[0], VI[3], EN[3]),
        (leads[1], alike.files[1], EN[3], VI[3]),
    ):
        client.force_login(lead)
        shown = client.get(own_page(alike, file)).content.decode()
        told = notices_for(lead).get()
        assert own[:30] in shown
        assert other[:20] not in shown
        assert "<mark>" not in shown
        rest = alike.files[1 if file == alike.files[0] else 0]
        assert rest.code not in shown
        assert rest.title_vi not in shown
        assert (told.kind, told.url) == (duplicates.ASKED, own_page(alike, file))
        [item] = [item for item in items_for(lead, now()) if "likeness" in item.url]
        assert localdate(item.due) == localdate() + DUE
    client.force_login(leads[2])
    assert client.get(own_page(alike, alike.files[0])).status_code == 404
    assert list(notices_for(leads[2])) == []


def test_one_team_does_not_reach_the_page_of_the_other(client, alike, leads, coordinator):
    ask(alike, coordinator)
    client.force_login(leads[0])

    assert client.get(own_page(alike, alike.files[1])).status_code in (403, 404)
    assert client.get(address(alike)).status_code == 404


def test_a_team_answers_once_in_words_that_staff_alone_read(client, alike, leads, coordinator):
    ask(alike, coordinator)
    client.force_login(leads[0])
    empty = client.post(own_page(alike, alike.files[0]), {"text": ""})
    client.post(own_page(alike, alike.files[0]), {"text": "Chúng tôi viết từ năm 2024."})
    again = client.post(own_page(alike, alike.files[0]), {"text": "Sửa lại."})
    sign_in(client, coordinator)

    shown = client.get(address(alike)).content.decode()

    assert set(empty.context["form"].errors) == {"text"}
    assert again.status_code == 422
    assert "Chúng tôi viết từ năm 2024." in shown
    assert [item for item in items_for(leads[0], now()) if "likeness" in item.url] == []
    client.force_login(leads[1])
    assert "2024" not in client.get(own_page(alike, alike.files[1])).content.decode()


def test_a_duplicate_is_found_only_after_both_were_heard(alike, leads, coordinator, secretary):
    with pytest.raises(duplicates.CannotJudge):
        judge(alike, coordinator)
    ask(alike, coordinator)
    answer(alike, leads[0], alike.files[0])
    with pytest.raises(duplicates.CannotJudge):
        judge(alike, coordinator)
    answer(alike, leads[1], alike.files[1])
    with pytest.raises(duplicates.CannotJudge):
        judge(alike, secretary)

    judge(alike, coordinator)

    alike.refresh_from_db()
    assert alike.state == DuplicateState.CONFIRMED
    for lead, file in zip(leads[:2], alike.files, strict=True):
        told = notices_for(lead).first()
        assert (told.kind, told.parameters["reason"]) == (duplicates.JUDGED, "Hai đoạn như nhau.")
        assert (told.subject_code, file.state) == (file.code, "submitted")
    assert verify(alike.chain) == 5
    assert lines(alike) == [
        InitiativeAct.FLAG_DUPLICATE,
        InitiativeAct.ASK_DUPLICATE,
        *[InitiativeAct.ANSWER_DUPLICATE] * 2,
        InitiativeAct.JUDGE_DUPLICATE,
    ]


def test_after_the_day_no_answer_comes_and_the_coordinator_has_the_decision(
    alike, leads, coordinator, secretary
):
    ask(alike, coordinator)
    later = now() + DUE + timedelta(days=1)
    coordinator.day = secretary.day = localdate(later)

    waiting = [
        len([item for item in items_for(one, later) if "duplicates" in item.url])
        for one in (coordinator, secretary)
    ]

    assert waiting == [1, 0]
    with pytest.raises(duplicates.CannotAnswer):
        duplicates.answer_duplicate(
            duplicate=alike, initiative=alike.files[0], by=leads[0], at=later, text="Muộn."
        )
    judge(alike, coordinator, at=later)
    alike.refresh_from_db()
    assert alike.state == DuplicateState.CONFIRMED


def test_what_is_dismissed_without_asking_is_told_to_nobody(client, alike, leads):
    wrong = client.post(address(alike), {"then": "judge"})
    client.post(address(alike), {"then": "judge", "state": "dismissed", "reason": "Câu phổ biến."})

    alike.refresh_from_db()
    assert set(wrong.context["form"].errors) == {"state", "reason"}
    assert alike.state == DuplicateState.DISMISSED
    assert [list(notices_for(lead)) for lead in leads] == [[], [], []]


def test_a_new_version_is_flagged_again_only_for_what_is_new(alike, leads, coordinator):
    judge(alike, coordinator, DuplicateState.DISMISSED)
    file = alike.files[1]
    for text, count in (("Không có gì mới.", 0), (VI[4], 1)):
        Initiative.objects.filter(pk=file.pk).update(
            state="fix_asked", fix_due_on=localdate() + DUE
        )
        file.refresh_from_db()
        form = OpenForm(text[:6], file.revision)
        written = {"plan": [{"step": text, "month": "3"}]}
        write_initiative(
            initiative=file,
            by=leads[1],
            at=now(),
            written=written,
            form=form,
        )
        submit_initiative(initiative=file, by=leads[1], at=now())
        found = duplicates.find_duplicates(challenge=file.challenge, initiative=file, at=now())
        assert found == count
    assert Duplicate.objects.count() == 2


def test_files_of_an_open_call_are_compared_when_it_has_closed():
    call = a_call(sealed=False, closes_at=now() - timedelta(hours=1))
    for text in (VI[3], EN[3]):
        a_sent_file(call, at=call.opens_at, approach=text)
    assert compared_later(call.challenge) == []
    Challenge.objects.update(state=State.SCREENING)

    number_files(challenge=call.challenge, at=now())

    assert compared_later(call.challenge) == [""]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_pages_are_shown_in_both_languages_and_take_few_queries(
    client, alike, coordinator, leads, language, django_assert_max_num_queries
):
    ask(alike, coordinator)
    for user, path in (
        (coordinator, reverse("challenges:duplicates", args=[alike.files[0].challenge.code])),
        (coordinator, address(alike)),
        (leads[0], own_page(alike, alike.files[0])),
    ):
        user.language = language
        user.save()
        sign_in(client, user)
        client.get(path)  # the first reading of a day is logged
        with django_assert_max_num_queries(16):  # four of them are the session and the header
            page = client.get(path)
        assert (path, page.status_code) == (path, 200)
        assert f'<html lang="{language}"' in page.content.decode()


def test_the_comparison_stands_in_the_history_of_the_case(alike):
    chains = chains_of(alike.files[0].challenge)

    assert {alike.chain, f"comparison:{alike.files[0].challenge.code}"} <= {*chains}


def test_documents_are_compared_but_not_those_that_prove_a_line_of_the_checklist(opened, leads):
    def attached(text, item):
        call = a_call(closes_at=now() + timedelta(days=1))
        draft = an_initiative(call, lead=leads[0], at=now())
        said = {"data": a_docx(text), "name": "kem-theo.docx", "part": "public", "item": item(call)}
        attach_document(initiative=draft, by=leads[0], at=now(), **said)
        draft.members.update(consent_at=now())
        submit_initiative(initiative=draft, by=leads[0], at=now())
        Initiative.objects.filter(pk=draft.pk).update(opened_at=now(), number=1)
        return call.challenge

    attached(VI[5], lambda call: call.checklist.first())
    attached(VI[6], lambda call: None)
    later = opened({"approach": VI[5], "risks": EN[6]})

    assert duplicates.find_duplicates(challenge=later, at=now()) == 1
    [(one, other, *_about)] = passages_of(Duplicate.objects.get())
    sides = {one.document or one.name: one.place, other.document or other.name: other.place}
    assert sides == {"kem-theo.docx": ("paragraph", 1), "risks": ()}
