"""After its file was sent a team changes by request, and the coordinator answers."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cauhien.accounts.states import Role
from cauhien.challenges.actions.initiative import requests as actions
from cauhien.challenges.actions.initiative import team
from cauhien.challenges.actions.initiative.opening import accept_opening
from cauhien.challenges.actions.initiative.sending import submit_initiative
from cauhien.challenges.models import Challenge, Request
from cauhien.challenges.queries.initiative import initiatives_for
from cauhien.challenges.states import MemberRole, RequestKind, RequestState, State
from cauhien.core.items import items_for
from cauhien.core.models import Event
from cauhien.notices.actions import signed_link
from cauhien.notices.models import Link
from tests.factories import NOW, TODAY, a_call, a_member, a_user, an_initiative, sign_in

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=8)
NEW = {"name": "Mới", "email": "moi@test.invalid", "role": MemberRole.EDIT}


@pytest.fixture
def lead():
    return a_user(Role.ENTERPRISE)


@pytest.fixture
def coordinator():
    return a_user(Role.COORDINATOR)


@pytest.fixture
def file(lead, coordinator):
    """Return an opened file of a team of two."""
    call = a_call()
    file = an_initiative(call, lead=lead)
    a_member(file)
    file.members.update(consent_at=NOW)
    submit_initiative(initiative=file, by=lead, at=NOW)
    Challenge.objects.update(state=State.SCREENING)
    for who in (coordinator, a_user(Role.SECRETARY)):
        accept_opening(challenge=call.challenge, by=who, at=LATER)
    file.refresh_from_db()
    return file


def other(file):
    return file.members.get(role=MemberRole.EDIT)


def ask(file, by, kind, detail):
    return actions.request_change(
        initiative=file, by=by, at=LATER, kind=kind, detail=detail, reason="Cần thay đổi."
    )


def grant(request, by, is_granted=True):
    return actions.answer_request(
        request=request, by=by, at=LATER, is_granted=is_granted, answer="Đồng ý."
    )


def test_a_sent_file_has_no_free_change_of_its_team(file, lead):
    with pytest.raises(team.CannotChangeTeam):
        team.remove_member(member=other(file), by=lead, at=NOW)
    with pytest.raises(team.CannotChangeTeam):
        team.leave_team(initiative=file, by=other(file).user, at=NOW)


def test_a_granted_request_takes_a_member_out_and_is_announced(file, lead, coordinator):
    member = other(file)
    request = ask(file, lead, RequestKind.REMOVE_MEMBER, {"member": member.code})
    assert request.initiative.code in {item.code for item in items_for(coordinator, LATER)}

    grant(request, coordinator)

    member.user.day = TODAY
    assert file not in initiatives_for(member.user)
    assert Request.objects.get().state == RequestState.GRANTED
    assert Event.objects.filter(kind="initiative.changed", subject_code=file.code).exists()


def test_a_granted_request_invites_a_person_who_joins_although_the_call_is_closed(
    file, lead, coordinator
):
    grant(ask(file, lead, RequestKind.ADD_MEMBER, NEW), coordinator)
    newcomer = a_user(email=NEW["email"])
    token = signed_link(Link.objects.get()).rstrip("/").split("/")[-1]

    team.join_team(token=token, by=newcomer, at=LATER, declaration=team.Declaration("Mới", "Viện"))

    assert file in initiatives_for(newcomer)


def test_the_lead_is_handed_over(file, lead, coordinator):
    member = other(file)
    grant(ask(file, lead, RequestKind.CHANGE_LEAD, {"member": member.code}), coordinator)

    member.refresh_from_db()
    assert (member.role, file.members.get(user=lead).role) == (MemberRole.LEAD, MemberRole.EDIT)


def test_a_refused_request_changes_nothing_and_is_answered_once(file, lead, coordinator):
    request = ask(file, lead, RequestKind.REMOVE_MEMBER, {"member": other(file).code})
    grant(request, coordinator, is_granted=False)

    assert other(file).left_at is None
    with pytest.raises(actions.CannotAnswer):
        grant(request, coordinator)


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.AUDITOR, Role.ENTERPRISE])
def test_the_coordinator_alone_answers(file, lead, role):
    request = ask(file, lead, RequestKind.REMOVE_MEMBER, {"member": other(file).code})

    with pytest.raises(actions.CannotAnswer):
        grant(request, a_user(role))


def test_the_lead_asks_and_the_coordinator_answers_on_the_page(client, file, lead, coordinator):
    address = reverse("challenges:initiative_requests", args=[file.code])
    client.force_login(lead)
    wrong = client.post(address, {"kind": "add_member", "reason": "Cần."})
    client.post(address, {"kind": "remove_member", "member": other(file).code, "reason": "Cần."})
    asked = Request.objects.get()
    sign_in(client, coordinator)

    answer = reverse("challenges:initiative_answer", args=[file.code, asked.code])
    client.post(answer, {"answer": "Được.", "then": "grant"})

    assert set(wrong.context["form"].errors) == {"name", "email"}
    asked.refresh_from_db()
    assert (asked.state, asked.answer) == (RequestState.GRANTED, "Được.")
