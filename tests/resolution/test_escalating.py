"""Delays are passed on step by step, once each, only to whom they concern, while they last."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from cauhien.accounts.states import Role
from cauhien.core.items import items_for
from cauhien.notices.actions.mailing import mail_digest, prepare
from cauhien.notices.models import Notice
from cauhien.resolution import actions
from cauhien.resolution.actions import ASSIGNED, ESCALATED, escalate_due, tell_owners
from cauhien.resolution.models import Task
from cauhien.resolution.queries import delays
from cauhien.resolution.states import Delay, Period
from tests.factories import NOW, a_user, an_office
from tests.resolution.things import Cast, a_blocked_task, a_running_task, a_task

pytestmark = pytest.mark.django_db


def on(day):
    return datetime(day.year, day.month, day.day, 3, tzinfo=UTC)


def told():
    rows = Notice.objects.filter(kind=ESCALATED).order_by("id")
    return [(one.recipient_id, one.parameters["why"]) for one in rows]


def test_silence_goes_to_the_head_then_the_coordinator_then_the_leaders_once_each():
    task, cast = a_running_task(starts_on=date(2026, 7, 1))
    a_user(Role.HEAD)  # of another office: it is not theirs to hear

    steps = []
    for day in (date(2026, 10, 14), date(2026, 10, 15), date(2026, 10, 22), date(2026, 11, 5)):
        before = len(told())
        escalate_due(at=on(day))
        escalate_due(at=on(day))
        steps.append(told()[before:])

    assert steps == [
        [],
        [(cast.head.pk, "silent")],
        [(cast.coordinator.pk, "silent")],
        [(cast.leader.pk, "silent")],
    ]
    assert task.escalations.count() == 3


def test_a_task_that_no_office_took_up_goes_up_step_by_step_but_is_late_in_no_other_way():
    task = a_task(due_on=date(2020, 1, 1), state_at=on(date(2026, 9, 1)))
    orphan = a_task(title_vi="Không chủ", office=None, state_at=on(date(2026, 9, 1)))
    cast = Cast(task.office)
    tell_owners(at=on(date(2026, 9, 1)))

    steps = []
    for day in (date(2026, 9, 16), date(2026, 9, 17), date(2026, 9, 24), date(2026, 10, 8)):
        before = len(told())
        escalate_due(at=on(day))
        steps.append(told()[before:])

    coordinator, leader = (cast.coordinator.pk, "untaken"), (cast.leader.pk, "untaken")
    assert steps == [[], [(cast.head.pk, "untaken")], [coordinator] * 2, [leader] * 2]
    assert (task.escalations.count(), orphan.escalations.count()) == (3, 3)


def test_a_head_is_told_of_few_tasks_a_week_those_due_first_and_the_days_count_from_then():
    office, begin = an_office(), date(2026, 9, 1)
    for number in range(7):
        due = date(2026, 12, 31 - number) if number else None
        a_task(office=office, title_vi=f"Việc {number}", due_on=due, state_at=on(begin))
    nobodys = a_task(title_vi="Chưa có thủ trưởng")

    def told_of(day):
        tell_owners(at=on(day))
        rows = Task.objects.filter(told_at=on(day)).order_by("due_on")
        return [(one.title_vi[-1], one.take_up_by) for one in rows]

    early = told_of(begin)
    cast = Cast(office)
    coordinators = items_for(cast.coordinator, on(begin))
    weeks = [told_of(date(2026, 9, day)) for day in (7, 8, 14, 15)]

    by, later = date(2026, 9, 21), date(2026, 9, 28)
    assert early == []
    assert weeks == [[(n, by) for n in "65432"], [], [("1", later), ("0", later)], []]
    assert Notice.objects.filter(kind=ASSIGNED, recipient=cast.head).count() == 7
    assert [one.title for one in coordinators] == ["1 nhiệm vụ của các đơn vị chưa có thủ trưởng"]
    assert {late.task.title_vi[-1] for late in delays(date(2026, 9, 22))} == {*"65432"}
    nobodys.refresh_from_db()
    assert nobodys.take_up_by is None


def test_a_task_in_work_without_somebody_who_answers_for_it_is_late_until_one_is_named():
    task, cast = a_running_task(starts_on=date(2026, 11, 2))
    day = NOW.date() + timedelta(days=16)

    before = [late.why for late in delays(day)]
    said = {"office": cast.office, "person": cast.officer, "reason": ""}
    actions.assign(task=task, **said, by=cast.head, at=on(day))

    assert (before, list(delays(day))) == ([Delay.NOBODY], [])


def test_a_long_block_goes_to_the_office_that_blocks_and_an_unanswered_report_to_the_coordinator():
    task, _cast, other = a_blocked_task(starts_on=date(2026, 11, 1))
    there = a_user(Role.HEAD, office=other)
    plain, cast = a_running_task(starts_on=date(2026, 9, 1))
    said = {"text": "Đã làm.", "value": Decimal(20), "is_final": False}
    period = Period(date(2026, 7, 1), date(2026, 9, 30))
    actions.report(task=plain, period=period, said=said, file=None, by=cast.officer, at=NOW)

    escalate_due(at=NOW + timedelta(days=16))

    assert (there.pk, "blocked") in told()
    assert (cast.coordinator.pk, "unanswered") in told()
    assert (there.pk, "unanswered") not in told()
    assert Task.objects.count() == 2
    assert task.escalations.filter(why="blocked").exists()


def test_what_is_late_no_more_is_not_mailed():
    task, cast = a_running_task(due_on=date(2026, 11, 1), starts_on=date(2026, 10, 20))
    escalate_due(at=NOW)
    mail = mail_digest(user=cast.head, at=NOW)
    values = {"due_on": date(2027, 6, 30)}
    said = prepare(mail=mail.code, at=NOW)
    actions.change_plan(task=task, values=values, reason="QĐ mới.", by=cast.coordinator, at=NOW)

    assert "quá thời hạn" in said.text
    assert prepare(mail=mail.code, at=NOW) is None
