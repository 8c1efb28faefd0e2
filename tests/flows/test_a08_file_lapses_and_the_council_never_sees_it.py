"""A8: T3 lacks its legal status, is asked to complete it until a date, and does nothing."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now

from cauhien.accounts.states import Role
from cauhien.challenges.actions.initiative.opening import accept_opening
from cauhien.challenges.models import Challenge, Initiative
from cauhien.challenges.queries.initiative.duplicates import JOB
from cauhien.challenges.states import InitiativeState, State
from cauhien.challenges.tasks.initiative import look_after
from cauhien.core.jobs import call_off
from cauhien.review.actions.opening import open_files
from cauhien.review.models import Council
from cauhien.review.states import CouncilState, SeatRole
from tests.factories import a_call, a_sent_file, a_user
from tests.review.sitting import a_sitting_seat

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WHY = "Bổ sung giấy đăng ký doanh nghiệp."


@pytest.fixture
def coordinator():
    return a_user(Role.COORDINATOR, day=localdate())


@pytest.fixture
def files(coordinator):
    """Return the files of T1 and T3, opened after the call had closed."""
    call = a_call(closes_at=now() - timedelta(days=1))
    for title in ("Hồ sơ T1", "Hồ sơ T3"):
        a_sent_file(call, at=call.opens_at, title_vi=title)
    Challenge.objects.filter(pk=call.challenge_id).update(state=State.SCREENING)
    for who in (coordinator, a_user(Role.SECRETARY, day=localdate())):
        accept_opening(challenge=call.challenge, by=who, at=now())
    call_off(JOB, challenge=call.challenge.code)
    return list(Initiative.objects.order_by("number"))


def test_a8_not_completed_it_is_not_eligible_its_team_reads_why_and_the_council_sees_the_other(
    live_server, open_page, as_user, coordinator, files
):
    t1, t3 = files
    page = as_user(open_page(), coordinator)
    asks_for_completion(page, f"{live_server.url}/initiatives/{t3.code}/screening/")
    look_after(now() + timedelta(days=6))

    team = as_user(open_page(390), t3.members.get().user)
    team.goto(f"{live_server.url}/initiatives/{t3.code}/")
    assert WHY in team.inner_text("main .notice.bad")
    assert "không hợp lệ" in team.inner_text("main .about")

    gives_to_council(page, live_server.url, t1)
    t3.refresh_from_db()
    assert t3.state == InitiativeState.NOT_ELIGIBLE
    seat = a_seat(t1.challenge, coordinator)
    member = as_user(open_page(), seat.user)
    member.goto(f"{live_server.url}/seats/{seat.code}/")
    said = member.inner_text("main")
    assert ("Hồ sơ T1" in said, "Hồ sơ T3" in said) == (True, False)
    assert member.goto(f"{live_server.url}/initiatives/{t3.code}/").status == 404


def asks_for_completion(page, address):
    page.goto(address)
    page.click("main details >> nth=0 >> summary")
    form = page.locator("main details >> nth=0 >> form")
    form.locator("[name=reason_code]").select_option("no_standing")
    form.locator("[name=reason]").fill(WHY)
    form.locator("[name=due_on]").fill((localdate() + timedelta(days=5)).isoformat())
    form.locator("button").click()
    page.wait_for_selector(".notice.ok")


def gives_to_council(page, site, file):
    """Find one file eligible, line by line, and give what is eligible to the council."""
    page.goto(f"{site}/initiatives/{file.code}/screening/")
    for item in file.challenge.call.checklist.all():
        page.select_option(f"[name=met_{item.code}]", "met")
    page.click("button[value=eligible]")
    page.goto(f"{site}/challenges/{file.challenge.code}/files/")
    page.click("main form[action$='/give/'] button")
    page.wait_for_selector(".notice.ok")


def a_seat(challenge, by):
    """Return a seat on the council, to which the files are open."""
    council = Council.objects.create(
        challenge=challenge,
        state=CouncilState.INVITING,
        roles={SeatRole.CHAIR: 1},
        engine_version="test",
        input_sha256="0" * 64,
        review_by_on=localdate() + timedelta(days=20),
        formed_at=now(),
        formed_by=by,
    )
    seat = a_sitting_seat(council, SeatRole.CHAIR)
    open_files(Council.objects.get(), at=now())
    return seat
