"""Whoever is named for a task accepts the duty or declines it with a reason; silence goes up."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cauhien.core.items import items_for
from cauhien.core.models import AuditLine
from cauhien.notices.models import Notice
from cauhien.resolution import actions, rules
from cauhien.resolution.actions import ASKED, DUTY, ESCALATED, escalate_due
from cauhien.resolution.models import Ownership
from cauhien.resolution.queries import delays
from cauhien.resolution.states import DUTY_WAYS, Act, Delay, Duty
from tests.factories import NOW, sign_in
from tests.resolution.things import a_running_task

pytestmark = pytest.mark.django_db
REASON = "Đang phụ trách ba nhiệm vụ khác."


def a_named_task():
    """Return (task, Cast) whose officer the head has named."""
    task, cast = a_running_task()
    said = {"office": cast.office, "person": cast.officer, "reason": ""}
    actions.assign(task=task, **said, by=cast.head, at=NOW)
    return task, cast


def told(kind):
    return set(Notice.objects.filter(kind=kind).values_list("recipient", flat=True))


def duties_of(user):
    asked = [one for one in items_for(user, NOW) if one.url.endswith("/duty/")]
    return [(one.title, one.url, one.due > NOW) for one in asked]


def test_a_named_person_is_asked_in_notice_and_work_and_accepts_on_one_page(client):
    task, cast = a_named_task()
    url = reverse("resolution:duty", args=[task.code])
    asked = duties_of(cast.officer)
    sign_in(client, cast.head)
    barred = client.get(url).status_code
    sign_in(client, cast.officer)

    offered = url in client.get(reverse("resolution:task", args=[task.code])).text
    silent = client.post(url, {"reason": "x"})
    done = client.post(url, {"answer": Duty.ACCEPTED})

    assert (asked, barred, offered) == ([(str(task), url, True)], 403, True)
    assert (silent.status_code, "x</textarea>" in silent.text, done.status_code) == (422, True, 302)
    assert (told(ASKED), told(DUTY)) == ({cast.officer.pk}, {cast.head.pk})
    assert (duties_of(cast.officer), client.get(url).status_code) == ([], 403)
    assert client.get(f"/api/v1/tasks/{task.code}").json()["duty"] == Duty.ACCEPTED
    client.logout()
    outside = client.get(reverse("resolution:task", args=[task.code])).text
    assert ("đã nhận trách nhiệm" in outside, str(cast.officer) in outside) == (True, False)


def test_who_declines_says_why_and_the_office_has_it_with_nobody_named_again():
    task, cast = a_named_task()
    said = {"task": task, "answer": Duty.DECLINED, "by": cast.officer, "at": NOW}

    with pytest.raises(actions.CannotDo) as refusal:
        actions.answer_duty(**said, reason=" ")
    actions.answer_duty(**said, reason=REASON)

    owned = [(one.person, one.duty, one.answer, bool(one.until_at)) for one in task.owners.all()]
    assert refusal.value.field == "reason"
    assert owned[-2:] == [
        (cast.officer, Duty.DECLINED, REASON, True),
        (None, Duty.NOBODY, "", False),
    ]
    line = AuditLine.objects.get(chain=task.chain, act=Act.DECLINE_DUTY)
    assert (line.public, line.detail["reason"]) == (False, REASON)
    assert told(DUTY) == {cast.head.pk}


def test_the_table_of_duties_lets_nobody_else_answer_and_nobody_twice():
    task, cast = a_named_task()
    held = task.owners.get(until_at=None)
    people = (cast.officer, cast.head, cast.coordinator)

    for source in Duty:
        held.duty = source
        ways = {row.target for row in DUTY_WAYS if row.source == source}
        for target in Duty:
            may = [rules.duty_way(one, held, target) is not None for one in people]
            assert may == [target in ways, False, False]
    with pytest.raises(actions.CannotDo):
        actions.answer_duty(task=task, answer=Duty.ACCEPTED, reason="", by=cast.head, at=NOW)
    assert Ownership.objects.get(pk=held.pk).duty == Duty.ASKED


def test_who_names_themself_has_accepted():
    task, cast = a_running_task()
    said = {"office": cast.office, "person": cast.head, "reason": ""}

    held = actions.assign(task=task, **said, by=cast.head, at=NOW)

    assert (held.duty, held.answered_at, told(ASKED)) == (Duty.ACCEPTED, NOW, set())


def test_silence_of_who_is_named_goes_up_step_by_step_until_they_answer():
    task, cast = a_named_task()
    tell, steps = Notice.objects.filter(kind=ESCALATED).order_by("id"), []
    for days in (5, 8, 15, 29):
        escalate_due(at=NOW + timedelta(days=days))
        why = tell.filter(parameters__why=Delay.UNACCEPTED)
        steps.append(list(why.values_list("recipient", flat=True)))
    actions.answer_duty(
        task=task, answer=Duty.ACCEPTED, reason="", by=cast.officer, at=NOW + timedelta(days=30)
    )

    up = [cast.head.pk, cast.coordinator.pk, cast.leader.pk]
    assert steps == [[], up[:1], up[:2], up]
    assert Delay.UNACCEPTED not in [one.why for one in delays((NOW + timedelta(days=31)).date())]
