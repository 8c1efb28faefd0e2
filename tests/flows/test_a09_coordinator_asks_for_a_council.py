"""A9: a council of seven, two of them reviewing members; who is near a team is not on it."""

import pytest
from django.conf import settings

from cauhien.accounts.states import Role
from cauhien.review import queries
from cauhien.review.models import Council
from tests.factories import a_user, an_organisation, sign_in
from tests.review.things import a_call, a_member, an_initiative, experts, with_organisation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def call():
    """A call to which T1, one of whose people is of E4's university, has sent a file."""
    call = a_call()
    found, university = experts(18, call.challenge), an_organisation("Trường Đại học Sông Nhuệ")
    with_organisation(found[3].person, university)
    for name in ("T1", "T2"):
        a_member(an_initiative(call), role="edit", name=f"Người của {name}")
    team = call.challenge.initiatives.get(number=1).members.get(role="edit")
    team.organisation = university
    team.save()
    return call


@pytest.fixture
def page(live_server, client, open_page):
    sign_in(client, a_user(Role.COORDINATOR))
    page = open_page()
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}]
    )
    return page


def test_a9_the_council_keeps_every_rule_and_says_why(live_server, page, call, axe):
    page.goto(f"{live_server.url}/challenges/{call.challenge.code}/council/")
    page.click("main .empty a")
    page.select_option("[name=size]", "7")
    page.fill("[name=most_of_one]", "1")
    page.click("main form button")
    page.wait_for_selector("h3:has-text('Thành viên')")

    seats = page.locator("li[id^=seat-]")
    said = page.inner_text("main")
    assert seats.count() == 7
    assert seats.filter(has_text="Ủy viên phản biện").count() == 2
    assert seats.filter(has_text="Chuyên gia E4").count() == 0
    assert "cùng làm việc tại Trường Đại học Sông Nhuệ" in said
    assert seats.filter(has_text="Người dự khuyết: Chuyên gia E").count() == 7
    assert seats.filter(has_text="về mức phù hợp").count() == 7
    assert axe(page) == []
    council = Council.objects.get()
    assert not [one for one in queries.findings_of(council) if _is_seated(one, council)]


def _is_seated(finding, council):
    return finding.severity == "hard" and finding.person in [
        seat.person for seat in queries.seats_to_change(council)
    ]
