"""A server on this machine that answers as OpenAlex does, from five of its real works (CC0 1.0).

It gives two works a page, knows its cursors, wants a key, and answers by number of the request
what a test says it shall: a status with headers, or an end in the middle.
"""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

SAMPLES = Path(__file__).parent / "samples"
WORKS = [
    json.loads(line)
    for line in (SAMPLES / "works-of-an-institution.jsonl").read_text("utf-8").splitlines()
]
ID, ROR, NAME = "I31512782", "05n911h24", "Technical University of Darmstadt"
KEY = "a-key"
PAGE = 2


@contextmanager
def an_openalex(answers=(), plan="free"):
    """Yield the server. answers: {number of the request: (status, headers), or "break"}.

    Its `asked` lists (path, arguments) of each request, `url` is its address; `headers_of_pages`
    go with each page.
    """
    server = ThreadingHTTPServer(("127.0.0.1", 0), OpenAlex)
    server.asked, server.answers, server.plan = [], dict(answers), plan
    server.headers_of_pages = {}
    server.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class OpenAlex(BaseHTTPRequestHandler):
    def do_GET(self):
        parts = urlsplit(self.path)
        arguments = dict(parse_qsl(parts.query))
        self.server.asked.append((parts.path, arguments))
        said = self.server.answers.get(len(self.server.asked))
        if said == "break":
            self.close_connection = True
            return
        if said:
            self._answer({"message": "as told"}, *said)
        elif parts.path.startswith("/institutions/"):
            self._institution(parts.path.rsplit("/", 1)[-1])
        else:
            self._works(arguments)

    def _institution(self, asked):
        if asked == f"ror:{ROR}":
            self._answer({}, 301, {"Location": f"/institutions/{ID}"})
        elif asked == ID:
            self._answer({"id": f"https://openalex.org/{ID}", "display_name": NAME})
        else:
            self._answer({"message": "not found"}, 404)

    def _works(self, arguments):
        wanted = dict(part.split(":", 1) for part in arguments["filter"].split(","))
        if self.headers.get("Authorization") != f"Bearer {KEY}":
            self._answer({"message": "a key is needed for cursors"}, 401)
        elif "from_updated_date" in wanted and self.server.plan == "free":
            self._answer({"error": "Plan upgrade required", "message": "a Premium plan"}, 403)
        else:
            self._page([work for work in WORKS if _fits(work, wanted)], arguments["cursor"])

    def _page(self, works, cursor):
        begin = 0 if cursor == "*" else int(cursor.removeprefix("after-"))
        end = begin + PAGE
        page = works[begin:end]
        following = f"after-{end}" if page else None
        said = {"meta": {"count": len(works), "next_cursor": following}, "results": page}
        self._answer(said, headers=self.server.headers_of_pages)

    def _answer(self, said, status=200, headers=()):
        content = json.dumps(said).encode()
        self.send_response(status)
        for name, value in {"Content-Length": str(len(content)), **dict(headers)}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *said):
        """Write nothing: a test says itself what it wants known."""


def _fits(work, wanted):
    lineage = f"https://openalex.org/{wanted['authorships.institutions.lineage']}"
    since = wanted.get("from_updated_date", "")
    return work["updated_date"] >= since and any(
        lineage in institution["lineage"]
        for author in work["authorships"]
        for institution in author["institutions"]
    )
