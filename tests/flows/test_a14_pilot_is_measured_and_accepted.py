"""A14: a value is returned once, then accepted and shown with its history; the council accepts."""

import pytest
from django.core.management import call_command

from cauhien.accounts.states import Role
from cauhien.challenges.states import Outcome, State
from cauhien.core import audit
from cauhien.pilots import actions
from cauhien.pilots.models import Measurement
from tests.factories import NOW, a_user
from tests.pilots.things import a_council, a_pilot

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MONTH = {"from_on": "2026-06-01", "until_on": "2026-06-30"}
VALUE = {"value": "15,1", "low": "14,6", "high": "15,6", "sample": "22"}


@pytest.fixture
def walk(live_server, open_page, as_user):
    """Return a function that opens the tab of the pilot, or a page of it, as somebody."""

    def walk(user, path=""):
        page = as_user(open_page(), user)
        page.goto(f"{live_server.url}/challenges/{pilot.challenge.code}/pilot/{path}")
        return page

    pilot, cast = a_pilot()
    walk.pilot, walk.cast = pilot, cast
    return walk


def report_month(walk, evidence):
    """Let the team report the first month, and return what it reported."""
    page = walk(walk.cast.team, "measure/")
    for name, text in (MONTH | VALUE | {"text": evidence}).items():
        page.fill(f"[name={name}]", text)
    page.click("main form button")
    page.wait_for_url("**/pilot/")
    return Measurement.objects.latest("id")


def answer(walk, reported, choice, reason=""):
    page = walk(walk.cast.officer, f"values/{reported.code}/")
    page.check(f"[name=answer][value={choice}]")
    page.fill("[name=reason]", reason)
    page.click("main form button")
    page.wait_for_url("**/pilot/")


def accept_result(walk):
    """Report on the pilot, let the acceptance council vote, and conclude on the page."""
    pilot, cast = walk.pilot, walk.cast
    pilot = actions.sum_up(pilot=pilot, report="Đạt 15,1 km/h.", by=cast.officer, at=NOW)
    for member in a_council(pilot.challenge):
        actions.vote(pilot=pilot, choice="met", reason="Số đo rõ.", by=member, at=NOW)
    page = walk(a_user(Role.SECRETARY), "conclude/")
    page.check(f"[name=outcome][value={Outcome.MET_NOT_SCALED}]")
    page.fill("[name=conclusion]", "Hội đồng đánh giá: đạt.")
    page.click("main form button")
    page.wait_for_url("**/pilot/")


def test_a14_returned_once_then_shown_with_history_accepted_and_exported_whole(
    walk, live_server, open_page, as_user, settings, tmp_path
):
    settings.STATE = tmp_path
    answer(walk, report_month(walk, "Bảng tốc độ."), "returned", "Chưa nói đo vào giờ nào.")
    answer(walk, report_month(walk, "Bảng tốc độ, 7 đến 9 giờ sáng."), "accepted")
    accept_result(walk)

    challenge = walk.pilot.challenge
    challenge.refresh_from_db()
    assert (challenge.state, challenge.outcome) == (State.CLOSED, Outcome.MET_NOT_SCALED)
    public = open_page()
    public.goto(f"{live_server.url}/challenges/{challenge.code}/")
    said = public.inner_text("main").replace("\xa0", " ")
    assert [text for text in ("14,2 km/h", "18 km/h", "15,1 km/h (14,6–15,6)") if text in said] == [
        "14,2 km/h",
        "18 km/h",
        "15,1 km/h (14,6–15,6)",
    ]
    assert public.locator("main table tbody tr").count() == 1

    auditor = as_user(open_page(), walk.cast.auditor)
    auditor.goto(f"{live_server.url}/trail/{challenge.code}/")
    with auditor.expect_download() as download:
        auditor.click("form[action$='/export/'] button")
    download.value.save_as(tmp_path / "trail.jsonl")
    call_command("verify", str(tmp_path / "trail.jsonl"))
    assert audit.verify(challenge.chain) > 0
