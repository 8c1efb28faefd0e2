"""The pages of tasks from outside: what everybody reads, what stays inside, who may do what."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cauhien.accounts.states import Role
from cauhien.challenges.states import State as ProblemState
from cauhien.core.items import items_for
from cauhien.core.models import SearchEntry
from cauhien.observatory.models import Target
from cauhien.resolution import actions
from cauhien.resolution.actions.refusals import spread
from cauhien.resolution.models import Task
from cauhien.resolution.states import Period, TaskState
from tests.factories import NOW, a_challenge, a_source, a_user, an_office, sign_in
from tests.observatory.asia import a_value, an_indicator, the_countries
from tests.resolution.things import a_blocked_task, a_running_task, a_task

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


def shown(client, url, *, language="vi"):
    client.cookies["django_language"] = language
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(url)
    assert (answer.status_code, len(queries) <= MOST_QUERIES) == (200, True), (url, len(queries))
    return answer.content.decode().replace("\xa0", " ")


def page(client, task, **how):
    return shown(client, reverse("resolution:task", args=[task.code]), **how)


def test_the_list_is_narrowed_by_state_deadline_reports_and_office(client):
    late, _cast = a_running_task(title_vi="Quá hạn", due_on=date(2020, 1, 1))
    a_task(title_vi="Không hạn", due_on=None)
    blocked = a_blocked_task(title_vi="Bị vướng", starts_on=date(2090, 1, 1))[0]
    url = reverse("resolution:list")

    def titles(query):
        said = shown(client, f"{url}{query}", language="en")
        return [one for one in ("Quá hạn", "Không hạn", "Bị vướng") if one in said]

    assert titles("") == ["Quá hạn", "Không hạn", "Bị vướng"]
    assert titles("?time=overdue") == ["Quá hạn"]
    assert titles("?time=undated") == ["Không hạn"]
    assert titles("?reports=silent") == ["Quá hạn"]
    assert titles("?state=blocked") == ["Bị vướng"]
    assert titles(f"?office={late.office.code}") == ["Quá hạn"]
    goal = f"?goal={late.goal.code}"
    assert titles(goal) == titles("")
    assert titles(f"{goal}&state=blocked") == ["Bị vướng"]
    assert goal in page(client, late)
    assert str(blocked.blocked_office) in shown(client, url)
    assert "no deadline stated in the document" in shown(client, url, language="en")


def test_everybody_reads_plan_pace_and_history_but_not_who_answers_for_it(client):
    task, cast = a_running_task()
    said = {"office": cast.office, "person": cast.officer, "reason": ""}
    actions.assign(task=task, **said, by=cast.head, at=NOW)
    values = {"due_on": date(2027, 6, 30)}
    actions.change_plan(task=task, values=values, reason="QĐ mới.", by=cast.coordinator, at=NOW)

    outside, english = page(client, task), page(client, task, language="en")
    sign_in(client, cast.leader)
    inside = page(client, task)

    assert all(text in outside for text in ("70 %", "30/06/2027", "QĐ mới.", "31/12/2026"))
    assert "; no reported value has been accepted" in english
    assert (str(cast.officer) in outside, str(cast.officer) in inside) == (False, True)


def test_an_english_page_shows_what_was_translated_and_marks_what_was_not(client):
    english = {"indicator_en": "share of files", "unit": "tỷ lệ", "unit_en": "%"}
    task = a_task(**english, baseline_text="18,55%", published_status="đang làm", baseline=None)

    said = page(client, task, language="en")

    assert all(text in said for text in ("<dd>share of files</dd>", "70 %"))
    assert "tỷ lệ hồ sơ" not in said
    assert '<span lang="vi">đang làm</span>' in said


def test_a_task_leads_to_the_target_that_its_code_names_and_to_its_newest_value(client):
    unit, source, indicator = the_countries()["vnm"], a_source(), an_indicator("rnd")
    value = a_value(indicator, unit, 2025, 0.5, source)
    value.save()
    target = Target.objects.create(
        **{"key": "RD_SHARE", "unit": unit, "operator": "ge", "document": "NQ", "source": source},
        **{"name_vi": "Chi cho nghiên cứu", "name_en": "R&D", "indicator": indicator},
    )
    task, other = a_task(target_code="RD_SHARE"), a_task(target_code="KHAC", title_vi="Việc khác")

    of_task = page(client, task)
    back = reverse("resolution:of_target", args=[target.code])

    assert f'<a href="{reverse("observatory:goal", args=[target.code])}">' in of_task
    assert f'<a href="{reverse("observatory:value", args=[value.code])}">0,5' in of_task
    assert "<code>KHAC</code>" in page(client, other)
    assert f'<a href="{back}">' in client.get(reverse("observatory:goal", args=[target.code])).text
    served = shown(client, back)
    assert (str(task) in served, str(other) in served) == (True, False)


def test_a_page_of_staff_takes_no_more_queries(client):
    task, cast = a_running_task(target_code="RD")
    unit, source, indicator = the_countries()["vnm"], a_source(), an_indicator("rnd")
    a_value(indicator, unit, 2025, 0.5, source).save()
    Target.objects.create(
        **{"key": "RD", "unit": unit, "operator": "ge", "number": 2, "year": 2030},
        **{"name_vi": "Chi", "indicator": indicator, "source": source, "document": "NQ"},
    )
    said = {"by": cast.officer, "at": NOW}
    plan = [(date(2026, 12, 1), "Nghiệm thu")]
    actions.write_steps(task=task, steps=plan, reason="", **said)
    told = {"text": "Đã làm.", "value": 20, "is_final": True, "steps": task.plan_steps.all()}
    period = Period(date(2026, 7, 1), date(2026, 9, 30))
    actions.report(task=task, period=period, said=told, file=None, **said)
    problem = a_challenge(ProblemState.CATALOGUED)
    actions.link_problem(task=task, challenge=problem, reason="Cùng chỉ tiêu.", **said)
    for user in (cast.officer, cast.head, cast.coordinator):
        sign_in(client, user)
        change = reverse("resolution:change", args=[task.code])
        assert (change in page(client, task)) == (user == cast.coordinator)
        shown(client, reverse("resolution:list"))
        shown(client, f"{reverse('resolution:list')}?goal={task.goal.code}&state=running")


@pytest.mark.parametrize("name", ["take_up", "block", "change", "assign", "link", "drop"])
def test_no_act_is_open_to_the_public_or_another_office(client, name):
    task, _cast = a_running_task()
    url = reverse(f"resolution:{name}", args=[task.code])

    assert client.get(url).status_code == 302
    sign_in(client, a_user(Role.HEAD))
    assert client.get(url).status_code == 403
    assert client.post(url, {"reason": "x"}).status_code == 403


def test_an_officer_reports_a_block_and_what_was_typed_stays_where_it_is_refused(client):
    task, cast = a_running_task()
    sign_in(client, cast.officer)
    url = reverse("resolution:block", args=[task.code])

    refused = client.post(url, {"reason": "Chờ vốn.", "other": ""})
    done = client.post(url, {"reason": "Chờ vốn.", "other": "Bộ Tài chính"})

    assert (refused.status_code, "Chờ vốn." in refused.content.decode()) == (422, True)
    assert done.status_code == 302
    task.refresh_from_db()
    assert (task.state, task.blocked_with) == (TaskState.BLOCKED, "Bộ Tài chính")


def test_the_coordinator_writes_every_form_of_the_plan(client):
    task, cast = a_running_task()
    sign_in(client, cast.coordinator)

    def send(name, **said):
        return client.post(reverse(f"resolution:{name}", args=[task.code]), said).status_code

    plan = {"title_vi": task.title_vi, "target": "75,5", "due_on": "2026-12-31", "reason": "QĐ 5."}
    plan |= {"starts_on": "2026-01-01", "every_months": "3", "baseline": "18,55", "unit": "%"}
    assert send("change", **plan | {"reason": ""}) == 422
    assert send("change", **plan) == 302
    assert send("assign", office=cast.office.code, person=str(cast.officer.uuid)) == 302
    task.refresh_from_db()
    assert float(task.target) == 75.5
    assert task.owners.get(until_at=None).person == cast.officer


def test_a_linked_problem_shows_on_both_pages_to_whoever_sees_both(client):
    task, cast = a_running_task()
    seen, hidden = a_challenge(ProblemState.CATALOGUED), a_challenge(office=cast.office)
    sign_in(client, cast.officer)
    for problem in (seen, hidden):
        said = {"problem": f"/challenges/{problem.code}/", "reason": "Vì cùng chỉ tiêu."}
        client.post(reverse("resolution:link", args=[task.code]), said)
    tab = reverse("resolution:of_problem", args=[seen.code])

    inside = page(client, task)
    client.logout()
    outside = page(client, task)

    assert (hidden.title_vi in inside, hidden.title_vi in outside) == (True, False)
    assert hidden.code not in outside
    assert seen.title_vi in outside
    assert task.title_vi in shown(client, tab)
    assert [x["code"] for x in client.get(f"/api/v1/tasks/{task.code}").json()["problems"]] == [
        seen.code
    ]


def test_search_feed_and_api_tell_of_a_task(client):
    task = a_blocked_task()[0]
    spread([task], at=NOW)

    feed = client.get(reverse("resolution:feed", args=["vi"])).content.decode()
    listed = client.get("/api/v1/tasks?state=blocked").json()

    assert "Chờ ý kiến thẩm định." in feed
    assert [(one["code"], one["blocked_with"]) for one in listed["items"]] == [
        (task.code, str(task.blocked_office))
    ]
    assert SearchEntry.objects.filter(kind="task", code=task.code, public=True).exists()
    assert client.get("/api/v1/tasks/keine").status_code == 404
    assert Task.objects.count() == 1


def test_a_task_of_a_group_of_bodies_names_the_group_until_the_coordinator_names_its_lead(client):
    task = a_task(office=None, owner_printed="các sở, ngành")
    coordinator, office = a_user(Role.COORDINATOR), an_office()
    (item,) = items_for(coordinator, NOW)

    before = page(client, task, language="en")
    of_list = shown(client, reverse("resolution:list"), language="en")
    sign_in(client, coordinator)
    client.post(item.url, {"office": office.code})

    said = "các sở, ngành</span>: a group of bodies, whose lead is still to be named"
    assert (said in before, said in of_list) == (True, True)
    assert item.url == reverse("resolution:assign", args=[task.code])
    named = page(client, task)
    assert (str(office) in named, "các sở, ngành" in named) == (True, True)
