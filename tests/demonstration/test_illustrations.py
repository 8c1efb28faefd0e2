"""What is invented is marked where it appears, and in no figure, list for programs, feed, index."""

import io

import pypdf
import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from cauhien.challenges.actions import CannotMove, index_in_search, mark_illustration
from cauhien.challenges.documents.initiative import receipt_text
from cauhien.challenges.models import Challenge
from cauhien.challenges.queries import similar_challenges
from cauhien.challenges.queries.initiative.receipts import receipts_of
from cauhien.challenges.states import Act, State
from cauhien.core.audit import record
from cauhien.core.files import path_of
from cauhien.documents.actions import Filing, freeze_document
from cauhien.documents.models import Rendition
from cauhien.documents.states import Audience, Kind
from cauhien.front import queries as front
from cauhien.matching.bridge.documents import READERS
from cauhien.network.actions.persons import demonstration_person
from tests.documents.examples import a_text
from tests.factories import NOW, a_call, a_challenge, a_person, a_sent_file, a_user, acts, an_office

pytestmark = pytest.mark.django_db
TITLES = {False: "Giảm ngập khi mưa lớn", True: "Minh họa: Giảm ngập khi mưa lớn"}


@pytest.fixture
def two(now):
    """Return an open problem and an illustration of one, both public and in the search."""
    made = [
        a_challenge(State.OPEN, title_vi=title, is_illustration=is_illustration, is_public=True)
        for is_illustration, title in TITLES.items()
    ]
    for one in made:
        a_call(challenge=one)
        record(chain=one.chain, act=Act.PUBLISH, by=None, at=NOW, public=True)
    index_in_search(made, at=NOW)
    return made


def test_pages_show_it_and_say_what_it_is(client, two):
    english = {"headers": {"accept-language": "en"}}
    listed = client.get("/challenges/", **english).content.decode()
    own = client.get(f"/challenges/{two[1].code}/", **english).content.decode()

    assert listed.count(">illustration</span>") == 1
    assert "Invented for the demonstration" in own
    assert (
        "Invented for" not in client.get(f"/challenges/{two[0].code}/", **english).content.decode()
    )
    found = client.get("/search/", {"q": "ngập"}).content.decode()
    assert found.count("Minh họa: ") == 1


def test_the_home_page_counts_and_lists_it_nowhere(client, two):
    page = client.get("/").content.decode()

    assert front.figures() == {"challenge": 1}
    assert TITLES[False] in page
    assert TITLES[True] not in page


def test_feeds_leave_it_out(client, two):
    feed = client.get(reverse("challenges:feed", args=["vi"])).content.decode()

    assert feed.count("<entry>") == 1
    assert two[1].code not in feed


def test_lists_for_programs_leave_it_out_and_its_own_record_says_what_it_is(client, two):
    problems = client.get("/api/v1/challenges").json()
    found = client.get("/api/v1/search", {"q": "ngập"}).json()
    own = client.get(f"/api/v1/challenges/{two[1].code}").json()

    assert [one["code"] for one in problems["items"]] == [two[0].code]
    assert (problems["count"], found["count"]) == (1, 1)
    assert [one["code"] for one in found["items"]] == [two[0].code]
    assert found["facets"]["kind"] == [{"value": "challenge", "count": 1}]
    assert own["is_illustration"]


def test_no_problem_is_likened_to_it(two):
    alike = similar_challenges("Giảm ngập khi mưa lớn", "", user=AnonymousUser())

    assert [one.code for one in alike] == [two[0].code]
    assert [one.title_vi for one in READERS["challenge"](Challenge.objects.all())] == [
        TITLES[False]
    ]


def test_documents_about_it_bear_a_mark(two):
    filing = Filing("challenge", two[1].code, Audience.PUBLIC, is_illustration=True)

    document = freeze_document(texts=[a_text(Kind.DECISION)], filing=filing, by=None, at=NOW)

    pdf = Rendition.objects.get(document=document, format="pdf").file
    text = pypdf.PdfReader(io.BytesIO(path_of(pdf.sha256).read_bytes())).pages[0].extract_text()
    assert "MINH HỌA" in text


def test_a_draft_is_marked_in_the_log_that_everybody_reads_and_nothing_later(two):
    draft = a_challenge()

    marked = mark_illustration(challenge=draft, reason="Dựng để trình diễn.", at=NOW)

    assert (marked.is_illustration, acts(draft)) == (True, ["illustrate"])
    with pytest.raises(CannotMove):
        mark_illustration(challenge=two[0], reason="Dựng để trình diễn.", at=NOW)


def test_who_stands_for_an_account_of_the_demonstration_is_no_person_of_the_network(client):
    a_person("Chuyên gia thật", user=a_user())
    demonstration_person(user=a_user(name="Chuyên gia E1 (trình diễn)", is_demonstration=True))

    listed = client.get("/people/").content.decode()
    found = client.get("/search/", {"q": "chuyên gia"}).content.decode()
    said = client.get("/api/v1/people").json()

    assert [one["name"] for one in said["items"]] == ["Chuyên gia thật"]
    assert ("E1" in listed, "E1" in found) == (False, False)


def test_the_receipt_for_a_file_says_whether_the_call_is_an_illustration(two):
    files = [a_sent_file(one.call) for one in two]
    receipts = [receipts_of(file).get() for file in files]

    texts = [receipt_text(receipt, an_office(), "vi") for receipt in receipts]

    assert [text.envelope.is_illustration for text in texts] == [False, True]
