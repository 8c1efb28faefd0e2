"""A3: a visitor with a phone finds an open call; nowhere is told how many files there are."""

import re

import pytest

from cauhien.challenges import actions
from cauhien.challenges.states import State
from tests.factories import NOW, a_call, a_challenge, an_initiative

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def call():
    """Return an open call for which three teams write."""
    challenge = a_challenge(
        State.OPEN, is_public=True, title_vi="Giảm ùn tắc giao thông", title_en="Less congestion"
    )
    call = a_call(challenge=challenge)
    actions.index_in_search([challenge, a_challenge(State.CATALOGUED, title_vi="Ngập")], at=NOW)
    for _team in range(3):
        an_initiative(call)
    return call


@pytest.mark.usefixtures("clock")
def test_a3_found_without_accents_with_its_deadline_and_without_a_number_of_files(
    live_server, open_page, call, client
):
    page = open_page(width=390, locale="en-GB")
    page.goto(f"{live_server.url}/challenges/")
    first = page.locator("main .results h3 a").first.inner_text()
    page.fill("main input[type=search]", "un tac giao thong")
    page.press("main input[type=search]", "Enter")
    page.wait_for_url(re.compile("q=un"))
    found = page.locator("main .results h3 a")
    assert (first, found.all_inner_texts()) == (call.challenge.title_en, [call.challenge.title_en])
    found.click()
    page.wait_for_url(re.compile(call.challenge.code))
    case = page.inner_text("main")
    page.click("nav >> text=Call")
    page.wait_for_url(re.compile("/call/"))

    assert "Hanoi time, UTC+7" in case
    code = call.challenge.code
    pages = [f"/challenges/{code}/", f"/challenges/{code}/call/", "/feeds/problems.en.atom"]
    for path in [*pages, f"/api/v1/challenges/{code}", "/api/v1/challenges"]:
        said = client.get(path).content.decode()
        assert not re.search(r"\b3 (files|drafts|hồ sơ)|initiatives|file_count", said), path
