"""The pages on which one delegates, acts on another's behalf, and ends both."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now

from cauhien.accounts import actions
from cauhien.accounts.models import Delegation, Grant
from cauhien.accounts.states import Role
from tests.factories import a_user, an_office, sign_in

pytestmark = pytest.mark.django_db
PAGE = "/account/delegations/"


@pytest.fixture
def office():
    return an_office()


@pytest.fixture
def head(office):
    head = a_user(Role.HEAD, office=office, name="Lê Thị Hoa", day=localdate())
    Grant.objects.filter(user=head).update(may_delegate_signing=True)
    return head


@pytest.fixture
def colleague(office):
    return a_user(Role.OFFICER, office=office, name="Trần Văn Bình", day=localdate())


def asked(head, to):
    days = {"starts_on": localdate(), "ends_on": localdate() + timedelta(days=7)}
    said = {"grant": Grant.objects.get(user=head).pk, "to": to.uuid, "signs": "other", "basis": ""}
    return said | days


def lent(head, to):
    grant, today = Grant.objects.get(user=head), localdate()
    facts = {"starts_on": today, "ends_on": today, "signs": True, "basis": "12/GUQ"}
    return actions.delegate(grant=grant, to=to, by=head, at=now(), **facts)


def test_a_head_who_is_away_lets_a_colleague_act(client, head, colleague):
    sign_in(client, head)

    answer = client.post(PAGE, asked(head, colleague) | {"signs": "signing", "basis": "12/GUQ"})

    delegation = Delegation.objects.get()
    assert answer.headers["Location"] == PAGE
    assert (delegation.to, delegation.carries_signature) == (colleague, True)
    assert "Trần Văn Bình" in client.get(reverse("accounts:profile")).content.decode()


def test_what_is_wrong_stands_beside_its_field(client, head, colleague):
    sign_in(client, head)
    yesterday = localdate() - timedelta(days=1)

    for said, field in (
        ({"signs": "signing"}, "basis"),
        ({"ends_on": yesterday}, "ends_on"),
        ({"starts_on": yesterday}, "starts_on"),
        ({"to": a_user().uuid}, "to"),
    ):
        answer = client.post(PAGE, asked(head, colleague) | said)
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


def test_one_acts_on_behalf_of_another_says_so_on_every_page_and_stops(client, head, colleague):
    address = reverse("accounts:delegation", args=[lent(head, colleague).code])
    sign_in(client, colleague)

    begun = client.post(address, {"next": "/challenges/"})
    page = client.get("/challenges/").content.decode()
    client.post(reverse("accounts:stand_down"), {"next": "/challenges/"})
    after = client.get("/challenges/").content.decode()

    assert begun.headers["Location"] == "/challenges/"
    banner = re.search(r'<aside class="demonstration behalf".*?</aside>', page, re.S)[0]
    assert "Lê Thị Hoa" in banner
    assert "demonstration behalf" not in after


def test_a_recall_ends_it_in_the_session_in_which_one_acts(client, head, colleague):
    delegation = lent(head, colleague)
    sign_in(client, colleague)
    client.post(reverse("accounts:delegation", args=[delegation.code]))

    actions.recall_delegation(delegation=delegation, by=head, at=now())

    assert "demonstration behalf" not in client.get("/challenges/").content.decode()
    assert "delegation" not in client.session


def test_nobody_acts_under_a_delegation_that_is_not_theirs(client, head, colleague):
    address = reverse("accounts:delegation", args=[lent(head, colleague).code])

    for user, status in ((head, 403), (a_user(Role.AUDITOR), 403), (a_user(Role.OFFICER), 404)):
        sign_in(client, user)
        assert client.post(address).status_code == status
        assert "delegation" not in client.session


def test_one_who_acts_for_another_delegates_nothing(client, head, colleague):
    delegation = lent(head, colleague)
    sign_in(client, colleague)
    client.post(reverse("accounts:delegation", args=[delegation.code]))

    assert client.post(PAGE, asked(head, colleague)).status_code == 403
    assert client.get(reverse("accounts:roles")).status_code == 403


def test_the_auditor_sees_all_and_others_their_own(client, head, colleague):
    lent(head, colleague)

    for user, is_seen in ((a_user(Role.AUDITOR), True), (a_user(Role.OFFICER), False)):
        sign_in(client, user)
        assert ("Trần Văn Bình" in client.get(PAGE).content.decode()) is is_seen


def test_the_page_asks_for_the_second_factor(client, head, colleague):
    client.force_login(colleague)

    answer = client.post(reverse("accounts:delegation", args=[lent(head, colleague).code]))

    assert answer.headers["Location"].startswith("/account/second-factor/")


def test_who_has_it_or_gave_it_recalls_it(client, head, colleague):
    delegation = lent(head, colleague)
    sign_in(client, head)

    client.post(reverse("accounts:recall_delegation", args=[delegation.code]))

    delegation.refresh_from_db()
    assert delegation.recalled_by == head


@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_page_is_there_in_both_languages_and_costs_little(
    client, head, colleague, language, django_assert_max_num_queries
):
    delegation = lent(head, colleague)
    colleague.language = language
    colleague.save()
    sign_in(client, colleague)

    for address in (PAGE, reverse("accounts:delegation", args=[delegation.code])):
        with django_assert_max_num_queries(12):
            page = client.get(address).content.decode()
        assert f'<html lang="{language}"' in page
