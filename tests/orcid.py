"""An ORCID of the tests' own, as ORCID answers by its OAuth and its API 3.0."""

import json
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit

from allauth.socialaccount.providers.orcid.views import OrcidOAuth2Adapter

ID, OTHER = "0000-0002-1825-0097", "0000-0001-5109-3700"
WAYS = {"authorize": "oauth/authorize", "access_token": "oauth/token", "profile": "v3.0/%s/record"}


class Orcid(BaseHTTPRequestHandler):
    """Its page offers to sign in by either iD, or not to; the code that it gives is the iD."""

    def do_POST(self):
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        said = {"access_token": "abc", "token_type": "bearer", "orcid": sent["code"][0]}
        self.answer(json.dumps(said), "application/json")

    def do_GET(self):
        asked = urlsplit(self.path)
        if asked.path == "/oauth/authorize":
            self.answer("".join(choices(parse_qs(asked.query))), "text/html")
        else:
            orcid = asked.path.split("/")[-2]
            record = {"path": orcid, "uri": f"https://orcid.org/{orcid}"}
            self.answer(json.dumps({"orcid-identifier": record}), "application/json")

    def answer(self, said, kind):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(said.encode())

    def log_message(self, *_said):
        """Say nothing."""


def choices(asked):
    said = {"own": {"code": ID}, "other": {"code": OTHER}, "deny": {"error": "access_denied"}}
    for name, one in said.items():
        back = urlencode(one | {"state": asked["state"][0]})
        yield f"<p><a id={name} href='{asked['redirect_uri'][0]}?{back}'>{name}</a></p>"


@contextmanager
def orcid_at_hand(settings, monkeypatch):
    """Let the site be known at an ORCID that answers on this machine alone."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Orcid)
    Thread(target=server.serve_forever, daemon=True).start()
    for name, path in WAYS.items():
        url = f"http://127.0.0.1:{server.server_port}/{path}"
        monkeypatch.setattr(OrcidOAuth2Adapter, f"{name}_url", url)
    apps = [{"client_id": "cauhien", "secret": "x"}]
    settings.SOCIALACCOUNT_PROVIDERS = {"orcid": {"APPS": apps}}
    yield
    server.shutdown()
    server.server_close()
