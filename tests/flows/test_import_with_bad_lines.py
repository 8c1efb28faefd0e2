"""A data steward sends in a file with bad lines, sees what it would do, and takes it over."""

import json

import pytest
from django.conf import settings
from procrastinate.contrib.django.models import ProcrastinateJob

from cauhien.accounts.states import Role
from cauhien.ingest import tasks
from cauhien.network.models import Work
from tests.factories import a_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def steward_page(live_server, client, open_page):
    client.force_login(a_user(Role.DATA_STEWARD, language="en"))
    page = open_page(1200, locale="en")
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}]
    )
    return page


def let_the_worker_work():
    """Do what the worker would with the jobs that wait."""
    work = {"ingest.stage": tasks.stage, "ingest.reconcile": tasks.reconcile}
    waiting = ProcrastinateJob.objects.filter(task_name__in=work, status="todo")
    for job in waiting:
        work[job.task_name](**job.args)
    waiting._raw_delete("default")


def test_an_import_with_bad_lines(steward_page, live_server, tmp_path, axe):
    page = steward_page
    works = [{"id": f"acl:{n}", "title": f"Work {n}", "authorships": []} for n in range(3)]
    lines = [json.dumps(work) for work in works]
    path = tmp_path / "works.jsonl"
    path.write_text("\n".join([lines[0], "{broken", lines[1], '{"title": "no id"}', lines[2]]))

    page.goto(f"{live_server.url}/data/imports/")
    page.set_input_files("input[type=file]", path)
    page.get_by_role("button", name="Read and compare").click()
    let_the_worker_work()
    page.reload()

    assert page.get_by_role("heading", name="What would change").is_visible()
    rejected = page.get_by_role("region", name="Lines that were not taken").inner_text()
    assert "2\tit is not JSON" in rejected
    assert "4\tit has no identifier" in rejected
    assert Work.objects.count() == 0
    assert axe(page) == []

    page.get_by_role("button", name="Take over").click()
    let_the_worker_work()
    page.reload()

    assert page.get_by_role("heading", name="What was taken over").is_visible()
    assert sorted(Work.objects.values_list("source_key", flat=True)) == ["acl:0", "acl:1", "acl:2"]
    assert "2\tit is not JSON" in page.get_by_role("region").first.inner_text()
