"""Ask every address that somebody is led to, and compare what came before with what comes after.

Answers are compared byte for byte, but for what is made anew for each request: tokens of forms,
the nonce of the content security policy, the moment at which a workbook was written or a
harvester answered, and the clock by which a feed without entries, and the auditor's reading of
these very pages, is dated.
The figures of the health page count the jobs of the whole site, whoever does whatever.
"""

import re
from collections import Counter, deque

from django.db import transaction

from tests.test_pages import links, named
from tests.visibility.places import text_of

FILTERED = 1  # addresses with a question after them that are followed to one view
LEFT_OUT = {"account_logout", "set_language", "front:health"}
MADE_ANEW = re.compile(
    r'(?<=name="csrfmiddlewaretoken" value=")[^"]+|(?<=name="token" value=")[^"]+'
    r'|(?<=name="code" value=")[^"]+|(?<=nonce=")[^"]+|(?<=W3CDTF">)[^<]+'
    r"|(?<=<responseDate>)[^<]+"
    r"|<tr>(?:(?!</tr>).)*kiểm toán đã đọc(?:(?!</tr>).)*</tr>"
    r"|<updated>[^<]+</updated>(?=(?:<author><name>[^<]*</name></author>)?"
    r"(?:<subtitle>[^<]*</subtitle>)?</feed>)"
)
API = "/api/v1/"
LISTS = ("organisations", "people", "works", "projects", "technologies", "laboratories")
TABS = (
    *("", "call/", "questions/", "who/", "who/export/", "similar/", "files/", "opening/"),
    *("council/", "council/log/", "council/scores/", "council/meeting/", "decision/"),
    *("decision/write/", "pilot/", "documents/", "log/"),
)


def starts(challenge):
    """Return where a crawl begins: home, feeds, lists, the API, each tab of a case, its trail."""
    code = challenge.code
    pages = ("", "challenges/", "search/", "my-work/", "my-work/count/", "notices/", "outbox/")
    pages += ("initiatives/", "councils/", "experts/", "trail/anchors.atom")
    feeds = [f"/feeds/{name}.vi.atom" for name in ("problems", "decisions")]
    api = [f"{name}?limit=100" for name in (*LISTS, "challenges", "search")]
    api += [f"challenges/{code}{part}" for part in ("", "/matches", "/scores")]
    return [
        *(f"/{page}" for page in pages),
        *(f"/challenges/{code}/{tab}" for tab in TABS),
        *(f"/trail/{code}/", f"/trail/{code}/files/", *feeds),
        *(API + address for address in api),
    ]


def crawl(client, begin):
    """Return {address: (status, text)} of all that links lead to; nothing that is written stays."""
    waiting, seen, found = deque(begin), Counter(), {}
    with transaction.atomic():
        while waiting:
            if (address := waiting.popleft()) not in found:
                answer = client.get(address)
                found[address] = _kept(answer)
                waiting.extend(_on(address, answer, seen))
        transaction.set_rollback(True)
    return found


def answers(client, addresses):
    """Return {address: (status, text)} of these addresses; nothing that is written stays."""
    with transaction.atomic():
        found = {address: _kept(client.get(address)) for address in addresses}
        transaction.set_rollback(True)
    return found


def differences(before, after):
    """Return the addresses that answer otherwise, or only before, or only after, in order."""
    return sorted(one for one in before | after if before.get(one) != after.get(one))


def _kept(answer):
    return answer.status_code, MADE_ANEW.sub("", text_of(answer))


def _on(address, answer, seen):
    """Yield where an answer leads on to; of what is filtered, a few of each view."""
    if answer.streaming or not answer.headers.get("Content-Type"):
        return
    for there in links(address, answer):
        seen[named(there)] += "?" in there
        is_enough = "?" in there and seen[named(there)] > FILTERED
        if named(there) not in LEFT_OUT and not is_enough:
            yield there
