"""The pages of an account in a browser: axe, narrow and wide, in both languages."""

import pytest
from django.conf import settings

from cauhien.accounts import actions
from cauhien.accounts.states import Role
from tests.factories import NOW, TODAY, a_user, an_office, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OPEN = ["/account/login/", "/account/signup/", "/account/password/reset/", "/account/switch/"]
OWN = [
    "/account/profile/",
    "/account/email/",
    "/account/password/change/",
    "/account/logout/",
    "/account/sessions/",
    "/account/second-factor/",
    "/account/firm/",
    "/account/2fa/totp/activate/",
    "/account/2fa/webauthn/add/",
]
SECURED = [
    "/account/2fa/",
    "/account/2fa/reauthenticate/",
    "/account/2fa/totp/deactivate/",
    "/account/roles/",
    "/account/delegations/",
    "/account/profile/",
]


def wrong(page, narrow_and_wide, site, paths):
    found = {}
    for path in paths:
        page.goto(site + path)
        found[path] = narrow_and_wide(page, both=True)
    return {path: said for path, said in found.items() if said}


def enter(page, client, live_server):
    """Let a page of the browser act in the session of the client."""
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}]
    )


def without_password(**fields):
    user = a_user(Role.OFFICER, **fields)
    user.set_unusable_password()
    user.save()
    return user


@pytest.mark.parametrize("language", ["vi", "en"])
def test_axe_finds_nothing_on_the_pages_of_an_account(
    live_server, open_page, client, narrow_and_wide, language
):
    offices = {"office": an_office(), "coordinating_office": an_office()}
    actions.create_demonstration_accounts(**offices, starts_on=TODAY, at=NOW)
    page = open_page(locale=language)

    before = wrong(page, narrow_and_wide, live_server.url, OPEN)
    client.force_login(without_password(language=language))  # asked for none before the set-up
    enter(page, client, live_server)
    own = wrong(page, narrow_and_wide, live_server.url, OWN)
    client.logout()
    sign_in(client, a_user(Role.HEAD, language=language))
    enter(page, client, live_server)
    secured = wrong(page, narrow_and_wide, live_server.url, SECURED)

    assert (before, own, secured) == ({}, {}, {})


def test_one_takes_a_role_and_lays_it_down_by_keyboard(live_server, page):
    offices = {"office": an_office(), "coordinating_office": an_office()}
    actions.create_demonstration_accounts(**offices, starts_on=TODAY, at=NOW)

    page.goto(f"{live_server.url}/challenges/")
    page.locator(".roles a").press("Enter")
    page.locator("main li button").first.press("Enter")
    page.wait_for_url("**/challenges/")
    assert page.locator(".roles b").inner_text() == "Cán bộ đầu mối"

    page.locator(".who form button").last.press("Enter")
    page.wait_for_url(f"{live_server.url}/")
    assert page.locator(".roles b").count() == 0


def test_a_passkey_is_added_and_signs_in_without_a_password(live_server, page, client):
    user, site = without_password(), live_server.url
    client.force_login(user)
    enter(page, client, live_server)
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    key |= {"hasUserVerification": True, "isUserVerified": True}
    key |= {"automaticPresenceSimulation": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": key})

    page.goto(f"{site}/account/2fa/webauthn/add/")
    page.check("[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/recovery-codes/**")
    page.context.clear_cookies()
    page.goto(f"{site}/account/login/?next=/account/profile/")
    page.click("#passkey_login")
    page.wait_for_url(f"{site}/account/profile/")

    assert user.email in page.inner_text("main")
