"""The accounts of the demonstration: one for each role, everybody's and only there."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.translation import override

from cauhien.accounts import actions, queries
from cauhien.accounts.models import User
from cauhien.accounts.states import Role
from tests.factories import TODAY, a_user, an_office

pytestmark = pytest.mark.django_db
SWITCH = "accounts:switch"


@pytest.fixture
def accounts(now):
    offices = {"office": an_office(), "coordinating_office": an_office(coordinates=True)}
    made = actions.create_demonstration_accounts(**offices, starts_on=TODAY, at=now)
    again = actions.create_demonstration_accounts(**offices, starts_on=TODAY, at=now)
    assert made == again
    return {user.grants.get().role: user for user in made}


def test_there_is_one_for_each_role_named_by_the_role_and_without_a_password(accounts):
    assert set(accounts) == set(Role)
    assert queries.demonstration_accounts()[0].name == "Cán bộ đầu mối (trình diễn)"
    assert not any(user.has_usable_password() for user in accounts.values())
    assert accounts[Role.OFFICER].email == "officer@demo.invalid"
    assert accounts[Role.OFFICER].grants.get().office == accounts[Role.HEAD].grants.get().office
    assert queries.demonstration_account(Role.HEAD) == accounts[Role.HEAD]


def test_the_illustrated_call_has_teams_and_experts_called_in_the_language_of_the_reader(
    client, accounts, now
):
    parts = actions.create_demonstration_parts(starts_on=TODAY, at=now)

    assert parts == actions.create_demonstration_parts(starts_on=TODAY, at=now)
    groups = queries.demonstration_groups()
    assert [len(group) for group in groups.values()] == [len(Role) + 1, 6, 16]
    assert all(account.name.endswith("(trình diễn)") for account in parts)
    pages = {
        language: client.get(reverse(SWITCH), headers={"accept-language": language})
        for language in ("vi", "en")
    }
    assert "Chuyên gia E9</button>" in pages["vi"].content.decode()
    assert "Team T1, may edit</button>" in pages["en"].content.decode()


def test_an_account_is_called_by_its_role_in_the_language_of_the_reader(accounts):
    with override("en"):
        assert str(accounts[Role.HEAD]) == "Head of the office (demonstration)"
    with override("vi"):
        assert str(accounts[Role.HEAD]) == accounts[Role.HEAD].name


def test_one_becomes_a_role_by_one_press(client, accounts):
    head = accounts[Role.HEAD]

    answer = client.post(reverse(SWITCH), {"account": head.uuid, "next": "/challenges/"})

    assert answer.headers["Location"] == "/challenges/"
    assert client.session["_auth_user_id"] == str(head.pk)


def test_no_other_account_is_ever_entered_so(client, accounts):
    real = a_user()

    for account in (real.uuid, "nonsense", ""):
        assert client.post(reverse(SWITCH), {"account": account}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_looking_at_the_page_signs_nobody_in(client, accounts):
    answer = client.get(reverse(SWITCH), {"account": accounts[Role.HEAD].uuid})

    assert (answer.status_code, "_auth_user_id" in client.session) == (200, False)


@pytest.mark.parametrize("method", ["get", "post"])
def test_outside_the_demonstration_there_is_no_such_page(client, accounts, settings, method):
    settings.DEMONSTRATION = False

    answer = getattr(client, method)(reverse(SWITCH), {"account": accounts[Role.HEAD].uuid})

    assert answer.status_code == 404


@pytest.mark.parametrize(
    "elsewhere", ["https://elsewhere.invalid/", "//elsewhere.invalid", "javascript:x"]
)
def test_it_leads_to_no_other_site(client, accounts, elsewhere):
    answer = client.post(reverse(SWITCH), {"account": accounts[Role.HEAD].uuid, "next": elsewhere})

    assert answer.headers["Location"] == "/"


def test_nobody_makes_a_shared_account_their_own(client, accounts):
    client.force_login(accounts[Role.HEAD])

    refused = [
        client.get(reverse("account_set_password")),
        client.get(reverse("account_change_password")),
        client.get(reverse("account_email")),
        client.post(reverse("accounts:profile"), {"name": "X", "language": "en"}),
    ]

    assert {answer.status_code for answer in refused} == {403}
    assert User.objects.get(pk=accounts[Role.HEAD].pk).name == "Lãnh đạo đơn vị (trình diễn)"


def test_a_role_that_began_too_late_for_the_illustrated_call_begins_earlier(now):
    offices = {"office": an_office(), "coordinating_office": an_office(coordinates=True)}
    actions.create_demonstration_accounts(**offices, starts_on=TODAY, at=now)

    before = TODAY - timedelta(days=400)
    made = actions.create_demonstration_accounts(**offices, starts_on=before, at=now)

    assert {user.grants.get().starts_on for user in made} == {before}
