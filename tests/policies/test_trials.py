"""Trials under supervision: applied for, decided by somebody else, watched, ended."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from cauhien.accounts.states import Role
from cauhien.core.items import items_for
from cauhien.core.subjects import hidden_codes
from cauhien.notices.models import Notice
from cauhien.policies import actions
from cauhien.policies.states import Act, Effect, TrialState
from tests.factories import NOW, a_user, acts, sign_in
from tests.policies.things import a_trial

pytestmark = pytest.mark.django_db
DOCUMENT = {"document_number": "12/QĐ-UBND", "document_on": date(2026, 11, 24)}
RUNNING = NOW + timedelta(days=60)


@pytest.fixture
def decider():
    return a_user(Role.DECISION_MAKER)


@pytest.fixture
def coordinator():
    return a_user(Role.COORDINATOR)


def admitted(decider, **fields):
    return actions.advance(thing=a_trial(**fields), act=Act.ADMIT, by=decider, at=NOW, **DOCUMENT)


def test_an_application_is_seen_by_who_applied_and_who_decides_alone(client, decider, coordinator):
    applicant = a_user()
    trial = a_trial(by=applicant)
    page = reverse("policies:trial", args=[trial.code])

    assert client.get(page).status_code == 404
    assert trial.title not in client.get(reverse("policies:trials")).content.decode()
    seen = (applicant, decider, coordinator, a_user(Role.AUDITOR))
    assert [hidden_codes("trial", [trial.code], user) for user in seen] == [set()] * 4
    hidden = (a_user(), a_user(Role.OFFICER), a_user(Role.ENTERPRISE))
    assert [bool(hidden_codes("trial", [trial.code], user)) for user in hidden] == [True] * 3
    assert [one.code for one in items_for(decider, NOW)] == [trial.code]


def test_what_is_returned_is_corrected_and_sent_again(coordinator):
    trial = a_trial()
    returned = actions.advance(
        thing=trial, act=Act.RETURN, by=coordinator, at=NOW, reason="Thiếu bảo hiểm."
    )
    written = {
        "title": "Hai xe tự hành",
        "from_on": date(2026, 12, 1),
        "until_on": date(2027, 1, 1),
    }
    with pytest.raises(actions.CannotDo):
        actions.correct_trial(trial=returned, written=written, by=coordinator, at=NOW)
    again = actions.correct_trial(trial=returned, written=written, by=trial.sent_by, at=NOW)

    assert (again.state, again.title, again.reason) == (TrialState.SENT, "Hai xe tự hành", "")


def test_nobody_decides_on_their_own_application():
    both = a_user(Role.DECISION_MAKER)
    trial = a_trial(by=both)

    with pytest.raises(actions.CannotDo):
        actions.advance(thing=trial, act=Act.ADMIT, by=both, at=NOW, **DOCUMENT)


def test_a_trial_is_admitted_watched_and_ended_in_public(client, decider, coordinator):
    trial = admitted(decider)
    page = reverse("policies:trial", args=[trial.code])
    seen = {"trial": trial, "seen_on": date(2026, 12, 9), "text": "Không va chạm."}
    seen |= {"is_incident": False, "by": coordinator, "at": RUNNING}
    end = {"thing": trial, "act": Act.END_TRIAL, "by": coordinator, "at": RUNNING}
    with pytest.raises(actions.CannotDo):  # nothing was reported as yet
        actions.advance(**end, reason="Xong.", effect=Effect.EFFECTIVE)
    with pytest.raises(actions.CannotDo) as refusal:
        actions.report_on_trial(**seen | {"seen_on": NOW.date()})
    assert refusal.value.field == "seen_on"
    actions.report_on_trial(**seen)
    ended = actions.advance(**end, reason="Giao 900 lượt.", effect=Effect.EFFECTIVE)

    assert (ended.state, ended.effect, ended.ended_at) == (TrialState.ENDED, "effective", RUNNING)
    body = client.get(page).content.decode()
    for said in ("Không va chạm.", "Giao 900 lượt.", "12/QĐ-UBND", "Mỗi tuần một lần."):
        assert said in body
    assert acts(trial) == ["trial_apply", "trial_admit", "trial_supervise", "trial_end"]


def test_whoever_tries_something_reports_an_incident_and_it_waits_for_the_supervision(
    client, decider, coordinator
):
    trial = admitted(decider)
    seen = {"trial": trial, "seen_on": date(2026, 12, 9), "text": "Xe chạm rào.", "at": RUNNING}
    coordinator.day = a_while = date(2026, 12, 10)
    assert items_for(coordinator, day_at(a_while)) == []

    actions.report_on_trial(**seen, is_incident=True, by=trial.sent_by)

    waiting = [one.to_do for one in items_for(coordinator, day_at(a_while))]
    assert waiting == ["Xem xét sự cố của một thử nghiệm"]
    told = Notice.objects.filter(recipient=coordinator).values_list("parameters__act", flat=True)
    assert list(told.order_by("pk")) == ["trial_apply", "trial_report"]
    with pytest.raises(actions.CannotDo):  # the supervision itself has reported nothing
        actions.advance(
            thing=trial, act=Act.END_TRIAL, by=coordinator, at=RUNNING, reason="x", effect="unclear"
        )
    html = client.get(reverse("policies:trial", args=[trial.code])).content.decode()
    assert [one for one in ("Xe chạm rào.", "sự cố", "bên thử nghiệm") if one not in html] == []
    with pytest.raises(actions.CannotDo):
        actions.report_on_trial(**seen, is_incident=False, by=a_user(Role.EXPERT))


def test_how_a_trial_that_was_stopped_is_wound_up_is_reported(client, decider, coordinator):
    trial = admitted(decider)
    stop = {"act": Act.STOP, "by": coordinator, "at": RUNNING, "reason": "Xe không an toàn."}
    stopped = actions.advance(thing=trial, **stop)
    seen = {"seen_on": date(2026, 12, 9), "is_incident": False, "at": RUNNING}

    for by, text in ((trial.sent_by, "Đã dừng hai xe."), (coordinator, "Đã kiểm tra bãi xe.")):
        actions.report_on_trial(trial=stopped, text=text, by=by, **seen)

    html = client.get(reverse("policies:trial", args=[trial.code])).content.decode()
    shown = ("Đã dừng hai xe.", "Đã kiểm tra bãi xe.", "Xe không an toàn.", "Lý do dừng")
    assert [one for one in shown if one not in html] == []


def test_a_report_of_the_supervision_is_due_so_many_days_after_the_last(decider, coordinator):
    trial = admitted(decider, report_every=14)
    seen = {"trial": trial, "text": "Không va chạm.", "is_incident": False, "by": coordinator}
    actions.report_on_trial(**seen, seen_on=date(2026, 12, 20), at=RUNNING)

    due = []
    for day in (date(2027, 1, 2), date(2027, 1, 3), date(2027, 7, 1)):
        coordinator.day = day
        due.append([one.url for one in items_for(coordinator, day_at(day))])
    pages = [reverse(f"policies:{name}", args=[trial.code]) for name in ("supervise", "trial")]
    assert due == [[], pages[:1], pages[1:]]


def day_at(day):
    return datetime(day.year, day.month, day.day, 3, tzinfo=UTC)


def test_an_application_that_ends_before_it_begins_is_refused_beside_its_field(client):
    sign_in(client, a_user())
    fields = ("title", "applicant", "scope", "set_aside", "risks", "supervision", "exit_plan")
    sent = dict.fromkeys(fields, "Có.") | {"report_every": "30"}
    sent |= {"from_on": "2099-02-01", "until_on": "2099-01-01"}
    wrong = client.post(reverse("policies:apply"), sent)
    right = client.post(reverse("policies:apply"), sent | {"until_on": "2099-06-01"}, follow=True)

    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["until_on"])
    assert right.context["trial"].state == TrialState.SENT
    assert right.status_code == 200


def test_a_running_trial_past_its_time_waits_for_the_coordinator(decider, coordinator):
    trial = admitted(decider)
    late = NOW + timedelta(days=400)
    coordinator.day = late.date()

    assert [one.code for one in items_for(coordinator, late)] == [trial.code]
