"""What follows when a council wants a task given out directly: one is named, and it alone sends."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from cauhien.accounts.models import Grant
from cauhien.accounts.states import Role
from cauhien.challenges import actions
from cauhien.challenges.actions.initiative.team import (
    CannotChangeTeam,
    Declaration,
    change_role,
    join_team,
)
from cauhien.challenges.models import DirectAssignment, Initiative, Member
from cauhien.challenges.queries import assignment_of
from cauhien.challenges.rules.initiative import Sight, may_start, may_submit, sight
from cauhien.challenges.states import InitiativeState, State
from cauhien.core.items import items_for
from cauhien.core.models import AuditLine
from cauhien.documents.models import Document
from cauhien.notices.actions import signed_link
from cauhien.notices.models import Link, Notice
from tests.challenges.assigned import (
    LAW,
    LEAD,
    SAID,
    WHY,
    a_direct_call,
    assign,
    publish,
    with_a_lead,
)
from tests.factories import (
    NOW,
    TODAY,
    a_task,
    a_user,
    acts,
    an_organisation,
    sign_in,
)
from tests.made_once import made_once

pytestmark = pytest.mark.django_db
made, call = made_once(a_direct_call)


def test_the_decision_maker_signs_on_a_page_and_everybody_reads_it_once_it_is_published(
    client, call
):
    url, page = (
        reverse(f"challenges:call{to}", args=[call.challenge.code]) for to in ("_assign", "")
    )
    assert url in [item.url for item in items_for(call.decider, NOW)]
    sign_in(client, call.decider)
    assert LAW["legal_basis_vi"] in client.get(url).content.decode()
    told = SAID | {"organisation": "Viện Đo lường Giao thông", "sha256": call.sha256}

    without = client.post(url, told | {"reason_vi": ""})
    answer = client.post(url, told)

    assert (without.status_code, answer.status_code) == (422, 302)
    assert url not in [item.url for item in items_for(call.decider, NOW)]
    assert WHY in client.get(page).content.decode()
    client.logout()
    document = Document.objects.get(subject_code=call.challenge.code)
    paper = reverse("documents:detail", args=[document.code])
    assert [client.get(one).status_code for one in (page, paper)] == [404, 404]
    publish(call)
    shown = client.get(page).content.decode()
    assert all(word in shown for word in (WHY, "Viện Đo lường Giao thông", "Chỉ một tổ chức"))
    task = client.get(f"/api/v1/challenges/{call.challenge.code}/task").json()
    assert task["assignment"]["organisation"]["name"] == "Viện Đo lường Giao thông"
    assert all(word in str(document.content) for word in (WHY, "Viện Đo lường Giao thông"))
    assert client.get(paper).status_code == 200


def test_it_stands_in_the_log_and_whoever_is_named_is_told_when_it_is_published(call):
    named = assign(call)
    assert not Notice.objects.filter(kind="challenges.assigned").exists()

    publish(call)

    line = AuditLine.objects.get(chain=call.challenge.chain, act="assign")
    assert (line.detail["basis"], line.detail["reason"]) == (call.sha256, WHY)
    assert (named.ground_vi, named.legal_basis_vi) == ("Chỉ một tổ chức", LAW["legal_basis_vi"])
    told = Notice.objects.filter(kind="challenges.assigned")
    assert [notice.recipient for notice in told] == [call.named]


def test_the_call_is_not_published_before_an_organisation_is_named(client, call):
    with pytest.raises(actions.CannotMove):
        publish(call)
    sign_in(client, call.coordinator)
    page = client.get(reverse("challenges:call", args=[call.challenge.code])).content.decode()
    assert "Chờ giao trực tiếp" in page
    assert reverse("challenges:call_publish", args=[call.challenge.code]) not in page


@pytest.mark.usefixtures("clock")
def test_whoever_is_named_alone_begins_a_file(client, call):
    assign(call)
    problem = publish(call)
    page = client.get(reverse("challenges:call", args=[problem.code])).content.decode()
    assert ("chỉ tổ chức được nêu tên" in page, "Bắt đầu" in page) == (True, False)

    assert may_start(call.named, problem, NOW)
    assert not may_start(call.other, problem, NOW)
    assert not may_start(a_user(Role.EXPERT), problem, NOW)


def test_nobody_else_names_it_and_nobody_names_a_firm_of_their_own(call):
    Grant.objects.create(
        user=call.decider,
        role=Role.ENTERPRISE,
        organisation=call.other.organisation,
        starts_on=TODAY,
        given_at=NOW,
    )
    stranger = an_organisation("Tổ chức không ai đại diện")
    decider = a_user(Role.DECISION_MAKER, day=TODAY)

    for wrong in (
        {"by": call.coordinator},
        {"by": call.decider},
        {"by": decider, "organisation": stranger},
        {"by": decider, "organisation": stranger, "lead_name": "Trưởng nhóm"},
        {"by": decider, "ground": "other"},
        {"by": decider, "reason_vi": " "},
    ):
        with pytest.raises(actions.CannotMove):
            assign(call, **wrong)
    assert not DirectAssignment.objects.exists()
    assert acts(call.challenge) == []


def test_without_a_conclusion_on_direct_assignment_nobody_is_named(call):
    a_task(call.challenge, way="competition")

    with pytest.raises(actions.CannotMove):
        assign(call)
    assert publish(call).state == State.OPEN


def test_it_ends_where_the_call_is_opened_again_and_another_one_takes_its_place(call):
    first = assign(call)
    second = assign(call, organisation=call.other.organisation)
    assert assignment_of(call.challenge) == second

    said = {"by": call.coordinator, "at": NOW, "reason": "Sửa tiêu chí."}
    actions.revise_call(challenge=call.challenge, **said)

    assert assignment_of(call.challenge) is None
    first.refresh_from_db()
    assert first.ended_at == NOW


def test_where_nobody_acts_for_it_the_form_asks_who_leads_the_file(client, call):
    an_organisation("Trường Đại học không ai đại diện")
    url = reverse("challenges:call_assign", args=[call.challenge.code])
    sign_in(client, call.decider)
    said = SAID | {"organisation": "truong dai hoc khong ai dai dien", "sha256": call.sha256}

    without = client.post(url, said)
    half = client.post(url, said | {"lead_name": "Trưởng nhóm"})
    whole = client.post(url, said | LEAD)

    assert [one.status_code for one in (without, half, whole)] == [422, 422, 302]
    assert set(without.context["form"].errors) == {"lead_name", "lead_email"}
    assert set(half.context["form"].errors) == {"lead_email"}
    assert DirectAssignment.objects.get().lead_email == LEAD["lead_email"]


def waiting_for(user):
    """Return where what waits for a user leads to, without when and how it was signed."""
    return [item.url.split(":")[0] for item in items_for(user, NOW)]


def test_the_lead_is_invited_at_publishing_and_the_case_waits_for_them(client, call):
    assert not Link.objects.filter(address=LEAD["lead_email"]).exists()
    problem = with_a_lead(call)
    lead = a_user(email=LEAD["lead_email"], day=TODAY)
    page, again = (reverse(f"challenges:call{to}", args=[problem.code]) for to in ("", "_lead"))
    told = "Hồ sơ đang chờ trưởng nhóm"

    assert told not in client.get(page).content.decode()
    assert not may_start(call.named, problem, NOW)
    assert again in [item.url for item in items_for(call.decider, NOW)]
    path = urlsplit(signed_link(Link.objects.get(address=LEAD["lead_email"]))).path
    assert path.split(":")[0] in waiting_for(lead)  # signed anew at each look
    sign_in(client, call.coordinator)
    assert told in client.get(page).content.decode()
    assert client.get(again).status_code == 403

    place = join(lead, path)

    assert (place.role, place.organisation) == ("lead", call.university)
    assert may_submit(lead, place.initiative, NOW)
    assert told not in client.get(page).content.decode()
    assert [items_for(one, NOW) for one in (call.decider,)] == [[]]
    assert path.split(":")[0] not in waiting_for(lead)


def test_the_decision_maker_invites_another_and_the_first_link_leads_nowhere(client, call):
    problem = with_a_lead(call)
    first = Link.objects.get(address=LEAD["lead_email"])
    said = {"challenge": problem, "by": call.decider, "name": "Phó trưởng nhóm"}
    with pytest.raises(actions.CannotMove):
        actions.invite_lead(**said, email=LEAD["lead_email"], at=NOW + timedelta(minutes=5))
    with pytest.raises(actions.CannotMove):
        actions.invite_lead(**said | {"by": call.coordinator}, email="b@test.invalid", at=NOW)

    place = actions.invite_lead(**said, email="b@test.invalid", at=NOW)

    with pytest.raises(CannotChangeTeam):
        join(a_user(email=LEAD["lead_email"]), urlsplit(signed_link(first)).path)
    link = urlsplit(signed_link(Link.objects.get(address="b@test.invalid"))).path
    assert join(a_user(email="b@test.invalid", day=TODAY), link) == place
    assert problem.initiatives.count() == 1


@pytest.mark.usefixtures("clock")
def test_a_lead_who_falls_silent_is_replaced_for_a_reason_and_no_longer_sees_the_file(client, call):
    problem = with_a_lead(call)
    first = a_user(email=LEAD["lead_email"], day=TODAY)
    file = join(first, link_of(LEAD["lead_email"])).initiative
    url = reverse("challenges:call_lead", args=[problem.code])
    sign_in(client, call.decider)
    another = {"lead_name": "Phó trưởng nhóm", "lead_email": "b@test.invalid"}
    assert url in client.get(reverse("challenges:call", args=[problem.code])).content.decode()

    answers = [client.post(url, another | {"reason": why}) for why in ("", "Không trả lời.")]

    assert [one.status_code for one in answers] == [422, 302]
    assert (sight(first, file), may_submit(first, file, NOW)) == (Sight(), False)
    told = Notice.objects.get(recipient=first, kind="challenges.lead_replaced")
    assert told.parameters["reason"] == "Không trả lời."
    left = AuditLine.objects.get(chain=file.chain, act="leave")
    assert left.detail["reason"] == "Không trả lời."
    second = a_user(email="b@test.invalid", day=TODAY)
    assert may_submit(second, join(second, link_of(second.email)).initiative, NOW)
    assert problem.initiatives.count() == 1


def test_a_lead_whose_file_was_sent_stays_and_after_withdrawal_a_new_one_is_invited(call):
    problem = with_a_lead(call)
    file = join(a_user(email=LEAD["lead_email"], day=TODAY), link_of(LEAD["lead_email"])).initiative
    said = {"challenge": problem, "by": call.decider, "name": "Phó trưởng nhóm", "reason": WHY}
    said |= {"email": "b@test.invalid", "at": NOW}
    Initiative.objects.update(state=InitiativeState.SUBMITTED)
    with pytest.raises(actions.CannotMove, match="đã nộp"):
        actions.invite_lead(**said)

    Initiative.objects.update(state=InitiativeState.WITHDRAWN)

    assert actions.invite_lead(**said).initiative != file


@pytest.mark.usefixtures("clock")
def test_the_lead_takes_part_for_the_organisation_that_is_named_and_for_no_other(client, call):
    with_a_lead(call)
    lead = a_user(email=LEAD["lead_email"], day=TODAY)
    sign_in(client, lead)
    told = {"name": "Trưởng nhóm", "organisation": "Công ty khác", "employers": "-", "agrees": "on"}
    path = link_of(LEAD["lead_email"])
    assert "disabled" in str(client.get(path).context["form"]["organisation"])

    assert client.post(path, told).status_code == 302

    place = Member.objects.get(user=lead)
    assert (place.organisation, place.organisation_text) == (
        call.university,
        call.university.name_vi,
    )
    colleague = Member.objects.create(
        initiative=place.initiative,
        email="c@test.invalid",
        role="edit",
        invited_at=NOW,
        consent_at=NOW,
    )
    with pytest.raises(CannotChangeTeam, match=call.university.name_vi):
        change_role(member=colleague, by=lead, at=NOW, role="lead")


def link_of(address):
    return urlsplit(signed_link(Link.objects.get(address=address))).path


def join(user, path):
    said = Declaration(name="Trưởng nhóm", organisation="Trường Đại học không ai đại diện")
    token = path.rstrip("/").rsplit("/", 1)[1]
    return join_team(token=token, by=user, at=NOW, declaration=said)
