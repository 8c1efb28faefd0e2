"""An office finds a problem in the catalogue, adopts it and makes it its own."""

import re

import pytest
from django.conf import settings

from cauhien.accounts.states import Role
from cauhien.challenges import actions
from cauhien.challenges.models import Challenge
from cauhien.challenges.states import State
from tests.factories import NOW, a_challenge, a_user, an_office

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def entry():
    entry = a_challenge(
        State.CATALOGUED,
        title_vi="Giảm ùn tắc giao thông khi quỹ đất hạn chế",
        title_en="Reducing congestion where land is scarce",
        baseline=None,
        target=None,
        budget_line="",
        suggested_owner="Sở Xây dựng",
        suggested_owner_basis="inferred",
    )
    actions.index_in_search([entry], at=NOW)
    return entry


@pytest.fixture
def officer_page(live_server, client, open_page):
    client.force_login(a_user(Role.OFFICER, office=an_office("Sở Thứ Hai")))
    page = open_page(390)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}]
    )
    return page


def test_a_search_without_marks_leads_to_a_draft_of_ones_own(live_server, officer_page, entry):
    page = officer_page
    page.goto(f"{live_server.url}/challenges/")
    page.fill("main [name=q]", "un tac giao thong")
    page.press("main [name=q]", "Enter")
    page.get_by_role("link", name=entry.title_vi).click()
    page.click("main a.button")
    page.click("main form button[name=office]")
    page.wait_for_url(re.compile(r"/edit/$"))

    assert page.input_value("[name=title_vi]") == entry.title_vi
    assert page.input_value("[name=baseline]") == ""
    draft = Challenge.objects.get(adopted_from=entry)
    entry.refresh_from_db()
    assert (draft.state, str(draft.office), entry.state) == (
        State.DRAFT,
        "Sở Thứ Hai",
        State.CATALOGUED,
    )


def test_who_comes_second_is_told_who_came_first(live_server, officer_page, entry):
    first = an_office("Sở Thứ Nhất")
    officer = a_user(Role.OFFICER, office=first)
    actions.adopt_challenge(challenge=entry, office=first, by=officer, at=NOW)

    officer_page.goto(f"{live_server.url}/challenges/{entry.code}/adopt/")

    assert "Sở Thứ Nhất" in officer_page.inner_text("main .notice")
