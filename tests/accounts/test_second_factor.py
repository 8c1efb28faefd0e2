"""The gates: what opens only to who has shown a second factor, and what is signed with it."""

import re
import time
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from cauhien.accounts import rules
from cauhien.accounts.middleware import second_factor_required, signature_required
from cauhien.accounts.states import Role
from cauhien.challenges import actions, queries
from cauhien.challenges.states import State
from cauhien.core.models import AuditLine
from tests.factories import TOTP_SECRET, a_challenge, a_user, sign_in

pytestmark = pytest.mark.django_db
PASSWORD = "một mật khẩu đủ dài 2026"


def page(request):
    return HttpResponse(f"{request.method} {request.POST.get('reason', '')}")


def ask(client, user, view, method="get", path="/x/", data=None, **headers):
    """Ask a view as a user, in the session that the client has."""
    request = getattr(RequestFactory(), method)(path, data, headers=headers)
    request.user = user
    request.session = client.session
    answer = view(request)
    if client.session.session_key:
        request.session.save()
    return answer


def code(steps=0):
    return format_hotp_value(hotp_value(TOTP_SECRET, int(time.time()) // 30 + steps))


@pytest.fixture
def sent(now):
    draft = a_challenge()
    actions.send_for_sign_off(challenge=draft, by=draft.officer, at=now)
    return draft


@pytest.fixture
def head(sent):
    head = a_user(Role.HEAD, office=sent.office)
    head.set_password(PASSWORD)
    head.save()
    return head


@pytest.mark.parametrize("role", [*Role, None])
def test_whoever_works_for_the_city_or_judges_needs_one_and_a_firm_does_not(role):
    assert rules.needs_second_factor(a_user(role)) is (role not in (Role.ENTERPRISE, None))


def test_recovery_codes_alone_are_no_second_factor():
    user = a_user()
    Authenticator.objects.create(user=user, type="recovery_codes", data={})

    assert not rules.has_second_factor(user)
    assert not rules.has_second_factor(AnonymousUser())


def test_the_public_is_led_to_sign_in_and_from_there_back(client):
    answer = ask(client, AnonymousUser(), second_factor_required(page), path="/x/?a=1")

    assert answer.headers["Location"] == "/account/login/?next=/x/%3Fa%3D1"


def test_who_has_none_is_led_to_the_set_up(client):
    officer = sign_in(client, a_user(Role.OFFICER), second_factor=False)

    answer = ask(client, officer, second_factor_required(page))

    assert answer.headers["Location"] == "/account/second-factor/?next=%2Fx%2F"


def test_who_has_not_shown_it_in_this_session_is_asked_for_it(client):
    officer = sign_in(client, a_user(Role.OFFICER))
    client.logout()
    client.force_login(officer)  # by password alone

    answer = ask(client, officer, second_factor_required(page))

    assert answer.headers["Location"] == "/account/2fa/reauthenticate/?next=%2Fx%2F"


@pytest.mark.parametrize("seconds_ago", [0, 20_000])
def test_shown_once_it_opens_for_the_whole_session(client, seconds_ago):
    officer = sign_in(client, a_user(Role.OFFICER), seconds_ago=seconds_ago)

    assert ask(client, officer, second_factor_required(page)).status_code == 200


def test_a_team_reads_its_own_without_one_unless_everyone_is_asked(client):
    firm = sign_in(client, a_user(Role.ENTERPRISE), second_factor=False)

    assert ask(client, firm, second_factor_required(page)).status_code == 200
    assert ask(client, firm, second_factor_required(everyone=True)(page)).status_code == 302


@pytest.mark.parametrize(("seconds_ago", "status"), [(290, 200), (310, 302)])
def test_an_act_is_signed_within_five_minutes_of_the_second_factor(client, seconds_ago, status):
    head = sign_in(client, a_user(Role.HEAD), seconds_ago=seconds_ago)

    assert ask(client, head, signature_required(page), "post").status_code == status
    assert ask(client, head, signature_required(page)).status_code == 200
    at_the_door = signature_required(at_the_door=True)(page)
    assert ask(client, head, at_the_door).status_code == status


def test_a_part_of_a_page_leads_the_whole_page_away(client):
    head = sign_in(client, a_user(Role.HEAD), seconds_ago=400)

    answer = ask(client, head, signature_required(page), "post", **{"HX-Request": "true"})

    assert answer.status_code == 204
    assert answer.headers["HX-Redirect"].startswith("/account/2fa/reauthenticate/?next=")


def test_what_was_sent_is_kept_and_taken_up_once_under_its_address(client):
    head = sign_in(client, a_user(Role.HEAD), seconds_ago=400)
    view = signature_required(page)
    led = ask(client, head, view, "post", data={"reason": "Vì sao: “đủ”"})
    back = parse_qs(urlsplit(led.headers["Location"]).query)["next"][0]
    assert "Vì sao" not in str(dict(client.session))

    sign_in(client, head)  # the same session, the code shown anew
    asked = [back.replace("/x/", "/y/"), back + "z", back, back]
    answers = [ask(client, head, view, path=path).content.decode() for path in asked]

    assert answers == ["GET ", "GET ", "POST Vì sao: “đủ”", "GET "]


def test_what_was_sent_is_not_taken_up_by_another_session(client):
    head = sign_in(client, a_user(Role.HEAD), seconds_ago=400)
    view = signature_required(page)
    led = ask(client, head, view, "post", data={"reason": "đủ"})
    back = parse_qs(urlsplit(led.headers["Location"]).query)["next"][0]

    client.logout()
    sign_in(client, head)

    assert ask(client, head, view, path=back).content.decode() == "GET "


def test_the_head_signs_with_the_code_of_the_app_and_nothing_is_lost(client, head, sent):
    sign_in(client, head, seconds_ago=400)
    address = reverse("challenges:sign", args=[sent.code])
    led = client.post(address, {"sha256": queries.frozen_text(sent).sha256})
    there = led.headers["Location"]

    wrong = client.post(there, {"code": "000000"})
    right = client.post(there, {"code": code()})
    back = client.get(right.headers["Location"])

    sent.refresh_from_db()
    assert (wrong.status_code, right.status_code) == (200, 302)
    assert back.headers["Location"] == reverse("challenges:detail", args=[sent.code])
    assert sent.state == State.TRIAGE


def test_a_code_counts_once(client, head, sent):
    sign_in(client, head, seconds_ago=400)
    again = reverse("mfa_reauthenticate")

    assert client.post(again, {"code": code()}).status_code == 302
    assert client.post(again, {"code": code()}).status_code == 200


def test_the_password_does_not_stand_in_for_the_second_factor(client, head):
    sign_in(client, head, seconds_ago=400)

    answer = client.get(reverse("account_reauthenticate") + "?next=/challenges/")

    assert answer.headers["Location"].startswith(reverse("mfa_reauthenticate"))


def test_who_signs_in_with_a_second_factor_is_asked_for_it_at_once(client, head):
    sign_in(client, head)
    client.logout()

    first = client.post(reverse("account_login"), {"login": head.email, "password": PASSWORD})
    assert first.headers["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    client.post(reverse("mfa_authenticate"), {"code": code()})

    assert client.session["_auth_user_id"] == str(head.pk)


@pytest.mark.django_db(transaction=True)  # the change is told when it is committed
def test_setting_up_an_app_leads_back_to_where_one_was(client, head, sent):
    client.force_login(head)
    address = reverse("challenges:sign", args=[sent.code])
    led = client.post(address, {"sha256": queries.frozen_text(sent).sha256})
    client.get(led.headers["Location"])
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    form = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r"[A-Z2-7]{32}", form)[0]
    now_code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    codes = client.post(reverse("mfa_activate_totp"), {"code": now_code}, follow=True)
    back = re.search(r'href="(/challenges/[^"]+kept=\w+)"', codes.content.decode())[1]
    client.get(back)

    sent.refresh_from_db()
    assert sent.state == State.TRIAGE
    assert rules.has_second_factor(head)
    changes = AuditLine.objects.filter(chain=f"account:{head.uuid}", act="access")
    assert list(changes.values_list("detail__change", flat=True)) == ["totp_activated"]


def test_the_secret_of_an_app_is_not_readable_in_the_database(client, head):
    sign_in(client, head)

    assert TOTP_SECRET not in str(Authenticator.objects.get(user=head).data)


def test_five_wrong_codes_close_the_second_factor_for_a_while(client, head):
    sign_in(client, head, seconds_ago=400)
    for _guess in range(5):
        client.post(reverse("mfa_reauthenticate"), {"code": "000000"})

    answer = client.post(reverse("mfa_reauthenticate"), {"code": code()})

    assert answer.status_code != 302


def test_five_wrong_passwords_close_the_account_for_a_while(client, head):
    for _guess in range(5):
        client.post(reverse("account_login"), {"login": head.email, "password": "sai mật khẩu"})

    answer = client.post(reverse("account_login"), {"login": head.email, "password": PASSWORD})

    assert answer.status_code != 302
    assert "_auth_user_id" not in client.session


def test_who_has_lost_the_app_signs_in_with_a_recovery_code_once(client, head):
    sign_in(client, head)
    spare = RecoveryCodes.activate(head).get_unused_codes()[0]
    signed_in = []
    for _time in range(2):
        client.logout()
        client.post(reverse("account_login"), {"login": head.email, "password": PASSWORD})
        client.post(reverse("mfa_authenticate"), {"code": spare})
        signed_in.append("_auth_user_id" in client.session)

    assert signed_in == [True, False]
