"""A task moves by the one table: who may, what must hold, who is told, what is logged."""

from datetime import date

import pytest

from cauhien.accounts.states import Role
from cauhien.challenges.states import State as ProblemState
from cauhien.core.models import AuditLine
from cauhien.notices.models import Notice
from cauhien.resolution import actions, rules
from cauhien.resolution.models import Task
from cauhien.resolution.states import TRANSITIONS, Act, Every, TaskState, transitions
from tests.factories import NOW, a_challenge, a_user, an_office
from tests.resolution.things import Cast, a_blocked_task, a_running_task, a_task

pytestmark = pytest.mark.django_db
PERIOD = {"starts_on": date(2026, 12, 1), "every_months": Every.QUARTER}


def acts(task):
    lines = AuditLine.objects.filter(chain=task.chain).order_by("number")
    return list(lines.values_list("act", flat=True))


def told():
    return set(Notice.objects.values_list("kind", "recipient"))


def test_every_row_is_found_by_who_may_and_by_nobody_else():
    office = an_office()
    cast = Cast(office)
    people = {
        "coordinator": cast.coordinator,
        "own_head": cast.head,
        "own_staff": cast.officer,
        "stranger": a_user(Role.OFFICER),
    }
    for source, target in {(row.source, row.target) for row in TRANSITIONS if row.source}:
        task = Task(office=office, state=source, code="x")
        named = {str(row.actor) for row in transitions(source, target)}
        named |= {"own_head" for _ in named & {"own_staff"}}  # a head is staff too

        assert {who for who in people if rules.way_for(people[who], task, target)} == named


def test_a_listed_task_is_taken_up_with_its_period_and_the_office_is_told():
    task = a_task()
    cast = Cast(task.office)

    actions.take_up(task=task, **PERIOD, by=cast.coordinator, at=NOW)

    task.refresh_from_db()
    assert (task.state, task.starts_on, task.every_months) == (
        TaskState.RUNNING,
        date(2026, 12, 1),
        3,
    )
    assert acts(task) == [Act.TAKE_UP]
    assert told() == {(actions.STEP, cast.officer.pk), (actions.STEP, cast.head.pk)}


def test_a_task_without_an_office_or_a_period_is_not_taken_up():
    nobodys, somebodys = a_task(office=None), a_task()
    coordinator = a_user(Role.COORDINATOR)

    with pytest.raises(actions.CannotDo):
        actions.take_up(task=nobodys, **PERIOD, by=coordinator, at=NOW)
    with pytest.raises(actions.CannotDo) as refusal:
        actions.take_up(task=somebodys, starts_on=None, every_months=None, by=coordinator, at=NOW)
    assert refusal.value.field == "starts_on"
    assert acts(nobodys) + acts(somebodys) == []


def test_a_block_names_with_whom_and_tells_them_until_it_is_cleared():
    task, cast, other = a_blocked_task()
    there = a_user(Role.HEAD, office=other)

    assert (task.state, task.blocked_office) == (TaskState.BLOCKED, other)
    actions.unblock(task=task, reason="Đã có ý kiến.", by=cast.officer, at=NOW)

    task.refresh_from_db()
    assert (task.state, task.blocked_by, task.blocked_office) == (TaskState.RUNNING, "", None)
    assert (actions.STEP, there.pk) in told()
    assert AuditLine.objects.get(chain=task.chain, act=Act.BLOCK).detail["with"] == str(other)


@pytest.mark.parametrize("field", ["reason", "office"])
def test_a_block_says_what_and_with_whom(field):
    task, cast = a_running_task()
    said = {"reason": "Chờ thẩm định.", "office": an_office(), "other": ""}
    said[field] = "" if field == "reason" else None

    with pytest.raises(actions.CannotDo) as refusal:
        actions.block(task=task, **said, by=cast.officer, at=NOW)

    assert (refusal.value.field, acts(task)) == (field, [])


def test_a_task_is_not_ended_without_an_accepted_final_report_but_given_up_with_a_reason():
    task, cast = a_running_task()

    with pytest.raises(actions.CannotDo):
        actions.finish(task=task, by=cast.coordinator, at=NOW)
    with pytest.raises(actions.CannotDo):
        actions.drop(task=task, reason=" ", by=cast.coordinator, at=NOW)
    actions.drop(task=task, reason="Thay bằng kế hoạch mới.", by=cast.coordinator, at=NOW)
    actions.reopen(task=task, reason="Kế hoạch mới bị hoãn.", by=cast.coordinator, at=NOW)

    assert acts(task) == [Act.DROP, Act.REOPEN]
    assert (actions.STEP, cast.leader.pk) in told()


def test_each_change_of_target_or_deadline_is_logged_with_both_values_and_its_reason():
    task, cast = a_running_task()
    values = {"due_on": date(2027, 6, 30), "target": task.target, "unit": "%"}

    with pytest.raises(actions.CannotDo) as refusal:
        actions.change_plan(task=task, values=values, reason="", by=cast.coordinator, at=NOW)
    actions.change_plan(task=task, values=values, reason="QĐ mới.", by=cast.coordinator, at=NOW)

    line = AuditLine.objects.get(chain=task.chain)
    assert refusal.value.field == "reason"
    assert (line.act, line.public) == (Act.CHANGE, True)
    assert line.detail == {
        "reason": "QĐ mới.",
        "changes": {"due_on": ["2026-12-31", "2027-06-30"]},
    }


def test_the_owner_has_a_history_and_only_the_coordinator_gives_it_to_another_office():
    task, cast = a_running_task()
    other = an_office()
    said = {"person": None, "reason": "Sắp xếp lại.", "at": NOW}

    actions.assign(task=task, **said | {"person": cast.officer}, office=cast.office, by=cast.head)
    with pytest.raises(actions.CannotDo):
        actions.assign(task=task, **said, office=other, by=cast.head)
    actions.assign(task=task, **said, office=other, by=cast.coordinator)

    task.refresh_from_db()
    history = [(one.office, one.person, bool(one.until_at)) for one in task.owners.all()]
    assert task.office == other
    assert history == [
        (cast.office, None, True),
        (cast.office, cast.officer, True),
        (other, None, False),
    ]


def test_a_problem_is_linked_once_with_its_reason_and_never_an_invented_one():
    task, cast = a_running_task()
    problem = a_challenge(ProblemState.CATALOGUED)
    invented = a_challenge(ProblemState.OPEN, is_public=True, is_illustration=True)
    said = {"task": task, "reason": "Cùng chỉ tiêu.", "by": cast.officer, "at": NOW}

    link = actions.link_problem(challenge=problem, **said)
    for wrong in (problem, invented):
        with pytest.raises(actions.CannotDo):
            actions.link_problem(challenge=wrong, **said)
    actions.unlink_problem(link=link, reason="Gắn nhầm.", by=cast.coordinator, at=NOW)

    assert (task.problems.count(), acts(task)) == (0, [Act.LINK, Act.UNLINK])
