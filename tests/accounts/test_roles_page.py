"""The page on which roles are given, and the one on which a role ends."""

import pytest
from django.urls import reverse

from cauhien.accounts import rules
from cauhien.accounts.models import Grant, Invitation
from cauhien.accounts.states import Role
from cauhien.core.models import AuditLine
from tests.factories import a_grant, a_user, an_office, sign_in

pytestmark = pytest.mark.django_db
ROLES = "accounts:roles"


@pytest.fixture
def office():
    return an_office()


@pytest.fixture
def head(client, office):
    return sign_in(client, a_user(Role.HEAD, office=office, name="Lê Thị Hoa"))


def asked(user, office):
    said = {"email": user.email, "role": Role.OFFICER, "office": office.code}
    return said | {"starts_on": "2026-01-02"}


def ending(grant):
    office = grant.office.code if grant.office else "city"
    return reverse("accounts:end_role", args=[grant.user.uuid, grant.role, office])


def test_a_head_names_an_officer_of_their_office(client, head, office):
    user = a_user()

    answer = client.post(reverse(ROLES), asked(user, office))

    grant = Grant.objects.get(user=user)
    assert answer.headers["Location"] == reverse(ROLES)
    assert (grant.role, grant.office, grant.by) == (Role.OFFICER, office, head)


def test_a_head_gives_no_other_role_and_none_elsewhere(client, head, office):
    for wrong in ({"role": Role.HEAD}, {"office": an_office().code}, {"office": ""}):
        answer = client.post(reverse(ROLES), asked(a_user(), office) | wrong)
        assert answer.status_code == 422

    assert Grant.objects.exclude(user=head).count() == 0


def test_the_coordinator_gives_every_other_role(client):
    sign_in(client, a_user(Role.COORDINATOR))
    user, office = a_user(), an_office()

    client.post(reverse(ROLES), asked(user, office) | {"role": Role.HEAD})
    client.post(reverse(ROLES), asked(user, office) | {"role": Role.AUDITOR, "office": ""})

    roles = set(user.grants.values_list("role", "office"))
    assert roles == {(Role.HEAD, office.id), (Role.AUDITOR, None)}


def test_nobody_gives_a_role_to_themself(client, head, office):
    answer = client.post(reverse(ROLES), asked(head, office))

    assert (answer.status_code, head.grants.count()) == (422, 1)


@pytest.mark.parametrize("email", ["nobody@test.invalid", "claimed@test.invalid"])
def test_an_address_that_nobody_has_confirmed_gets_a_mail_and_no_role(client, head, office, email):
    claimed = a_user(email="claimed@test.invalid")
    claimed.emailaddress_set.create(email=claimed.email, verified=False)

    client.post(reverse(ROLES), asked(head, office) | {"email": email})

    assert Invitation.objects.get().address == email
    assert Grant.objects.exclude(user=head).count() == 0


def test_what_is_no_address_is_said_beside_the_field(client, head, office):
    answer = client.post(reverse(ROLES), asked(head, office) | {"email": "x"})

    assert (answer.status_code, "id_email_error" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.EXPERT, Role.AUDITOR, None])
def test_the_page_is_for_who_may_give_a_role(client, role):
    sign_in(client, a_user(role))

    assert client.get(reverse(ROLES)).status_code == 403


def test_it_asks_for_a_second_factor(client, head):
    client.logout()
    client.force_login(head)

    answer = client.get(reverse(ROLES))

    assert answer.headers["Location"].startswith(reverse("mfa_reauthenticate"))


def test_it_shows_the_grants_of_ones_office_and_finds_by_name(client, head, office):
    a_user(Role.OFFICER, office=office, name="Trần Văn Bảy")
    a_user(Role.OFFICER, name="Phạm Văn Tám")

    whole = client.get(reverse(ROLES)).content.decode()
    found = client.get(reverse(ROLES), {"q": "ai khác"}).content.decode()

    assert ("Trần Văn Bảy" in whole, "Phạm Văn Tám" in whole) == (True, False)
    assert "Trần Văn Bảy" not in found


def test_a_role_ends_on_a_day_with_a_reason_in_the_log(client, head, office):
    officer = a_user(Role.OFFICER, office=office)
    address = ending(officer.grants.get())

    refused = client.post(address, {"ends_on": "2031-01-05", "reason": " "})
    client.post(address, {"ends_on": "2031-01-05", "reason": "Chuyển công tác"})

    line = AuditLine.objects.get(chain=f"account:{officer.uuid}", act="end_grant")
    assert refused.status_code == 422
    assert (line.by, line.detail["to"]) == (head.uuid, "2031-01-05")
    assert line.detail["reason"] == "Chuyển công tác"


def test_one_ends_a_role_of_ones_own_and_no_other(client):
    expert = sign_in(client, a_user(Role.EXPERT))
    other = a_grant(a_user(), Role.EXPERT)

    stranger = client.post(ending(other), {"ends_on": "2031-01-05", "reason": "x"})
    own = client.post(ending(expert.grants.get()), {"ends_on": "2031-01-05", "reason": "Nghỉ"})

    other.refresh_from_db()
    assert (stranger.status_code, other.ends_on) == (404, None)
    assert own.headers["Location"] == reverse("accounts:profile")
    assert rules.holds_role(expert, Role.EXPERT)


def test_the_page_needs_no_more_queries_for_more_grants(
    client, head, office, django_assert_max_num_queries
):
    for _grant in range(15):
        a_user(Role.OFFICER, office=office)

    with django_assert_max_num_queries(12):
        client.get(reverse(ROLES))


@pytest.mark.parametrize(
    ("role", "is_shown"), [(Role.HEAD, True), (Role.COORDINATOR, True), (Role.OFFICER, False)]
)
def test_who_may_give_roles_finds_the_page_in_the_header_of_every_page(client, role, is_shown):
    client.force_login(a_user(role))

    page = client.get(reverse("organisations:list")).content.decode()

    assert (f'href="{reverse(ROLES)}"' in page) is is_shown
