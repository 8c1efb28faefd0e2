"""Files that are alike are found once they are open, within one language and across two."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now
from procrastinate.contrib.django.models import ProcrastinateJob

from cauhien.challenges.actions import OpenForm
from cauhien.challenges.actions.initiative import duplicates, write_initiative
from cauhien.challenges.actions.initiative.documents import attach_document
from cauhien.challenges.actions.initiative.opening import number_files
from cauhien.challenges.actions.initiative.sending import submit_initiative
from cauhien.challenges.models import (
    Challenge,
    Comparable,
    Duplicate,
    Initiative,
    Precedent,
)
from cauhien.challenges.queries.initiative.duplicates import passages_of
from cauhien.challenges.states import DuplicateState, InitiativeAct, State
from cauhien.challenges.tasks.initiative import compare_files
from cauhien.core.models import AuditLine
from tests.challenges.duplicates.things import DUE, EN, VI, judge, lines
from tests.core.test_inspecting import a_docx
from tests.factories import a_call, a_project, a_sent_file, a_technology, an_initiative

pytestmark = pytest.mark.django_db


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


def test_each_copy_is_read_once_and_what_was_read_is_kept_sealed(alike):
    challenge = alike.files[0].challenge
    kept = {one.pk: bytes(one.content) for one in Comparable.objects.all()}
    Duplicate.objects.all().delete()

    assert duplicates.find_duplicates(challenge=challenge, at=now()) == 1
    assert {one.pk: bytes(one.content) for one in Comparable.objects.all()} == kept
    assert VI[3][:20] in json.dumps(Comparable.objects.first().read(), ensure_ascii=False)
    assert not any(VI[3][:20].encode() in content for content in kept.values())
    Comparable.objects.update(rules="earlier ones")
    duplicates.find_duplicates(challenge=challenge, at=now())
    assert not Comparable.objects.filter(rules="earlier ones").exists()
    assert len(kept) == Comparable.objects.count() == 3


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


def compared_later(challenge):
    """Return what the worker is to compare of a call: codes of files, "" for all of them."""
    jobs = ProcrastinateJob.objects.filter(
        task_name="challenges.find_duplicates", args__challenge=challenge.code
    )
    return list(jobs.order_by("id").values_list("args__initiative", flat=True))
