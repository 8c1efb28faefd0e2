"""How a task stands against its plan, from whatever can be told honestly, or why it cannot."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import override

from cauhien.core.models import AuditLine
from cauhien.core.sheets import Table, book, rows_of
from cauhien.front.queries import brief_for
from cauhien.observatory.models import Target
from cauhien.resolution import actions
from cauhien.resolution.actions.comparing import compare
from cauhien.resolution.charts import stands
from cauhien.resolution.documents import columns_named
from cauhien.resolution.models import Task
from cauhien.resolution.queries import BadLine, standing, steps_in
from cauhien.resolution.states import Act, Answer, PaceBy, Period, Verdict
from tests.factories import NOW, a_source, sign_in
from tests.observatory.asia import a_value, an_indicator, the_countries
from tests.resolution.things import a_running_task, a_task

PLAN = "01/10/2026 Chọn nhà thầu\n01/11/2026 Ký hợp đồng\n20/12/2026 Nghiệm thu"
STEPS = steps_in(PLAN)
AUTUMN = Period(date(2026, 10, 1), date(2026, 12, 31))
BARE = {"target": None, "target_text": "hoàn thành", "baseline": None}


def a_planned_task():
    task, cast = a_running_task(**BARE)
    actions.write_steps(task=task, steps=STEPS, reason="", by=cast.officer, at=NOW)
    return task, cast


def reported(task, cast, *names, answer=Answer.ACCEPTED):
    """Report some steps as done, and answer the report."""
    steps = list(task.plan_steps.filter(text__in=names))
    said = {"text": "Đã xong.", "value": None, "is_final": False, "steps": steps}
    report = actions.report(task=task, period=AUTUMN, said=said, file=None, by=cast.officer, at=NOW)
    return actions.answer_report(
        report=report, answer=answer, reason="Thiếu.", by=cast.coordinator, at=NOW
    )


def stand(task):
    with override("en"):
        rows = standing(Task.objects.filter(pk=task.pk), NOW.date())
        return stands(rows, AnonymousUser(), NOW.date())[task.pk]


def test_steps_are_read_with_either_way_of_writing_a_day_and_sorted():
    assert steps_in("2026-12-01: B\n\n1/11/2026 – A") == [
        (date(2026, 11, 1), "A"),
        (date(2026, 12, 1), "B"),
    ]
    for wrong in ("Ký hợp đồng", "32/13/2026 A", "01/11/2026", "1/11/2026 A\n2/11/2026 A"):
        with pytest.raises(BadLine):
            steps_in(wrong)


@pytest.mark.django_db
def test_a_task_is_behind_while_fewer_steps_are_accepted_as_done_than_were_due():
    task, cast = a_planned_task()
    before = stand(task).pace
    reported(task, cast, "Chọn nhà thầu", answer=Answer.RETURNED)
    returned = stand(task).pace
    reported(task, cast, "Chọn nhà thầu", "Ký hợp đồng")
    now = stand(task).pace

    assert (before.by, before.verdict, before.reached) == (PaceBy.STEPS, Verdict.BEHIND, 0)
    assert returned == before
    assert (now.verdict, now.reached) == (Verdict.ON_PACE, 2 / 3)
    assert now.said.startswith("2 of 3 steps reported done, 2 were due before today; 90")


@pytest.mark.django_db
def test_without_value_steps_and_target_it_is_said_why_and_what_would_help():
    running, listed = a_running_task(**BARE)[0], a_task()

    found, before = stand(running), stand(listed)

    assert (found.pace, before.pace) == (None, None)
    assert found.lacking == [
        "no plan of steps with days is entered",
        "the target is not a number",
        "no target of the observatory is named",
    ]
    assert found.given[0] == "a plan of steps, each with its day"
    assert before.lacking[0] == "no office has taken it up"
    assert before.given[0] == "take the task up, with its first day"


@pytest.mark.django_db
def test_a_task_that_serves_a_target_takes_the_required_pace_of_its_indicator():
    unit, source, indicator = the_countries()["vnm"], a_source(), an_indicator("rnd")
    for year, number in ((2022, 0.4), (2023, 0.5), (2024, 0.6), (2025, 0.7)):
        a_value(indicator, unit, year, number, source).save()
    Target.objects.create(
        **{
            "key": "RD",
            "unit": unit,
            "operator": "ge",
            "number": 2,
            "year": 2030,
            "document": "NQ",
        },
        **{"name_vi": "Chi R&D", "name_en": "R&D", "indicator": indicator, "source": source},
    )

    found = stand(a_task(target_code="RD"))

    assert (found.pace.by, found.pace.verdict) == (PaceBy.TARGET, Verdict.BEHIND)
    assert found.pace.said.endswith("0.1 a year so far, 0.26 a year needed")


@pytest.mark.django_db
def test_a_plan_of_steps_changes_with_a_reason_and_keeps_what_is_reported(client):
    task, cast = a_planned_task()
    reported(task, cast, "Chọn nhà thầu")
    sign_in(client, cast.officer)
    url = reverse("resolution:steps", args=[task.code])
    later = PLAN.replace("01/11/2026", "15/11/2026")

    def refused(text, reason="Đổi lịch."):
        answer = client.post(url, {"steps": text, "reason": reason})
        return answer.status_code == 422 and text.splitlines()[0] in answer.text

    assert refused(later, "")
    assert refused(PLAN.replace("01/10/2026", "05/10/2026"))
    assert refused(PLAN + "\n01/01/2027 Quá hạn")
    assert refused("không có ngày")
    assert client.post(url, {"steps": later, "reason": "Đổi lịch."}).status_code == 302
    line = AuditLine.objects.filter(chain=task.chain, act=Act.STEPS).last()
    assert (line.public, line.detail) == (
        True,
        {"reason": "Đổi lịch.", "changes": {"text": [PLAN, later]}},
    )
    sign_in(client, cast.leader)
    assert client.get(url).status_code == 403


@pytest.mark.django_db
def test_the_pace_stands_on_page_list_brief_api_and_in_the_workbook(client):
    task, cast = a_planned_task()
    due = "2 bước đã đến hạn"

    of_task = client.get(reverse("resolution:task", args=[task.code])).text
    of_list = client.get(reverse("resolution:list")).text
    record = client.get("/api/v1/tasks").json()["items"][0]["pace"]
    whole = client.get(f"/api/v1/tasks/{task.code}").json()
    row = rows_of(client.get(reverse("resolution:export")).content)[0].cells
    (line,) = brief_for(cast.leader, NOW).sections[1].lines

    assert all(due in said for said in (of_task, of_list, line.whom))
    assert (record["by"], record["verdict"]) == ("steps", "behind")
    assert [one["is_done"] for one in whole["steps"]] == [False] * 3
    assert PLAN.replace("\n", "; ") in row.values()
    assert any(due in str(cell) for cell in row.values())


@pytest.mark.django_db
def test_an_officer_ticks_the_steps_done_in_the_report(client):
    task, cast = a_planned_task()
    sign_in(client, cast.officer)
    url = reverse("resolution:report", args=[task.code])
    first = task.plan_steps.first()

    asked = client.get(url).text
    said = {"until_on": "2026-12-31", "text": "Đã chọn.", "steps": [first.pk]}
    sent = client.post(url, said)

    assert ("Nghiệm thu" in asked, sent.status_code) == (True, 302)
    first.refresh_from_db()
    assert (first.is_told, first.is_done) == (True, False)
    task_page = reverse("resolution:task", args=[task.code])
    inside = client.get(task_page).text
    client.logout()
    said = "đã báo cáo, chờ trả lời"
    assert (said in inside, said in client.get(task_page).text) == (True, False)
    sign_in(client, cast.coordinator)
    answer = reverse("resolution:answer", args=[task.code, task.reports.get().code])
    assert f"Các bước của kế hoạch đã xong: {first.text}" in client.get(answer).text
    sign_in(client, cast.officer)
    assert first.text not in client.get(url).text


@pytest.mark.django_db
def test_the_workbook_brings_steps_in_with_the_reason_of_its_row(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    task, cast = a_running_task(target=Decimal(70))
    labels = {column.name: name for name, column in columns_named().items()}
    names = [(labels[name], 10) for name in ("code", "steps", "reason")]

    def a_sheet(text):
        return book([Table("Plan", names, [[task.code, text, "KH 5."]])])

    (fault,) = compare(rows_of(a_sheet("Nghiệm thu"))).faults
    cell = PLAN.replace("\n", "; ")
    sheet = actions.send_sheet(name="p.xlsx", data=a_sheet(cell), by=cast.coordinator, at=NOW)
    actions.take_sheet(sheet=sheet, by=cast.coordinator, at=NOW)

    assert (fault.row, fault.column) == (2, labels["steps"])
    assert [(one.due_on, one.text) for one in task.plan_steps.all()] == STEPS
    assert compare(rows_of(a_sheet(cell))).same == 1
