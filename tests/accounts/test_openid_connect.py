"""Signing in through a provider: offered where one is set, and nowhere else."""

import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from cauhien.accounts.models import User
from cauhien.accounts.states import Role
from tests.factories import TOTP_SECRET, a_user

pytestmark = pytest.mark.django_db
PROVIDER = {
    "provider_id": "provider",
    "name": "VNeID",
    "client_id": "cauhien",
    "secret": "x",
    "settings": {"server_url": "https://provider.invalid"},
}


def test_without_a_setting_no_provider_is_offered_and_none_answers(client):
    page = client.get(reverse("account_login")).content.decode()

    assert "/account/oidc/" not in page
    assert client.post("/account/oidc/provider/login/").status_code == 404


def test_with_the_setting_the_page_offers_it_by_its_name(client, settings):
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [PROVIDER]}}

    page = client.get(reverse("account_login"), headers={"accept-language": "vi"}).content.decode()

    assert "/account/oidc/provider/login/" in page
    assert "Đăng nhập bằng VNeID" in page


class Provider(BaseHTTPRequestHandler):
    """A provider that knows one person; its answers are those of OpenID Connect Core 1.0."""

    def do_GET(self):
        here = f"http://{self.headers['Host']}"
        ends = {f"{name}_endpoint": f"{here}/{name}" for name in ("authorization", "token")}
        said = {
            "/.well-known/openid-configuration": {
                "issuer": here,
                "jwks_uri": f"{here}/keys",
                "userinfo_endpoint": f"{here}/person",
                **ends,
            },
            "/person": {"sub": "p-17", "email": "nguoi.dan@test.invalid", "name": "Người dân"},
        }
        self.answer(said[self.path])

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.answer({"access_token": "abc", "token_type": "Bearer"})

    def answer(self, said):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(said).encode())

    def log_message(self, *_said):
        """Say nothing."""


@pytest.fixture
def come_back(client, settings):
    """Return a function that signs in at the provider, and what the site answers afterwards."""
    server = HTTPServer(("127.0.0.1", 0), Provider)
    Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}"
    app = PROVIDER | {"settings": {"server_url": url}}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}

    def come_back():
        led = client.post("/account/oidc/provider/login/").context["there"]
        asked = parse_qs(urlsplit(led).query)
        back = urlsplit(asked["redirect_uri"][0]).path
        assert led.startswith(f"{url}/authorization?")
        return client.get(back, {"code": "xyz", "state": asked["state"][0]})

    yield come_back
    server.shutdown()
    server.server_close()


def test_who_comes_from_the_provider_for_the_first_time_has_an_account_without_a_role(
    client, come_back
):
    come_back()

    user = User.objects.get(pk=client.session["_auth_user_id"])
    assert (user.email, list(user.grants.all())) == ("nguoi.dan@test.invalid", [])
    assert not user.has_usable_password()


def test_an_equal_address_alone_opens_nobodys_account(client, come_back):
    a_user(Role.OFFICER, email="nguoi.dan@test.invalid")

    come_back()

    assert "_auth_user_id" not in client.session
    assert SocialAccount.objects.count() == 0


def test_who_has_connected_the_provider_is_asked_for_the_second_factor_all_the_same(
    client, come_back
):
    head = a_user(Role.HEAD)
    TOTP.activate(head, TOTP_SECRET)
    SocialAccount.objects.create(user=head, provider="provider", uid="p-17")

    answer = come_back()

    assert answer.headers["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
