"""A team: invited by mail, joined with consent, each role as far as it goes."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from cauhien.accounts.states import Role
from cauhien.challenges.actions.initiative import team
from cauhien.challenges.actions.initiative.team import CannotChangeTeam, Declaration
from cauhien.challenges.models import FileAccess, Initiative, Member
from cauhien.challenges.queries.initiative import initiatives_for
from cauhien.challenges.states import InitiativeAct, MemberRole
from cauhien.core.models import AuditLine
from cauhien.notices.actions import CannotUse, signed_link
from cauhien.notices.models import Link, Mail, Notice
from tests.factories import a_call, a_member, a_user, acts, an_initiative, an_organisation

pytestmark = pytest.mark.django_db
ADDRESS = "moi@test.invalid"
SAID = Declaration("Thành viên mới", "Viện Giao thông", ("Viện Giao thông",), ())


@pytest.fixture
def lead(client):
    user = a_user(Role.ENTERPRISE)
    client.force_login(user)
    return user


@pytest.fixture
def file(lead):
    return an_initiative(a_call(closes_at=now() + timedelta(days=7)), lead=lead, at=now())


@pytest.fixture
def invited(file, lead):
    return team.invite_member(
        initiative=file, by=lead, at=now(), name="Mới", email=ADDRESS, role=MemberRole.EDIT
    )


def token():
    return signed_link(Link.objects.get()).rstrip("/").split("/")[-1]


def join(by, **said):
    return team.join_team(token=token(), by=by, at=now(), declaration=SAID, **said)


def address(file, page="team", *more):
    return reverse(f"challenges:initiative_{page}", args=[file.code, *more])


def test_an_invitation_goes_by_mail_to_the_address_and_names_the_call(file, invited):
    notice = Notice.objects.get()

    assert (notice.kind, notice.address, Mail.objects.count()) == (
        "challenges.team_invitation",
        ADDRESS,
        1,
    )
    assert notice.parameters["title_vi"] == file.challenge.title_vi
    assert ADDRESS not in str([line.detail for line in lines(file)])


def lines(file):
    return AuditLine.objects.filter(chain=file.chain)


def test_who_joins_declares_and_sees_the_file_from_then_on(file, invited):
    newcomer, own = a_user(email=ADDRESS), an_organisation("Viện Giao thông")
    assert file not in initiatives_for(newcomer)

    member = join(newcomer)

    assert (member.user, member.organisation, member.employers) == (
        newcomer,
        own,
        ["Viện Giao thông"],
    )
    assert member.consent_at is not None
    assert file in initiatives_for(newcomer)
    assert acts(file)[-2:] == [InitiativeAct.JOIN, InitiativeAct.GRANT_ACCESS]


def test_a_link_serves_once_one_address_and_no_invitation_that_was_taken_back(file, lead, invited):
    with pytest.raises(CannotChangeTeam):
        join(a_user(email="anders@test.invalid"))
    newcomer = a_user(email=ADDRESS)
    Link.objects.update(used_at=None)
    join(newcomer)

    with pytest.raises(CannotUse):
        join(newcomer)
    Link.objects.update(used_at=None)
    with pytest.raises(CannotChangeTeam):
        join(newcomer)


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.SECRETARY, Role.AUDITOR])
def test_who_runs_or_audits_calls_joins_no_team(invited, role):
    with pytest.raises(CannotChangeTeam):
        join(a_user(role, email=ADDRESS))


def test_nobody_of_the_office_that_owns_the_problem_joins(file, invited):
    with pytest.raises(CannotChangeTeam):
        join(a_user(Role.OFFICER, office=file.challenge.office, email=ADDRESS))


def test_who_leaves_or_is_taken_out_sees_nothing_any_more(file, lead):
    first, second = a_member(file), a_member(file)

    team.leave_team(initiative=file, by=first.user, at=now())
    team.remove_member(member=second, by=lead, at=now())

    assert [one for one in (first, second) if file in initiatives_for(one.user)] == []
    assert FileAccess.objects.filter(initiative=file, until_at=None).get().user == lead


def test_the_lead_stays_until_another_who_has_agreed_takes_over(file, lead, invited):
    other = a_member(file)
    with pytest.raises(CannotChangeTeam):
        team.leave_team(initiative=file, by=lead, at=now())
    with pytest.raises(CannotChangeTeam):
        team.change_role(member=invited, by=lead, at=now(), role=MemberRole.LEAD)

    team.change_role(member=other, by=lead, at=now(), role=MemberRole.LEAD)
    team.leave_team(initiative=file, by=lead, at=now())

    assert file.members.get(role=MemberRole.LEAD) == other


@pytest.mark.parametrize("role", [MemberRole.EDIT, MemberRole.VIEW])
def test_who_does_not_lead_changes_nothing_in_the_team_by_any_address(client, file, role):
    other = a_member(file)
    client.force_login(a_member(file, role).user)

    answers = [
        client.post(address(file, "invite"), {"name": "X", "email": "x@test.invalid"}),
        client.post(address(file, "member", other.code), {"then": "remove"}),
        client.post(address(file, "member", other.code), {"then": "lead"}),
    ]

    assert [answer.status_code for answer in answers] == [403] * 3
    assert Member.objects.filter(initiative=file, left_at=None).count() == 3


def test_an_address_is_invited_once_and_not_again_within_an_hour(client, file, lead, invited):
    again = client.post(
        address(file, "invite"), {"name": "Mới", "email": ADDRESS.upper(), "role": "view"}
    )
    with pytest.raises(CannotChangeTeam):
        team.invite_again(member=invited, by=lead, at=now())
    team.invite_again(member=invited, by=lead, at=now() + timedelta(hours=1))

    assert again.status_code == 422
    assert "email" in again.context["form"].errors
    assert Mail.objects.count() == 2


def test_the_link_opens_a_page_that_leads_to_an_account_and_takes_the_consent(client, invited):
    path = reverse("challenges:initiative_join", args=[token()])
    client.logout()
    stranger = client.get(path).content.decode()
    client.force_login(a_user(email=ADDRESS))
    refused = client.post(path, {"name": "Mới", "employers": "Viện"})

    joined = client.post(path, {"name": "Mới", "employers": "Viện\n\nCông ty", "agrees": "on"})

    assert (
        f"{reverse('account_signup')}?next={path.replace(':', '%3A').replace('/', '%2F')}"
        in stranger
    )
    assert (refused.status_code, "agrees" in refused.context["form"].errors) == (422, True)
    assert joined.headers["Location"] == f"/initiatives/{invited.initiative.code}/"
    assert Member.objects.get(pk=invited.pk).employers == ["Viện", "Công ty"]
    assert client.get(path).status_code == 410


def test_the_lead_too_declares_and_agrees(client, file, lead):
    client.post(
        address(file, "declare"), {"name": "Chủ trì", "employers": "Công ty", "agrees": "on"}
    )

    member = Initiative.objects.get().members.get()
    assert (member.name, member.employers, bool(member.consent_at)) == (
        "Chủ trì",
        ["Công ty"],
        True,
    )


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_pages_of_a_team_are_shown_in_both_languages(
    client, file, lead, invited, language, django_assert_max_num_queries
):
    lead.language = language
    lead.save()
    join_page = reverse("challenges:initiative_join", args=[token()])

    for path in (address(file), address(file, "declare"), join_page):
        with django_assert_max_num_queries(12):
            page = client.get(path)
        assert page.status_code == 200
        assert f'<html lang="{language}"' in page.content.decode()
