"""Who sees what of a task of a resolution: page, API, search, count, feed and export, as data."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction

from cauhien.accounts.states import Role
from cauhien.challenges.states import State
from cauhien.resolution import actions
from cauhien.resolution.states import Answer, period_before
from tests.core.test_inspecting import an_xlsx
from tests.factories import NOW, TODAY, a_challenge, a_user
from tests.resolution.things import a_running_task
from tests.visibility.cases import Shown
from tests.visibility.places import at, shows
from tests.visibility.tables import hide_elsewhere, rows_of, stand_on_the_page

pytestmark = pytest.mark.django_db
ROLES = (
    *("public", "enterprise", "expert", "another office", "officer", "head"),
    *("coordinator", "secretary", "decision-maker", "leader", "auditor"),
)
TABLE = """
                                  pub ent exp ano off hea coo sec dec lea aud
plan, block, reasons of changes    ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●
a report that was accepted         ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●
a report that waits                ○   ○   ○   ○   ●   ●   ●   ○   ●   ●   ●
the file of a report               ○   ○   ○   ○   ●   ●   ●   ○   ●   ●   ●
who answers for it                 ○   ○   ○   ○   ●   ●   ●   ○   ●   ●   ●
to whom its delay was passed on    ○   ○   ○   ○   ●   ●   ●   ○   ●   ●   ●
a draft of a problem serving it     ○   ○   ○   ○   ●   ●   ○   ○   ○   ○   ○
"""
ROWS = rows_of(TABLE, ROLES)
TASK = "/tasks/{code}/"
API, FEED, PLAN = "/api/v1/tasks/{code}", "/feeds/tasks.vi.atom", "/tasks/plan.xlsx"
TOLD = {
    "page": (TASK, "/tasks/"),
    "API": (API,),
    "search": ("/api/v1/search?limit=100",),
    "count": ("/api/v1/tasks?limit=1",),
    "feed": (FEED,),
    "export": (PLAN,),
}
PLACES = {
    "plan, block, reasons of changes": {
        "page": at(TASK, words="Quyết định mới."),
        "API": at(API, words="Quyết định mới."),
        "search": at("/api/v1/search?q={title}", words="{code}"),
        "count": at("/api/v1/tasks", words='"count": 1'),
        "feed": at(FEED, words="Quyết định mới."),
        "export": at(PLAN, words="{title}"),
    },
    "a report that was accepted": {
        "page": at(TASK, words="Đã nối mạng."),
        "API": at(API, words="Đã nối mạng."),
    },
    "a report that waits": {"page": at(TASK, words="Còn hai phường.")},
    "the file of a report": {
        "page": at(TASK, words="bang-chung.xlsx"),
        "export": at(f"{TASK}reports/{{report}}/file/", words="evidence-1"),
    },
    "who answers for it": {"page": at(TASK, words="{person}")},
    "to whom its delay was passed on": {"page": at(TASK, words="áo cấp trên")},
    "a draft of a problem serving it": {
        "page": at(TASK, words="{problem}"),
        "API": at(API, words="{problem}"),
    },
}
hide_elsewhere(PLACES, TOLD)


@pytest.fixture(scope="module")
def cases(django_db_setup, django_db_blocker):
    """Yield the one task, made once, and take it back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = a_task_with_all()
        connection.check_constraints()
        yield {"task": made}
        transaction.set_rollback(True)


def a_task_with_all():
    """Return a task with two reports, one of them accepted, a change, a delay and a problem."""
    task, cast = a_running_task(starts_on=date(2025, 1, 1), title_vi="Hồ sơ trực tuyến")
    newest = period_before(TODAY, task.every_months)
    before = period_before(newest.from_on, task.every_months)
    by_head, by_coordinator = ({"by": one, "at": NOW} for one in (cast.head, cast.coordinator))
    actions.assign(task=task, office=cast.office, person=cast.officer, reason="", **by_head)
    values = {"target": Decimal(80)}
    actions.change_plan(task=task, values=values, reason="Quyết định mới.", **by_coordinator)
    sent = [
        actions.report(
            task=task,
            period=period,
            said={"text": text, "value": None, "is_final": False},
            file=file,
            by=cast.officer,
            at=NOW,
        )
        for period, text, file in (
            (before, "Đã nối mạng.", ("bang-chung.xlsx", an_xlsx("evidence-1"))),
            (newest, "Còn hai phường.", None),
        )
    ]
    actions.answer_report(report=sent[0], answer=Answer.ACCEPTED, reason="", **by_coordinator)
    problem = a_challenge(State.DRAFT, office=cast.office, title_vi="Bài toán còn dự thảo")
    actions.link_problem(task=task, challenge=problem, reason="Phục vụ.", **by_head)
    actions.change_plan(
        task=task, values={"due_on": date(2026, 1, 1)}, reason="Rút hạn.", **by_coordinator
    )
    actions.escalate_due(at=NOW)
    people = {
        "public": AnonymousUser(),
        "enterprise": a_user(Role.ENTERPRISE),
        "expert": a_user(Role.EXPERT),
        "another office": a_user(Role.OFFICER),
        **{name: getattr(cast, name) for name in ("officer", "head", "coordinator", "leader")},
        "secretary": a_user(Role.SECRETARY),
        "decision-maker": a_user(Role.DECISION_MAKER),
        "auditor": a_user(Role.AUDITOR),
    }
    said = {"person": str(cast.officer), "report": sent[0].code, "problem": problem.title_vi}
    return Shown(task, people, said)


def test_the_page_on_who_sees_what_says_the_same_of_tasks():
    assert PLACES.keys() == ROWS.keys()
    assert stand_on_the_page(ROWS)


@pytest.mark.parametrize("kind", TOLD)
@pytest.mark.parametrize("thing", ROWS)
def test_a_task_is_shown_to_whom_the_matrix_says_and_to_nobody_else(cases, ask, thing, kind):
    place, case = PLACES[thing][kind], cases["task"]

    shown = {role: shows(place, case, partial(ask, "task", role)) for role in ROLES}

    assert shown == {role: sees and not place.never for role, sees in ROWS[thing].items()}
