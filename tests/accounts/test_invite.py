"""Somebody without an account is invited by mail, makes one and has the role."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now

from cauhien.accounts import actions, queries, rules
from cauhien.accounts.models import Grant, Invitation, User
from cauhien.accounts.states import InvitationState, Role
from cauhien.core.models import AuditLine
from cauhien.notices import tasks
from cauhien.notices.models import Mail
from tests.factories import a_user, an_office, sign_in

pytestmark = pytest.mark.django_db
ADDRESS = "can.bo.moi@test.invalid"
PASSWORD = "một mật khẩu đủ dài 2026"


@pytest.fixture
def office():
    return an_office()


@pytest.fixture
def head(office):
    return a_user(Role.HEAD, office=office, name="Lê Thị Hoa", day=localdate())


def invited(head, office, /, **fields):
    facts = {"address": ADDRESS, "role": Role.OFFICER, "office": office, "by": head}
    return actions.invite(**facts | {"at": now(), "starts_on": localdate()} | fields)


def the_state(invitation, at=None):
    invitation.refresh_from_db()
    return invitation.state(at or now())


def test_a_head_invites_whoever_has_no_account_on_the_page_of_roles(client, head, office):
    sign_in(client, head)
    said = {"email": ADDRESS, "role": Role.OFFICER, "office": office.code}

    client.post(reverse("accounts:roles"), said | {"starts_on": localdate()})

    one = Invitation.objects.get()
    assert (one.address, one.by, the_state(one)) == (ADDRESS, head, InvitationState.OPEN)
    assert ADDRESS in client.get(reverse("accounts:roles")).content.decode()


@pytest.mark.django_db(transaction=True)  # the mail is written once the change is there
def test_the_mail_brings_a_link_by_which_an_account_is_made_and_has_the_role(client, head, office):
    invited(head, office)
    tasks.accounts(0)
    mail = Mail.objects.get(address=ADDRESS)
    tasks.deliver(mail.code)
    mail.refresh_from_db()
    link = re.search(r"/account/invitations/[^/\s]+/", mail.text)[0]

    client.get(link)
    signup = {"email": ADDRESS, "password1": PASSWORD, "password2": PASSWORD, "next": link}
    made = client.post(reverse("account_signup"), signup)
    client.post(made.headers["Location"])

    user = User.objects.get(email=ADDRESS)
    assert made.headers["Location"] == link
    assert Grant.objects.get(user=user).by == head
    assert queries.account_of(ADDRESS) == user  # the address counts as confirmed
    assert the_state(Invitation.objects.get()) == InvitationState.ACCEPTED


def test_a_link_counts_once_and_for_its_address_alone(head, office):
    invitation, at = invited(head, office), now()

    with pytest.raises(actions.CannotAccept):
        actions.accept_invitation(invitation=invitation, user=a_user(), at=at)
    actions.accept_invitation(invitation=invitation, user=a_user(email=ADDRESS.upper()), at=at)
    with pytest.raises(actions.CannotAccept):
        actions.accept_invitation(invitation=invitation, user=a_user(email=ADDRESS), at=at)


def test_it_expires_and_can_be_recalled(head, office):
    user, expired = a_user(email=ADDRESS), invited(head, office)
    later = expired.expires_at

    with pytest.raises(actions.CannotAccept):
        actions.accept_invitation(invitation=expired, user=user, at=later)
    recalled = actions.recall_invitation(invitation=expired, by=head, at=now())
    with pytest.raises(actions.CannotAccept):
        actions.accept_invitation(invitation=recalled, user=user, at=now())

    assert not rules.holds_role(user, Role.OFFICER)
    assert the_state(recalled) == InvitationState.RECALLED


def test_whoever_invited_must_still_be_able_to_give_the_role(head, office):
    invitation = invited(head, office)
    Grant.objects.filter(user=head).update(ends_on=localdate() - timedelta(days=1))

    with pytest.raises(actions.CannotAccept):
        actions.accept_invitation(invitation=invitation, user=a_user(email=ADDRESS), at=now())


def test_nobody_invites_to_a_role_that_is_not_theirs_to_give(head, office):
    for wrong in ({"role": Role.HEAD}, {"office": an_office()}, {"by": a_user(Role.OFFICER)}):
        with pytest.raises(actions.CannotInvite):
            invited(head, office, **wrong)


def test_a_second_invitation_to_the_same_recalls_the_first(head, office):
    first, second = invited(head, office), invited(head, office)

    assert (the_state(first), the_state(second)) == (InvitationState.RECALLED, InvitationState.OPEN)


def test_no_mail_is_written_of_what_was_recalled_meanwhile(head, office):
    actions.recall_invitation(invitation=invited(head, office), by=head, at=now())

    tasks.accounts(0)

    assert Mail.objects.count() == 0


def test_the_log_says_who_invited_and_names_no_address(head, office):
    invited(head, office)

    line = AuditLine.objects.get(chain=f"account:{head.uuid}")
    assert (line.act, line.detail["role"]) == ("invite", "officer")
    assert "moi" not in str(line.detail)


def test_a_link_that_is_not_whole_is_no_page_and_others_recall_nothing(client, head, office):
    invitation = invited(head, office)
    link = queries.path_of_invitation(invitation)
    recall = reverse("accounts:recall_invitation", args=[invitation.code])

    assert client.get(link[:-2] + "x/").status_code == 404
    assert client.get(f"/account/invitations/{invitation.code}/").status_code == 404
    sign_in(client, a_user(Role.HEAD))
    assert client.post(recall).status_code == 404
    sign_in(client, head)
    client.post(recall)
    assert the_state(invitation) == InvitationState.RECALLED


def test_an_account_of_the_demonstration_gives_a_person_no_role(head, office):
    User.objects.filter(pk=head.pk).update(is_demonstration=True)
    invitation = invited(head, office)

    with pytest.raises(actions.CannotAccept):
        actions.accept_invitation(invitation=invitation, user=a_user(email=ADDRESS), at=now())


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_of_the_link_is_there_in_both_languages(client, head, office, language):
    link = queries.path_of_invitation(invited(head, office))

    page = client.get(link, headers={"accept-language": language}).content.decode()

    assert f'<html lang="{language}"' in page
    assert "Lê Thị Hoa" in page
