"""The pilot's pages from outside: what everybody reads, what stays inside, who may do what."""

import io
import re

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cauhien.accounts.states import Role
from cauhien.challenges.models import Challenge
from cauhien.challenges.states import State
from cauhien.pilots import actions
from cauhien.pilots.models import Measurement, MilestoneReport, Pilot
from tests.factories import NOW, a_user, sign_in
from tests.made_once import made_once
from tests.pilots.things import EVIDENCE, VALUES, a_council, a_pilot, a_plan, a_selected, a_value
from tests.review.things import MOST_QUERIES, queries_of

pytestmark = pytest.mark.django_db


def address(name, pilot, *args):
    return reverse(f"pilots:{name}", args=[pilot.challenge.code, *args])


def a_running():
    pilot, cast = a_pilot()
    a_value(pilot, cast)
    a_value(pilot, cast, "16.6", "16.0", "17.2", accepted=False)
    actions.report_milestone(
        milestone=pilot.milestones.get(number=1), evidence=EVIDENCE, by=cast.team, at=NOW
    )
    return pilot, cast


made, running = made_once(a_running)


def page(client, pilot, user=None):
    if user:
        sign_in(client, user)
    answer = client.get(address("pilot", pilot))
    assert answer.status_code == 200
    return answer.content.decode()


def test_everybody_reads_plan_milestones_and_accepted_values(client, running):
    shown = page(client, running[0])

    assert "15,1" in shown
    assert "Lắp thiết bị" in shown
    assert VALUES["stop_rule"] in shown


def test_what_is_not_accepted_evidence_and_payments_stay_inside(client, running):
    pilot, cast = running
    outside = page(client, pilot)
    stranger = page(client, pilot, a_user(Role.ENTERPRISE))
    client.logout()
    inside = page(client, pilot, cast.officer)

    assert "16,6" not in outside + stranger
    assert EVIDENCE.text not in outside + stranger
    assert "16,6" in inside
    assert EVIDENCE.text in inside


def test_how_a_value_was_answered_stands_beside_its_time_for_whoever_sees_inside(client, running):
    """A value sent again has the same time as the returned one: on a phone only this differs."""
    pilot, cast = running

    def times(user=None):
        shown = re.findall(r'<th scope="row">(.*?)</th>', page(client, pilot, user))
        return [[word for word in ("chờ trả lời", "đã chấp nhận") if word in one] for one in shown]

    assert times() == [[]]
    assert times(cast.team) == [["đã chấp nhận"], ["chờ trả lời"]]


def test_a_plan_that_is_not_frozen_is_seen_by_nobody_outside(client):
    pilot, cast = a_plan()
    Challenge.objects.filter(pk=pilot.challenge_id).update(is_public=True)

    assert VALUES["stop_rule"] not in page(client, pilot)
    assert VALUES["stop_rule"] in page(client, pilot, cast.team)


def test_the_silence_is_read_by_everybody(client, running):
    Pilot.objects.filter(pk=running[0].pk).update(due_on="2026-06-02")

    assert "Chưa có báo cáo" in page(client, running[0])


def test_the_page_asks_the_database_little_whoever_looks(client, running):
    pilot, cast = running
    url = address("pilot", pilot)
    people = {"public": None, "stranger": a_user(Role.ENTERPRISE)} | vars(cast)
    found = {("running", who): queries_of(client, url, user) for who, user in people.items()}
    found[("pay", "officer")] = queries_of(client, address("pay", pilot, 1), cast.officer)
    a_value(pilot, cast, "18.4", "18.1", "18.7")
    actions.sum_up(pilot=pilot, report="Đạt.", by=cast.officer, at=NOW)
    people["member"] = a_council(pilot.challenge)[1]
    found |= {("acceptance", who): queries_of(client, url, user) for who, user in people.items()}

    assert {look: count for look, count in found.items() if count > MOST_QUERIES} == {}


ACTS = {
    "edit": set(),
    "measure": {"team"},
    "sum_up": {"officer", "coordinator"},
    "stop": {"decision_maker"},
    "continue": set(),
    "vote": set(),
    "conclude": set(),
    "follow_up": set(),
    "begin": set(),
}


@pytest.mark.parametrize(
    "who", ["team", "officer", "head", "coordinator", "decision_maker", "auditor"]
)
@pytest.mark.parametrize("name", sorted(ACTS))
def test_each_act_of_a_running_pilot_is_open_to_its_actors_alone(client, running, name, who):
    pilot, cast = running
    sign_in(client, getattr(cast, who))

    answer = client.post(address(name, pilot))

    assert answer.status_code == (422 if who in ACTS[name] else 403)


def test_the_office_begins_the_plan_writes_and_freezes_it_by_pages(client):
    challenge, _initiative, cast = a_selected()
    sign_in(client, cast.head)
    start = reverse("pilots:start", args=[challenge.code])

    form = client.post(start, follow=True)
    given = {f"plan-{name}": str(value) for name, value in VALUES.items()}
    given |= {"plan-baseline": "14,2", "plan-contract_value": "900.000.000", "plan-revision": "0"}
    rows = {"TOTAL_FORMS": "1", "INITIAL_FORMS": "0", "0-title_vi": "Lắp", "0-due_on": "2026-08-01"}
    given |= {f"milestone-{name}": value for name, value in rows.items()}
    saved = client.post(form.redirect_chain[-1][0], given)
    pilot = Pilot.objects.get(challenge=challenge)
    begun = client.post(address("begin", pilot), {"sha256": actions.plan_content(pilot)[1]})

    assert (saved.status_code, begun.status_code) == (302, 302)
    assert Challenge.objects.get(pk=challenge.pk).state == State.PILOT


def test_bad_input_stands_beside_its_field_and_nothing_is_lost(client, running):
    pilot, cast = running
    sign_in(client, cast.team)

    answer = client.post(
        address("measure", pilot),
        {"from_on": "2026-07-01", "until_on": "2026-07-31", "value": "nhiều", "text": "Đo tay."},
    )

    assert answer.status_code == 422
    assert "Đo tay." in answer.content.decode()
    assert "value" in answer.context["form"].errors


def a_pdf():
    with pikepdf.new() as pdf, io.BytesIO() as out:
        pdf.add_blank_page()
        pdf.save(out)
        return out.getvalue()


def test_the_file_of_an_evidence_is_kept_and_sent_to_whoever_sees_inside(
    client, running, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    pilot, cast = running
    sign_in(client, cast.team)
    client.post(
        address("report", pilot, 2),
        {"text": "Xem tệp.", "file": SimpleUploadedFile("bien ban.pdf", a_pdf())},
    )
    report = MilestoneReport.objects.get(milestone__number=2)
    link = address("evidence", pilot, report.code)

    assert client.get(link).status_code == 200
    sign_in(client, a_user(Role.ENTERPRISE))
    assert client.get(link).status_code == 404
    client.logout()
    assert client.get(link).status_code in (302, 404)


def test_a_walk_from_month_one_to_the_accepted_result(client, running):
    """A14 without a browser: rejected once, accepted later, council, the result public."""
    pilot, cast = running
    value = Measurement.objects.get(answer="waiting")
    answer = address("answer_value", pilot, value.code)
    sign_in(client, cast.officer)
    client.post(answer, {"answer": "returned", "reason": "Thiếu số liệu gốc."})
    a_value(pilot, cast, "18.4", "18.1", "18.7")
    client.post(address("sum_up", pilot), {"report": "Đạt 18,4 km/h."})
    for member in a_council(pilot.challenge):
        sign_in(client, member)
        client.post(address("vote", pilot), {"choice": "met", "reason": "Số liệu đủ."})
    sign_in(client, cast.coordinator)
    client.post(address("conclude", pilot), {"outcome": "scaled", "conclusion": "Nhân rộng."})
    client.logout()

    shown = page(client, pilot)
    assert "18,4" in shown
    assert "Nhân rộng." in shown
    assert "16,6" not in shown
