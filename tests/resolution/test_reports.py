"""Reports: for which periods, accepted or returned, silent when they do not come, and the pace."""

import io
from datetime import date
from decimal import Decimal

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cauhien.accounts.states import Role
from cauhien.core.items import items_for
from cauhien.notices.models import Notice
from cauhien.resolution import actions, queries
from cauhien.resolution.models import Report, Task
from cauhien.resolution.states import (
    Answer,
    Missing,
    Period,
    TaskState,
    Verdict,
    period_before,
    period_of,
    period_owed,
)
from tests.factories import NOW, TODAY, a_user, sign_in
from tests.resolution.things import a_running_task

SUMMER = Period(date(2026, 7, 1), date(2026, 9, 30))
AUTUMN = Period(date(2026, 10, 1), date(2026, 12, 31))
SAID = {"text": "Đã mở 120 dịch vụ.", "value": Decimal("42.5"), "is_final": False}


def a_report(task, cast, period=SUMMER, file=None, **said):
    return actions.report(
        task=task, period=period, said=SAID | said, file=file, by=cast.officer, at=NOW
    )


def answered(report, cast, answer=Answer.ACCEPTED, reason=""):
    said = {"answer": answer, "reason": reason, "by": cast.coordinator, "at": NOW}
    return actions.answer_report(report=report, **said)


@pytest.mark.parametrize(
    ("day", "months", "period"),
    [
        (date(2026, 11, 24), 1, Period(date(2026, 11, 1), date(2026, 11, 30))),
        (date(2026, 12, 31), 3, AUTUMN),
        (date(2028, 2, 29), 6, Period(date(2028, 1, 1), date(2028, 6, 30))),
        (date(2026, 1, 1), 12, Period(date(2026, 1, 1), date(2026, 12, 31))),
    ],
)
def test_a_period_is_a_part_of_the_calendar_year(day, months, period):
    assert period_of(day, months) == period
    assert period_before(period.until_on, months).until_on < period.from_on


def test_a_report_is_owed_only_once_its_days_after_the_period_have_passed():
    # ten working days after the end of September 2026 are over with 14 October
    assert period_owed(date(2026, 10, 14), 3, 10) == period_before(date(2026, 7, 1), 3)
    assert period_owed(date(2026, 10, 15), 3, 10) == SUMMER


def test_the_pace_is_measured_against_a_straight_line_or_it_is_said_why_not():
    plan = {"baseline": Decimal(20), "target": Decimal(70)}
    task = Task(starts_on=date(2026, 1, 1), due_on=date(2026, 12, 31), **plan)
    day = date(2026, 7, 2)

    assert task.pace(Decimal(45), day) == (0.5, 0.5, Verdict.ON_PACE)
    assert task.pace(Decimal(44), day)[2] == Verdict.BEHIND
    assert task.pace(Decimal(71), day)[2] == Verdict.REACHED
    assert task.pace(None, day) == Missing.VALUE
    assert Task(**plan).pace(Decimal(45), day) == Missing.TIME
    assert Task(target=Decimal(70)).pace(Decimal(45), day) == Missing.BASELINE
    assert Task().pace(Decimal(45), day) == Missing.TARGET


@pytest.mark.django_db
def test_a_returned_report_is_written_anew_and_only_an_accepted_one_is_public(client):
    task, cast = a_running_task()
    first = answered(a_report(task, cast, text="Chưa đủ."), cast, Answer.RETURNED, "Thiếu số.")
    second = a_report(task, cast)
    url = reverse("resolution:task", args=[task.code])

    before = client.get(url).content.decode()
    answered(second, cast)
    after = client.get(url).content.decode()

    assert [text in before for text in (first.text, SAID["text"], "Thiếu số.")] == [False] * 3
    assert [text in after for text in (first.text, SAID["text"], "42,5")] == [False, True, True]
    assert client.get(f"/api/v1/tasks/{task.code}").json()["reports"][0]["value"] == "42.5000"
    told = set(Notice.objects.values_list("kind", "recipient"))
    assert told == {
        (actions.REPORTED, cast.coordinator.pk),
        (actions.ANSWERED, cast.officer.pk),
    }


@pytest.mark.django_db
def test_a_period_is_reported_once_by_its_own_office_and_answered_by_somebody_else():
    task, cast = a_running_task()
    report = a_report(task, cast)
    both = a_user(Role.COORDINATOR)
    own = a_report(task, cast, AUTUMN)
    Report.objects.filter(pk=own.pk).update(by=both)

    for wrong in (SUMMER, Period(date(2027, 1, 1), date(2027, 3, 31))):
        with pytest.raises(actions.CannotDo):
            a_report(task, cast, wrong)
    with pytest.raises(actions.CannotDo):
        actions.answer_report(
            report=Report.objects.get(pk=own.pk), answer="accepted", reason="", by=both, at=NOW
        )
    with pytest.raises(actions.CannotDo) as refusal:
        answered(report, cast, Answer.RETURNED)
    assert refusal.value.field == "reason"


@pytest.mark.django_db
def test_who_does_not_report_is_silent_until_a_report_stands():
    task, cast = a_running_task()

    def standing():
        return queries.standing(Task.objects.all(), TODAY).get(pk=task.pk).reporting

    assert standing() == "silent"
    report = a_report(task, cast)
    assert standing() == "told"
    answered(report, cast, Answer.RETURNED, "Thiếu số liệu.")
    assert standing() == "silent"


@pytest.mark.django_db
def test_what_has_to_be_reported_and_answered_stands_in_the_work_of_those_who_do():
    task, cast = a_running_task()

    def todo(user):
        return [(one.code, one.url.split("/")[3], one.due.date()) for one in items_for(user, NOW)]

    assert todo(cast.officer) == [(task.code, "report", date(2026, 10, 14))]
    report = a_report(task, cast)
    assert (todo(cast.officer), todo(cast.leader)) == ([], [])
    assert todo(cast.coordinator) == [(task.code, "reports", date(2026, 12, 8))]
    answered(report, cast)
    assert todo(cast.coordinator) == []


@pytest.mark.django_db
def test_a_task_ends_by_an_accepted_report_that_says_so():
    task, cast = a_running_task()
    with pytest.raises(actions.CannotDo) as refusal:
        a_report(task, cast, value=None, is_final=True)
    assert refusal.value.field == "value"

    answered(a_report(task, cast, value=Decimal(71), is_final=True), cast)
    actions.finish(task=task, by=cast.coordinator, at=NOW)

    task.refresh_from_db()
    assert task.state == TaskState.DONE


@pytest.mark.django_db
def test_the_file_of_a_report_opens_to_the_office_and_the_staff_alone(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    task, cast = a_running_task()
    page = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(page)
    sign_in(client, cast.officer)
    sent = SimpleUploadedFile("bao-cao.pdf", page.getvalue())
    said = {"until_on": "2026-09-30", "text": "Có bảng kèm.", "value": "42,5", "file": sent}

    answer = client.post(reverse("resolution:report", args=[task.code]), said)
    url = reverse("resolution:evidence", args=[task.code, Report.objects.get().code])

    assert answer.status_code == 302
    assert client.get(url).status_code == 200
    for user in (cast.leader, a_user(Role.OFFICER)):
        sign_in(client, user)
        assert client.get(url).status_code == (200 if user == cast.leader else 404)
    client.logout()
    assert client.get(url).status_code == 302  # signs in first
