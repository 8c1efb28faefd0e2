"""A server on this machine that answers as OpenAlex does, from five of its real works (CC0 1.0).

How it answers was read in the sources of the service in August 2026 (ourresearch/openalex-api-proxy
and openalex-elastic-api): cursors, the cut of long lists of authors, what a request costs and what
its headers say, refusals. It gives two works a page, and answers by number of the request what a
test says it shall: a status with headers, or an end in the middle.
"""

import base64
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
MERGED = "I9"  # into the one above; most merged ids are simply not found any more
KEY = "a-key"
PAGE = 2
MOST_AUTHORS = 100  # of a work in a list
TO_MIDNIGHT = "7200"  # seconds
SELECTABLE = {
    "id", "ids", "doi", "title", "display_name", "language", "type", "publication_year",
    "publication_date", "authorships", "is_authors_truncated", "primary_location", "topics",
    "abstract_inverted_index", "is_retracted", "updated_date",
}  # fmt: skip


def after(number):
    """Return the cursor behind so many works."""
    return base64.b64encode(json.dumps(str([number])).encode()).decode()


@contextmanager
def an_openalex(answers=(), plan="free", works=WORKS, budget=10_000, prepaid=0):
    """Yield the server. answers: {number of the request: (status, headers), or "break"}.

    budget, prepaid: credits; a page costs one, a single thing none. Its `asked` lists (path,
    arguments) of each request, `url` is its address.
    """
    server = ThreadingHTTPServer(("127.0.0.1", 0), OpenAlex)
    server.asked, server.answers, server.plan = [], dict(answers), plan
    server.works, server.budget, server.prepaid = works, budget, prepaid
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
            self._answer({"error": "As told", "message": "as told"}, *said)
        elif self.headers.get("Authorization") not in {None, f"Bearer {KEY}"}:
            self._refuse(401, "Invalid or missing API key", "API key not found")
        elif "updated_date:" in arguments.get("filter", "") and self.server.plan == "free":
            # Before the meter, without its headers, and as a status that else means "later".
            self._refuse(429, "Plan upgrade required", "requires a Premium plan")
        elif unknown := set(arguments["select"].split(",")) - SELECTABLE:
            self._refuse(400, "Invalid query parameters error.", f"{unknown} is not valid")
        else:
            self._give(parts.path.strip("/").split("/"), arguments)

    def _give(self, path, arguments):
        match path:
            case ["works"]:
                self._metered(arguments)
            case ["works", key]:
                found = [one for one in self.server.works if one["id"].endswith(f"/{key}")]
                self._single(found and _selected(found[0], arguments))
            case ["institutions", key] if key == MERGED:
                self._answer({}, 301, {"Location": f"/institutions/{ID}?select=id,display_name"})
            case ["institutions", key] if key in {ID, f"ror:{ROR}"}:
                self._single({"id": f"https://openalex.org/{ID}", "display_name": NAME})
            case _:
                self._single(None)

    def _single(self, said):
        if said:
            self._answer(said, 200, self._meter("Used", 0))
        else:
            self._answer({}, 404)

    def _metered(self, arguments):
        server = self.server
        if server.budget < 1 and server.prepaid < 1:
            headers = {**self._meter("Required", 1), "Retry-After": TO_MIDNIGHT}
            self._refuse(429, "Rate limit exceeded", "Insufficient budget.", headers)
            return
        if server.budget:
            server.budget -= 1
        else:
            server.prepaid -= 1
        self._page(arguments)

    def _page(self, arguments):
        wanted = dict(part.split(":", 1) for part in arguments["filter"].split(","))
        works = [work for work in self.server.works if _fits(work, wanted)]
        cursor = arguments["cursor"]
        begin = 0 if cursor == "*" else _place(cursor)
        page = works[begin : begin + PAGE]
        following = after(begin + PAGE) if len(page) == PAGE else None
        meta = {"count": len(works), "page": None, "per_page": PAGE, "next_cursor": following}
        shown = [_cut(_selected(work, arguments)) for work in page]
        said = {"meta": meta, "results": shown, "group_by": []}
        self._answer(said, 200, self._meter("Used", 1))

    def _meter(self, word, credits):
        said = {
            "Limit": 10_000,
            "Remaining": self.server.budget,
            "Onetime-Remaining": self.server.prepaid,
            "Remaining-USD": self.server.budget / 10_000,
            f"Credits-{word}": credits,
            "Reset": TO_MIDNIGHT,
        }
        return {f"X-RateLimit-{name}": str(value) for name, value in said.items()}

    def _refuse(self, status, error, message, headers=()):
        self._answer({"error": error, "message": message}, status, headers)

    def _answer(self, said, status=200, headers=()):
        content = json.dumps(said).encode()
        self.send_response(status)
        for name, value in {"Content-Length": str(len(content)), **dict(headers)}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *said):
        """Write nothing: a test says itself what it wants known."""


def _place(cursor):
    return json.loads(json.loads(base64.b64decode(cursor)))[0]


def _selected(work, arguments):
    return {name: work[name] for name in arguments["select"].split(",") if name in work}


def _cut(work):
    """Return a work as lists have it."""
    if len(work["authorships"]) <= MOST_AUTHORS:
        return work
    return work | {"authorships": work["authorships"][:MOST_AUTHORS], "is_authors_truncated": True}


def _fits(work, wanted):
    lineage = f"https://openalex.org/{wanted['authorships.institutions.lineage']}"
    since = wanted.get("from_updated_date", "")
    return work["updated_date"] >= since and any(
        lineage in institution["lineage"]
        for author in work["authorships"]
        for institution in author["institutions"]
    )
