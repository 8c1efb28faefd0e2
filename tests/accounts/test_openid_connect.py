"""Signing in through a provider: offered where one is set, and nowhere else."""

import pytest
from django.urls import reverse

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
