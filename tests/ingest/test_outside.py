"""A harvest reaches the internet and nothing inside, whatever address is typed or redirected to."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import httpx
import pytest

from cauhien.accounts.models import User
from cauhien.accounts.states import Role
from cauhien.ingest.actions import harvests
from cauhien.ingest.models import Repository
from cauhien.ingest.readers.outside import InnerHost, Outside, address_of
from tests.factories import NOW, a_user, sign_in

INNER = ("localhost", "127.1", "0x7f.1", "2130706433", "10.0.0.7", "169.254.169.254", "::1")


class Sends(BaseHTTPRequestHandler):
    """Sends whoever asks for /inner on to the same server by its address, as an inner one."""

    def do_GET(self):
        is_sent = self.path == "/inner"
        self.send_response(302 if is_sent else 200)
        if is_sent:
            self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/secret")
        self.end_headers()
        self.wfile.write(self.headers["Host"].encode())

    def log_message(self, *_said):
        """Say nothing."""


@pytest.fixture
def server():
    with HTTPServer(("127.0.0.1", 0), Sends) as found:
        threading.Thread(target=found.serve_forever, daemon=True).start()
        yield found
        found.shutdown()


@pytest.mark.parametrize("host", INNER)
def test_an_inner_address_is_refused_however_it_is_written(host):
    with pytest.raises(InnerHost) as refused:
        address_of(host)
    assert refused.value.address


def test_a_host_that_is_named_is_asked_by_its_name_and_a_redirect_inside_is_not_followed(server):
    address = f"http://localhost:{server.server_port}"

    with httpx.Client(transport=Outside(["localhost"]), follow_redirects=True) as client:
        assert client.get(f"{address}/").text == f"localhost:{server.server_port}"
        with pytest.raises(InnerHost, match=r"127\.0\.0\.1"):
            client.get(f"{address}/inner")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"), [("vi", "trong mạng của máy chủ"), ("en", "inside the network")]
)
def test_the_page_says_beside_the_field_why_an_inner_address_is_not_asked(
    client, settings, language, words
):
    settings.HARVEST_HOSTS = []
    steward = sign_in(client, a_user(Role.DATA_STEWARD))
    User.objects.filter(pk=steward.pk).update(language=language)

    inner = client.post("/data/harvests/", {"address": "http://169.254.169.254/latest/"})
    nowhere = client.post("/data/harvests/", {"address": "http://nobody.invalid/oai"})

    assert [inner.status_code, nowhere.status_code] == [422, 422]
    html = inner.content.decode()
    assert [
        one for one in (words, "CAUHIEN_HARVEST_HOSTS", "169.254.169.254") if one not in html
    ] == []
    assert "nobody.invalid" in nowhere.context["form"].errors["address"][0]
    assert not Repository.objects.exists()


@pytest.mark.django_db
def test_the_worker_asks_no_inner_address_either_and_says_so(settings):
    settings.HARVEST_HOSTS = []
    by = a_user(Role.DATA_STEWARD)
    row = harvests.begin_harvest(address="http://10.0.0.7/oai", set_spec="", by=by, at=NOW)

    with harvests.client() as asking:
        harvests.run_harvest(repository=row, at=NOW, asking=asking)

    row.refresh_from_db()
    assert (row.state, row.fault, "10.0.0.7" in row.why) == ("failed", "inner", True)
