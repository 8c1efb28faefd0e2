"""A10: an expert declares a tie; the file stays closed, a stand-in is asked, nobody learns why."""

import pytest
from django.conf import settings
from django.urls import reverse

from cauhien.accounts.states import Role
from cauhien.notices.actions import signed_link
from cauhien.notices.models import Link
from cauhien.review import queries
from cauhien.review.models import Seat
from cauhien.review.states import SeatState
from tests.factories import a_user, an_organisation, sign_in
from tests.review.things import a_call, a_member, an_initiative, an_invited_council

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def council():
    """A council of seven that was invited; T2 is the team of a firm."""
    call = a_call()
    for name in ("T1", "T2"):
        lead = a_user(Role.ENTERPRISE, name=f"Trưởng nhóm {name}")
        file = an_initiative(call, lead=lead)
        file.members.update(organisation=an_organisation(f"Công ty {name}"))
        a_member(file, role="view", name=f"Thành viên {name}")
    return an_invited_council(call, by=a_user(Role.COORDINATOR))


@pytest.fixture
def browser_of(live_server, client, open_page):
    """Return a function that opens a phone's page as a user, with the second factor shown."""

    def browser_of(user):
        sign_in(client, user)
        page = open_page(390)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}]
        )
        return page

    return browser_of


@pytest.mark.usefixtures("clock")
def test_a10_a_tie_excludes_and_only_who_runs_the_case_reads_it(
    live_server, open_page, browser_of, council, axe
):
    e1 = queries.seats_to_change(council).first()
    path = signed_link(Link.objects.get(subject_code=e1.code)).split("/", 3)[3]

    mail = open_page(390)
    mail.goto(f"{live_server.url}/{path}")
    mail.click("button[value=accept]")
    mail.wait_for_selector(".notice.ok")

    page = browser_of(e1.person.user)
    page.goto(f"{live_server.url}/seats/{e1.code}/declare/")
    assert axe(page) == []
    declare(page, queries.teams_to_declare(e1))
    page.wait_for_selector(".notice.warn")
    assert "Bạn không tham gia do xung đột lợi ích" in page.inner_text("main")

    e1.refresh_from_db()
    follower = Seat.objects.get(follows=e1)
    assert (e1.state, follower.state) == (SeatState.EXCLUDED, SeatState.INVITED)
    assert follower.person == e1.stand_in
    for file in council.challenge.initiatives.all():
        file_url = reverse("challenges:initiative", args=[file.code])
        closed = page.goto(f"{live_server.url}{file_url}")
        assert closed.status == 404
    learns_nothing(live_server, browser_of, council, e1)


def declare(page, teams):
    """Say on the page that there is a tie with T2 of 2024, and none with the other team."""
    for team in teams:
        is_t2 = "Công ty T2" in team.organisations
        page.check(f"[name=tie_{team.key}][value={'declared' if is_t2 else 'none'}]")
        if is_t2:
            page.fill(f"[name=when_{team.key}]", "2024")
            page.fill(f"[name=text_{team.key}]", "Cùng làm một đề tài năm 2024")
    page.check("[name=keeps_secret]")
    page.click("main form button")


def learns_nothing(live_server, browser_of, council, seat):
    """T2 and another expert read neither who was excluded nor why, on any page of the case."""
    t2 = council.challenge.initiatives.get(number=2).members.get(role="lead").user
    other = queries.seats_to_change(council).exclude(pk=seat.pk).first().person.user
    for user in (t2, other):
        page = browser_of(user)
        for name in ("", "council/", "log/", "documents/"):
            page.goto(f"{live_server.url}/challenges/{council.challenge.code}/{name}")
            said = page.inner_text("body")
            assert seat.person.name not in said
            assert "Cùng làm một đề tài" not in said
