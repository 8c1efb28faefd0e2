"""The plan as a workbook: out and in again, compared first, taken over whole or not at all."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from cauhien.core.sheets import Table, book, rows_of
from cauhien.resolution import actions
from cauhien.resolution.actions.comparing import compare
from cauhien.resolution.charts import stands
from cauhien.resolution.documents import COLUMNS, columns_named, plan_book
from cauhien.resolution.models import Goal, PlanSheet, Task
from cauhien.resolution.queries import listed
from cauhien.resolution.states import TaskState
from tests.factories import NOW, an_office, sign_in
from tests.resolution.things import DOCUMENT, a_running_task, a_task

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def label(name):
    return next(str(column.label) for column in COLUMNS if column.name == name)


def sheet_of(*rows, names=None):
    """Return the bytes of a workbook; rows: {name of a column: cell}."""
    names = names or list(rows[0])
    columns = [(label(name), 10) for name in names]
    return book([Table("Plan", columns, [[row.get(name) for name in names] for row in rows])])


def sent(data, by):
    return actions.send_sheet(name="plan.xlsx", data=data, by=by, at=NOW)


def test_no_two_columns_bear_one_name_and_each_is_known_in_both_languages():
    assert len(columns_named()) == len({*columns_named()})
    assert {column.name for column in columns_named().values()} == {one.name for one in COLUMNS}
    for language in ("vi", "en"):
        with override(language):
            assert len({str(column.label) for column in COLUMNS}) == len(COLUMNS)


def test_what_is_taken_away_and_sent_in_again_changes_nothing():
    a_running_task(target=Decimal("70.25"), due_on=None)
    a_task(office=None, target=None, target_text="75-80", baseline=Decimal(0))
    with override("en"):
        tasks = listed(AnonymousUser(), NOW.date())
        data = plan_book(tasks, stands(tasks, AnonymousUser(), NOW.date()))

    found = compare(rows_of(data))

    assert (found.lines, found.same, found.faults) == ([], 2, [])


def test_rows_change_tasks_with_their_reasons_and_make_new_ones():
    task, cast = a_running_task()
    office = an_office()
    change = {"code": task.code, "target": 75, "due_on": date(2027, 6, 30), "reason": "QĐ 12."}
    new = {"document": DOCUMENT, "goal": "Y tế", "title_vi": "Bệnh án điện tử", "target": "42,5"}
    names = [*change, "document", "goal", "title_vi", "office"]
    rows = (
        change | {"document": DOCUMENT, "title_vi": task.title_vi, "office": task.office.code},
        new | {"office": office.code},
    )

    sheet = sent(sheet_of(*rows, names=names), cast.coordinator)
    before = (Task.objects.count(), Task.objects.get(pk=task.pk).target)
    actions.take_sheet(sheet=sheet, by=cast.coordinator, at=NOW)

    task.refresh_from_db()
    made = Task.objects.exclude(pk=task.pk).get()
    assert before == (1, Decimal(70))
    assert (task.target, task.due_on) == (Decimal(75), date(2027, 6, 30))
    assert (made.goal.title_vi, made.office, made.target, made.state) == (
        "Y tế",
        office,
        Decimal("42.5"),
        TaskState.LISTED,
    )
    with pytest.raises(actions.CannotDo):
        actions.take_sheet(sheet=sheet, by=cast.coordinator, at=NOW)


def test_bad_cells_are_named_by_row_and_column_and_nothing_is_taken_over():
    task, cast = a_running_task()
    other = a_task()
    good = {"code": task.code, "due_on": date(2027, 6, 30), "reason": "QĐ 12."}
    rows = [
        good,
        {"code": "khong-co"},
        {"code": task.code},
        {"code": other.code, "due_on": "31/12", "target": "bảy mươi", "office": "xyz"},
        {"title_vi": "Thiếu mục tiêu", "document": "QĐ 1"},
        {"code": other.code + "x", "every_months": 2},
    ]
    names = ["code", "due_on", "target", "office", "title_vi", "document", "reason", "every_months"]
    Task.objects.update(office=None)
    data = sheet_of(*[{"title_vi": task.title_vi} | row for row in rows], names=names)

    sheet = sent(data, cast.coordinator)
    faults = {(one.row, one.column) for one in actions.compared(sheet).faults}
    with pytest.raises(actions.CannotDo):
        actions.take_sheet(sheet=sheet, by=cast.coordinator, at=NOW)

    assert faults >= {
        (3, label("code")),
        (4, label("code")),
        (5, label("due_on")),
        (5, label("target")),
        (5, label("office")),
        (7, label("every_months")),
    }
    task.refresh_from_db()
    assert task.due_on == date(2026, 12, 31)
    assert Goal.objects.count() == 1


def test_a_change_without_a_reason_is_a_bad_row():
    task, _cast = a_running_task()
    rows = [{"code": task.code, "unit": "hồ sơ", "reason": None}]

    (fault,) = compare(rows_of(sheet_of(*rows))).faults

    assert (fault.row, fault.column) == (2, label("reason"))


def test_everybody_takes_the_plan_away_and_only_the_coordinator_sends_one_in(client):
    task, cast = a_running_task()
    data = client.get(reverse("resolution:export")).content
    url = reverse("resolution:send_sheet")
    assert rows_of(data)[0].cells[label("code")] == task.code
    assert client.get(url).status_code == 302
    sign_in(client, cast.head)
    assert client.get(url).status_code == 403
    sign_in(client, cast.coordinator)

    wrong = client.post(url, {"file": SimpleUploadedFile("plan.xlsx", b"PK no workbook")})
    said = {"code": task.code, "unit": "hồ sơ", "reason": "QĐ 12."}
    answer = client.post(url, {"file": SimpleUploadedFile("plan.xlsx", sheet_of(said))})
    page = client.get(answer.url).content.decode()
    taken = client.post(answer.url)

    assert (wrong.status_code, answer.status_code, taken.status_code) == (422, 302, 302)
    assert "hồ sơ" in page
    task.refresh_from_db()
    assert (task.unit, PlanSheet.objects.get().taken_at is not None) == ("hồ sơ", True)
