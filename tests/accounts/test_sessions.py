"""Where one is signed in, ending it elsewhere, and how long a session lasts."""

import time
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from cauhien.accounts.states import Role
from tests.factories import TOTP_SECRET, a_user

pytestmark = pytest.mark.django_db
PASSWORD = "một mật khẩu đủ dài 2026"


def a_member(role=None):
    user = a_user(role)
    user.set_password(PASSWORD)
    user.save()
    return user


def enter(client, user, agent="Firefox"):
    sent = {"login": user.email, "password": PASSWORD, "remember": "on"}
    client.post(reverse("account_login"), sent, headers={"user-agent": agent})


def test_one_sees_where_one_is_signed_in_and_ends_it_elsewhere(client):
    user, elsewhere = a_member(), Client()
    enter(client, user)
    enter(elsewhere, user, agent="Some telephone")

    page = client.get(reverse("usersessions_list")).content.decode()
    client.post(reverse("usersessions_list"))

    assert "Some telephone" in page
    assert "_auth_user_id" in client.session
    assert elsewhere.get(reverse("accounts:profile")).status_code == 302


def test_the_session_of_staff_ends_with_the_working_day_however_it_was_asked_for(client):
    officer = a_member(Role.OFFICER)
    TOTP.activate(officer, TOTP_SECRET)
    enter(client, officer)
    figures = format_hotp_value(hotp_value(TOTP_SECRET, int(time.time()) // 30))
    client.post(reverse("mfa_authenticate"), {"code": figures})

    assert client.session.get_expiry_date() - now() <= timedelta(hours=10)


def test_the_session_of_others_lasts_as_they_chose(client):
    enter(client, a_member(Role.ENTERPRISE))

    assert client.session.get_expiry_date() - now() > timedelta(days=13)
