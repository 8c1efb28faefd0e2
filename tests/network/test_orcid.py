"""Whoever signs in at ORCID by the iD of a page takes it over with that."""

import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.providers.orcid.views import OrcidOAuth2Adapter

from cauhien.network.models import Claim, PersonIdentifier
from tests.factories import a_person, a_user

pytestmark = pytest.mark.django_db
ID = "0000-0002-1825-0097"


class Orcid(BaseHTTPRequestHandler):
    """ORCID as it answers by its API 3.0: who signed in stands in the token and the record."""

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.answer({"access_token": "abc", "token_type": "bearer", "orcid": ID})

    def do_GET(self):
        self.answer({"orcid-identifier": {"path": ID, "uri": f"https://orcid.org/{ID}"}})

    def answer(self, said):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(said).encode())

    def log_message(self, *_said):
        """Say nothing."""


@pytest.fixture
def sign_in_at_orcid(client, settings, monkeypatch):
    """Return a function that leads to ORCID and back; it returns what the site answers then."""
    server = HTTPServer(("127.0.0.1", 0), Orcid)
    Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}"
    ways = {"authorize": "oauth/authorize", "access_token": "oauth/token"}
    for name, path in (ways | {"profile": "v3.0/%s/record"}).items():
        monkeypatch.setattr(OrcidOAuth2Adapter, f"{name}_url", f"{url}/{path}")
    apps = [{"client_id": "cauhien", "secret": "x"}]
    settings.SOCIALACCOUNT_PROVIDERS = {"orcid": {"APPS": apps}}

    def sign_in_at_orcid(back_to):
        asked = client.post(f"/account/orcid/login/?process=connect&next={back_to}")
        said = parse_qs(urlsplit(asked.headers["Location"]).query)
        back = urlsplit(said["redirect_uri"][0]).path
        return client.get(back, {"code": "xyz", "state": said["state"][0]})

    yield sign_in_at_orcid
    server.shutdown()
    server.server_close()


def a_page(orcid, *, certain=True):
    person = a_person("Nguyễn Văn An")
    PersonIdentifier.objects.create(person=person, scheme="orcid", value=orcid, certain=certain)
    return person, f"/people/{person.code}/claim/"


def test_the_id_of_the_page_shown_at_orcid_proves_whose_it_is(client, sign_in_at_orcid):
    user = a_user()
    client.force_login(user)
    person, claim = a_page(ID)
    assert "/account/orcid/login/?" in client.get(claim).content.decode()
    client.post(claim, {"by": "orcid"})
    assert not Claim.objects.exists()

    answer = sign_in_at_orcid(claim)
    assert answer.headers["Location"] == claim
    assert 'value="orcid"' in client.get(claim).content.decode()
    client.post(claim, {"by": "orcid"})

    person.refresh_from_db()
    made = Claim.objects.get()
    assert (person.user, made.state, made.note) == (user, "accepted", f"ORCID {ID}")


@pytest.mark.parametrize(("orcid", "certain"), [("0000-0001-5109-3700", True), (ID, False)])
def test_another_id_or_one_that_is_merely_inferred_proves_nothing(
    client, sign_in_at_orcid, orcid, certain
):
    client.force_login(a_user())
    person, claim = a_page(orcid, certain=certain)
    sign_in_at_orcid(claim)

    assert 'value="orcid"' not in client.get(claim).content.decode()
    client.post(claim, {"by": "orcid"})

    person.refresh_from_db()
    assert (person.user, Claim.objects.exists()) == (None, False)


def test_without_the_setting_orcid_is_not_offered(client):
    client.force_login(a_user())

    assert "/account/orcid/" not in client.get(a_page(ID)[1]).content.decode()
