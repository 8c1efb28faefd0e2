"""Where each thing of the matrix would show, by kind of place, and by which words it is known.

A place that never shows a thing is looked at too: there the words must be absent whoever asks.
Each thing has all six kinds of place.
"""

import html
import io
import json
import zipfile
from dataclasses import dataclass

import pypdf

from tests.factories import A_FILE
from tests.pilots.things import EVIDENCE, MILESTONES
from tests.review.defining import TASK
from tests.visibility import cases

API = "/api/v1/challenges/{code}"
CASE = "/challenges/{code}"
OWN_FEED = "/notices/feed/OWN.atom"  # OWN: the secret of whoever asks
FEEDS = ("/feeds/problems.vi.atom", "/feeds/decisions.vi.atom")


@dataclass(frozen=True)
class Place:
    """Addresses to ask and words of which one must be in an answer. never: nobody is shown it.

    Both are templates: {code} is the case, and whatever else the case says.
    """

    addresses: tuple
    words: tuple
    never: bool = False


def at(*addresses, words, never=False):
    return Place(addresses, (words,) if isinstance(words, str) else words, never)


def nowhere(*addresses, words):
    return at(*addresses, words=words, never=True)


FILE = "/initiatives/{file}/"
MINUTES = "/documents/{minutes}/vi/docx/"
CONTENT = A_FILE["approach"]
PAPERS = "/documents/of/challenge/{code}/"
ASSIGNED = (cases.ONLY_ONE, "Viện Đo lường", "/documents/{assignment}/")
PLACES = {
    ("triage", "the problem, before its call"): {
        "page": at(f"{CASE}/", words="{title}"),
        "API": at(API, words="{title}"),
        "search": at("/api/v1/search?q={title}", words="{code}"),
        "count": at("/api/v1/search?q={title}", words='{{"value": "challenge"'),
    },
    ("triage", "who defines its task"): {
        "page": at(f"{CASE}/definition/", f"{CASE}/definition/log/", words="{chair}"),
    },
    ("triage", "the vote on its task"): {
        "page": at(f"{CASE}/definition/meeting/", words="3 tán thành"),
        "export": at(MINUTES, words="Hội đồng trao đổi."),
    },
    ("triage", "the task as it is defined"): {
        "page": at(f"{CASE}/call/", words=TASK["goal_vi"]),
        "API": at(f"{API}/task", words=TASK["goal_vi"]),
    },
    ("defined", "the problem, its call frozen"): {
        "page": at(f"{CASE}/", words="{title}"),
        "API": at(API, words="{title}"),
        "search": at("/api/v1/search?q={title}", words="{code}"),
        "count": at("/api/v1/search?q={title}", words='{{"value": "challenge"'),
    },
    ("defined", "who defined its task"): {
        "page": at(f"{CASE}/definition/", words="{chair}"),
    },
    ("defined", "the task, before publication"): {
        "page": at(f"{CASE}/call/", words=TASK["goal_vi"]),
        "API": at(f"{API}/task", words=TASK["goal_vi"]),
    },
    ("defined", "to whom it is assigned directly"): {
        "page": at(f"{CASE}/call/", f"{CASE}/log/", PAPERS, words=ASSIGNED),
        "API": at(f"{API}/task", words=ASSIGNED),
        "search": nowhere("/api/v1/search?q=Viện Đo lường", words=cases.ONLY_ONE),
        "count": at(PAPERS, words="/documents/{assignment}/"),
        "export": at("/documents/{assignment}/vi/docx/", words=ASSIGNED[:2]),
    },
    ("defined", "who is invited to lead its file"): {
        "page": at(f"{CASE}/call/", words=cases.LEAD),
        "API": nowhere(f"{API}/task", words=cases.LEAD),
        "search": nowhere("/api/v1/search?q=Trưởng nhóm", words=cases.LEAD),
        "export": nowhere("/documents/{assignment}/vi/docx/", words=cases.LEAD),
    },
    ("open", "the problem, its criteria and answers"): {
        "page": at(f"{CASE}/questions/", words=cases.ANSWER),
        "API": at(API, words="{title}"),
        "search": at("/api/v1/search?q={title}", words="{code}"),
        "count": at("/api/v1/search?q={title}", words='{{"value": "challenge"'),
        "feed": at(FEEDS[0], words="/challenges/{code}/"),
    },
    ("open", "persons suggested by a match"): {
        "page": at(f"{CASE}/who/", words="{person}"),
        "API": at(f"{API}/matches?kind=person", words="{person}"),
        "count": at(f"{API}/matches?kind=person", words='"count": 1,'),
        "export": at(f"{CASE}/who/export/", words="{person}"),
    },
}
for state in ("open", "not sealed"):
    sealed = ", sealed" * (state == "open")
    PLACES |= {
        (state, f"how many files{sealed}"): {
            "page": at(f"{CASE}/files/", words="/initiatives/{third file}/"),
            "API": nowhere(API, f"{API}/matches", words="{third file}"),
        },
        (state, f"a file{sealed}"): {
            "page": at(FILE, words=CONTENT),
        },
    }
PLACES["open", "a file, sealed"]["search"] = nowhere(
    "/api/v1/search?q=Giải pháp", words="Giải pháp"
)
PLACES |= {
    ("review", "a file"): {
        "page": at(FILE, words=CONTENT),
        "count": at(f"{CASE}/files/", words="/initiatives/{file}/"),
    },
    ("review", "the other team's file"): {
        "page": at("/initiatives/{other file}/", words=CONTENT),
    },
    ("review", "its confidential part"): {
        "page": at("POST /initiatives/{file}/confidential/", FILE, words=A_FILE["confidential"]),
    },
    ("review", "whose file it is, reviewed blind"): {
        "page": at(FILE, words=("Công ty Ánh Sáng", "{team}")),
    },
    ("review", "who sits and who reviews what"): {
        "page": at(f"{CASE}/council/", words="{chair}"),
    },
    ("review", "declarations, declined invitations"): {
        "page": at(
            f"{CASE}/council/", f"{CASE}/council/log/", words=(cases.LENT, cases.BUSY, "{declined}")
        ),
    },
    ("review", "others' scores, own submitted"): {
        "page": at(f"{CASE}/council/scores/{{file}}/", words=cases.SCORED[0]),
        "API": at(f"{API}/scores/{{file}}", words=cases.SCORED[0]),
    },
    ("review", "others' scores, own not submitted"): {
        "page": at(f"{CASE}/council/scores/{{other file}}/", words=cases.SCORED[1]),
        "API": at(f"{API}/scores/{{other file}}", words=cases.SCORED[1]),
        "count": at(f"{API}/scores", words='"mean"'),
    },
    ("review", "that a seat is left vacant"): {
        "page": at("/notices/", words=cases.VACANT),
        "feed": at(OWN_FEED, words=cases.VACANT),
    },
    ("review", "a review from outside"): {
        "page": at(
            f"{CASE}/council/scores/{{file}}/", "/reviews/{outside}/", words=cases.FROM_OUTSIDE
        ),
        "API": at(f"{API}/scores/{{file}}", words=cases.FROM_OUTSIDE),
    },
    ("recommended", "a file"): {"page": at(FILE, words=CONTENT)},
    ("recommended", "scores"): {
        "page": at(f"{CASE}/council/scores/{{file}}/", words=cases.SCORED[0]),
        "count": at(f"{API}/scores", words='"mean"'),
    },
    ("recommended", "the verdict that is drafted"): {
        "page": at(
            f"{CASE}/decision/write/", f"{CASE}/decision/", f"{CASE}/log/", words=cases.VERDICT
        ),
        "feed": nowhere(*FEEDS, words="/challenges/{code}/"),
        "API": nowhere(API, words=cases.VERDICT),
        "search": nowhere(f"/api/v1/search?q={cases.VERDICT}", words="{code}"),
    },
    ("recommended", "whole minutes"): {
        "page": at(f"{CASE}/council/meeting/", words="Hội đồng trao đổi."),
        "export": at(MINUTES, words="Hội đồng trao đổi."),
    },
    ("decided", "who sat"): {"page": at(f"{CASE}/decision/", f"{CASE}/council/", words="{chair}")},
    ("decided", "scores of the selected file"): {
        "page": at(f"{CASE}/council/scores/{{file}}/", words=cases.SCORED[0]),
        "API": at(f"{API}/scores/{{file}}", words=cases.SCORED[0]),
    },
    ("decided", "whole minutes"): {
        "page": at(f"{CASE}/decision/", words="Hội đồng trao đổi."),
        "export": at(MINUTES, words="Hội đồng trao đổi."),
    },
    ("decided", "public part of the minutes"): {
        "page": at(f"{CASE}/decision/", words="Hội đồng đã họp."),
    },
    ("decided", "reasons, the selected file"): {
        "page": at(f"{CASE}/decision/", words="Lý do của tiêu chí 1."),
        "feed": at(FEEDS[1], words="/challenges/{code}/"),
    },
    ("decided", "title of a file not selected"): {
        "page": at(f"{CASE}/decision/", f"{CASE}/files/", words="Giải pháp 2"),
        "API": nowhere(API, words="Giải pháp 2"),
        "search": nowhere("/api/v1/search?q=Giải pháp 2", words="Giải pháp 2"),
        "feed": nowhere(*FEEDS, words="Giải pháp 2"),
    },
    ("decided", "public acts of the log"): {
        "page": at(f"{CASE}/log/", words="quyết định"),
        "feed": at(FEEDS[1], words="uyết định"),
    },
    ("decided", "the other acts of the log"): {
        "page": at(f"{CASE}/log/", words="kiến nghị"),
    },
    ("decided", "the whole history of the case"): {
        "page": at("/trail/{code}/", words="initiative:{file}"),
        "export": at("POST /trail/{code}/export/", words="initiative:{file}"),
    },
    ("decided", "the log of the council"): {
        "page": at(f"{CASE}/council/log/", words="{chair}"),
    },
    ("pilot", "plan, milestones, accepted values"): {
        "page": at(f"{CASE}/pilot/", words=MILESTONES[0].title_vi),
        "count": at(f"{CASE}/pilot/", words="15,1"),
    },
    ("pilot", "evidence, values not accepted"): {
        "page": at(f"{CASE}/pilot/", words=EVIDENCE.text),
        "count": at(f"{CASE}/pilot/", words="16,6"),
    },
    ("any", "how an expert is reached"): {
        "page": at("/experts/", "/experts/{person}/", "/people/{person}/", words=cases.ADDRESS),
        "API": nowhere("/api/v1/people/{person}", words=cases.ADDRESS),
    },
}

# Where what has no place of that kind above might show, and never does: asked once by each role,
# and looked through for every such thing.
NOWHERE = {
    "API": (API, f"{API}/matches"),
    "search": ("/api/v1/search?limit=100",),
    "count": ("/api/v1/challenges",),
    "feed": FEEDS,
    "export": (f"{CASE}/who/export/",),
}
for found in PLACES.values():
    known = next(iter(found.values())).words
    found |= {
        kind: Place(addresses, known, never=True)
        for kind, addresses in NOWHERE.items()
        if kind not in found
    }


def shows(place, case, ask):
    """Return whether any answer holds any of the words. ask: takes an address, returns text."""
    title = getattr(case.challenge, "title_vi", "")  # a laboratory has a name
    said = {"code": case.code, "title": title} | case.said
    words = [words.format(**said) for words in place.words]
    answers = (ask(address.format(**said)) for address in place.addresses)
    return any(word in answer for answer in answers for word in words)


def text_of(answer):
    """Return an answer as text; of a workbook or a document all its parts, of a PDF its words."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if answer.headers["Content-Type"].startswith("application/json"):
        return json.dumps(json.loads(content), ensure_ascii=False)
    if content.startswith(b"%PDF"):
        return "\f".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    if not content.startswith(b"PK"):
        return html.unescape(content.decode(errors="replace"))
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return "".join(parts.read(name).decode(errors="replace") for name in parts.namelist())
