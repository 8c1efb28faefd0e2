"""The tasks of the city's documents: as they say it, owned by offices of the register, once."""

import csv
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from django.db.models import Q

from cauhien.accounts.states import Role
from cauhien.core import audit
from cauhien.ingest.actions import batches
from cauhien.ingest.queries.owners import offices_named
from cauhien.ingest.queries.register import Register
from cauhien.ingest.readers import registry
from cauhien.resolution import actions
from cauhien.resolution.models import Goal, Task
from cauhien.resolution.states import Every, TaskState
from tests.factories import NOW, a_user, an_office, an_organisation

pytestmark = pytest.mark.django_db


def read_in(word, path):
    facts = {"retrieved_at": NOW}
    batch = batches.open_batch(reader=registry.reader(word), path=path, at=NOW, facts=facts)
    batches.stage_batch(batch=batch, path=path)
    batches.reconcile_batch(batch=batch, at=NOW)
    return {name: count for name, count in batch.counts.items() if count}


def test_all_tasks_come_in_as_the_documents_say():
    read_in("organisations", settings.DATA / "organisations.csv")
    table = settings.DATA / "tasks.csv"

    assert registry.fitting(table) == ["tasks"]
    assert read_in("tasks", table) == {"new": 73}

    first, range_ = Task.objects.get(code="hn-t001"), Task.objects.get(code="hn-t051")
    owners = Counter(Task.objects.values_list("office__organisation__name_vi", flat=True))
    assert (Task.objects.count(), Goal.objects.count()) == (73, 42)
    assert Task.objects.filter(due_on=None).count() == 22
    assert (first.due_on, first.target, first.unit) == (date(2025, 12, 31), Decimal(1), "hạng")
    assert (range_.target, range_.target_text) == (None, "75-80")
    assert (first.title_en, first.goal.title_en) == (
        "Complete the start-up ecosystem",
        "The Capital as a centre of research, technology and innovation",
    )
    assert Task.objects.exclude(target_code="").count() == 21
    assert not Task.objects.filter(title_en="").exists()
    assert not Goal.objects.filter(Q(title_en="") | Q(document_en="")).exists()
    assert not Task.objects.exclude(indicator="").filter(indicator_en="").exists()
    assert Task.objects.exclude(starts_on=None, every_months=None).count() == 0
    assert owners["Ủy ban nhân dân thành phố Hà Nội"] == 31
    assert owners["Ban Quản lý các khu công nghệ cao và khu công nghiệp thành phố Hà Nội"] == 2
    assert owners["Sở Tài chính Hà Nội"] == 2
    assert owners["Công ty Cổ phần Trung tâm Đổi mới sáng tạo Hà Nội (HIC)"] == 3
    assert owners["Ủy ban nhân dân xã Hòa Lạc"] == 1
    assert owners[None] == 3  # groups: "các sở, ngành", "UBND các xã, phường"
    assert audit.verify(first.chain) == 1


def test_each_target_that_a_task_names_is_one_of_the_observatory():
    targets, tasks = (
        list(csv.DictReader((settings.DATA / name).open(encoding="utf-8")))
        for name in ("observatory/targets.csv", "tasks.csv")
    )
    known = {one[name] for one in targets for name in ("code", "target_code")}

    assert {one["target_code"] for one in tasks} - {""} <= known


def test_bodies_that_are_no_single_office_of_the_city_stay_as_printed():
    office = an_office("Sở Tài chính Hà Nội")
    an_organisation("Viện không thuộc thành phố (HIC)")
    groups = ["HIC", "UBND các xã, phường", "các sở, ngành", "UBND xã Hòa Lạc, UBND xã Phú Cát"]
    printed = ["Sở Kế hoạch và Đầu tư (nay Sở Tài chính)", "Sở Tài chính; Ủy ban MTTQ thành phố"]

    found = offices_named([*groups, *printed], Register())

    assert found == dict.fromkeys(groups) | dict.fromkeys(printed, office)


def test_a_task_that_was_taken_up_follows_its_document_no_more(tmp_path):
    table, coordinator = tmp_path / "tasks.csv", a_user(Role.COORDINATOR)
    text = "".join((settings.DATA / "tasks.csv").read_text("utf-8").splitlines(True)[:3])
    table.write_text(text)
    read_in("tasks", table)
    taken = Task.objects.get(code="hn-t001")
    Task.objects.filter(pk=taken.pk).update(office=an_office())
    said = {"starts_on": NOW.date(), "every_months": Every.QUARTER}
    actions.take_up(task=taken, **said, by=coordinator, at=NOW)

    table.write_text(text.replace("2025-12-31", "2030-12-31").replace("2035-12-31", "2036-12-31"))
    counts = read_in("tasks", table)

    assert counts == {"changed": 2}
    assert list(Task.objects.order_by("code").values_list("state", "due_on")) == [
        (TaskState.RUNNING, date(2025, 12, 31)),
        (TaskState.LISTED, date(2036, 12, 31)),
    ]
