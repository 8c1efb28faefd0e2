"""A13: no decision is signed while a reason is missing; then it is public and each team told."""

import pytest
from django.conf import settings

from cauhien.challenges.states import State
from cauhien.review.models import Decision
from tests.factories import sign_in
from tests.review.decision_things import SUMMARY, Case

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ENGLISH = "File 1 is selected as the most feasible."


@pytest.fixture
def as_user(live_server, client):
    """Return a function that lets a page of the browser act as a user."""

    def as_user(page, user):
        sign_in(client, user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
        )
        return page

    return as_user


def fill(page, case, *, but=""):
    """Write the decision with a reason for each criterion of each file, leaving out one field."""
    page.fill("[name=summary_vi]", SUMMARY)
    page.fill("[name=summary_en]", ENGLISH)
    for one, outcome in zip(case.files, ("select", "reserve", "refuse"), strict=True):
        page.select_option(f"[name='{one.code}-outcome']", outcome)
        for number in (1, 2, 3):
            if (name := f"{one.code}-reason-{number}") != but:
                page.fill(f"[name='{name}']", f"Hồ sơ {one.number}, lý do {number}.")
    page.fill(f"[name='{case.files[1].code}-place']", "1")


def test_a13_refused_while_a_reason_is_missing_then_published_and_each_team_told(
    live_server, open_page, as_user
):
    case = Case()
    missing = f"{case.files[1].code}-reason-2"
    tab = f"{live_server.url}/challenges/{case.challenge.code}/decision/"
    page = as_user(open_page(), case.decision_maker)
    page.goto(tab)
    page.click("main .row a.button")
    fill(page, case, but=missing)
    page.click("button[value=sign]")

    assert page.locator(f"[id='id_{missing}_error']").is_visible()
    assert page.input_value("[name=summary_vi]") == SUMMARY
    assert page.input_value(f"[name='{case.files[2].code}-reason-3']") == "Hồ sơ 3, lý do 3."
    assert case.again().state == State.RECOMMENDED

    page.fill(f"[name='{missing}']", "Hồ sơ 2, lý do 2.")
    page.click("button[value=sign]")
    page.wait_for_url("**/decision/sign/")
    assert Decision.objects.get().sha256 == ""
    page.click("main form[method=post] button")
    page.wait_for_url("**/decision/")
    assert case.again().state == State.DECIDED

    public = open_page(locale="en-GB")
    public.goto(tab)
    said = public.inner_text("main")
    assert ENGLISH in said
    assert case.files[0].title_vi in said
    assert case.files[1].title_vi not in said

    team = as_user(open_page(), case.leads[1])
    team.goto(f"{live_server.url}/notices/")
    assert "Hồ sơ 2, lý do 2." in team.inner_text("main")
    until = Decision.objects.get().requests_until_on
    assert until.strftime("%d/%m/%Y") in team.inner_text("main")
