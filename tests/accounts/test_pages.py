"""Signing up, in and out; the profile; the language that follows the account."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from cauhien.accounts.models import User
from cauhien.accounts.states import Role
from tests.factories import a_user

pytestmark = pytest.mark.django_db
PASSWORD = "một mật khẩu đủ dài 2026"
OPEN = ["account_login", "account_signup", "account_reset_password", "account_reset_password_done"]
OWN = ["accounts:profile", "account_email", "account_change_password", "account_logout"]


@pytest.fixture
def member():
    user = a_user(Role.OFFICER, language="en")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", OPEN)
def test_everybody_finds_the_way_in_in_both_languages(client, name, language):
    answer = client.get(reverse(name), headers={"accept-language": language})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in page
    assert '<main id="main"' in page


@pytest.mark.parametrize("name", OWN)
def test_a_person_finds_the_pages_of_their_account(client, member, name):
    client.force_login(member)

    answer = client.get(reverse(name))

    assert (answer.status_code, '<main id="main"' in answer.content.decode()) == (200, True)


def test_signing_up_makes_an_account_without_a_role_in_the_language_of_the_page(client, now):
    answer = client.post(
        reverse("account_signup"),
        {"email": "moi@test.invalid", "password1": PASSWORD, "password2": PASSWORD},
        headers={"accept-language": "en"},
    )

    user = User.objects.get(email="moi@test.invalid")
    assert answer.status_code == 302
    assert (user.language, user.grants.count(), user.joined_at is not None) == ("en", 0, True)


def test_one_signs_in_by_e_mail_however_it_is_written_and_out_again(client, member):
    client.post(reverse("account_login"), {"login": member.email.upper(), "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(member.pk)

    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


def test_a_wrong_password_is_said_without_telling_whether_the_account_exists(client, member):
    def answers(email):
        page = client.post(reverse("account_login"), {"login": email, "password": "sai"})
        return re.findall(r'class="errors".*?</div>', page.content.decode(), re.DOTALL)

    assert answers(member.email) == answers("khong-co@test.invalid") != []


def test_guessing_passwords_is_slowed_down(client, member):
    for _guess in range(12):
        client.post(reverse("account_login"), {"login": member.email, "password": "sai"})

    client.post(reverse("account_login"), {"login": member.email, "password": PASSWORD})

    assert "_auth_user_id" not in client.session


def test_a_forgotten_password_is_set_anew_by_a_mail(client, member):
    client.post(reverse("account_reset_password"), {"email": member.email})

    link = re.search(r"https?://\S+", mail.outbox[0].body)[0]
    path = link.split("testserver", 1)[-1]
    page = client.get(path, follow=True)
    new = "một mật khẩu khác 2027"
    client.post(page.request["PATH_INFO"], {"password1": new, "password2": new})

    member.refresh_from_db()
    assert member.check_password(new)


def test_the_language_of_the_account_goes_before_that_of_the_browser(client, member):
    client.force_login(member)

    page = client.get(reverse("accounts:profile"), headers={"accept-language": "vi"})

    assert '<html lang="en">' in page.content.decode()


def test_the_switch_in_the_header_is_remembered_by_the_account(client, member):
    client.force_login(member)

    client.post(reverse("set_language"), {"language": "vi", "next": "/"})

    member.refresh_from_db()
    assert member.language == "vi"


def test_a_language_that_does_not_exist_changes_nothing(client, member):
    client.force_login(member)

    client.post(reverse("set_language"), {"language": "xx", "next": "/"})

    member.refresh_from_db()
    assert member.language == "en"


def test_a_profile_is_saved_and_shows_ones_roles(client, member):
    client.force_login(member)

    client.post(reverse("accounts:profile"), {"name": "Trần Thị Bình", "language": "vi"})
    page = client.get(reverse("accounts:profile")).content.decode()

    member.refresh_from_db()
    assert (member.name, member.language) == ("Trần Thị Bình", "vi")
    assert str(member.grants.get().office) in page


def test_an_invalid_profile_is_answered_with_422(client, member):
    client.force_login(member)

    answer = client.post(reverse("accounts:profile"), {"name": "x" * 121, "language": "vi"})

    assert answer.status_code == 422
