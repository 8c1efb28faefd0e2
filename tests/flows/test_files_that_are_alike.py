"""A translated passage is looked at by staff, answered by both teams, and decided."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils.timezone import localdate, now

from cauhien.accounts.states import Role
from cauhien.challenges.actions.initiative.duplicates import find_duplicates
from cauhien.challenges.actions.initiative.opening import accept_opening
from cauhien.challenges.models import Challenge, Duplicate
from cauhien.challenges.states import DuplicateState, State
from tests.factories import a_call, a_sent_file, a_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DATA = Path(__file__).parents[2] / "data" / "problems.jsonl"
PROBLEMS = [json.loads(line) for line in DATA.read_text("utf-8").splitlines()[:9]]


@pytest.fixture
def coordinator():
    return a_user(Role.COORDINATOR, day=localdate())


@pytest.fixture
def alike(coordinator):
    call = a_call(closes_at=now() - timedelta(days=1))
    texts = [(3, "vi", "Thu gom theo lịch"), (3, "en", "Điều phối bằng dữ liệu"), (7, "vi", "Ba")]
    for number, language, title in texts:
        said = PROBLEMS[number][f"description_{language}"]
        a_sent_file(call, at=call.opens_at, title_vi=title, approach=said)
    Challenge.objects.filter(pk=call.challenge_id).update(state=State.SCREENING)
    for who in (coordinator, a_user(Role.SECRETARY, day=localdate())):
        accept_opening(challenge=call.challenge, by=who, at=now())
    find_duplicates(challenge=call.challenge, at=now())
    return Duplicate.objects.get()


def test_both_teams_answer_before_the_coordinator_decides(
    live_server, open_page, as_user, axe, coordinator, alike
):
    staff = as_user(open_page(), coordinator)
    staff.goto(f"{live_server.url}/challenges/{alike.files[0].challenge.code}/duplicates/")
    assert axe(staff) == []
    staff.click("main .results a")
    assert staff.locator("main blockquote mark").count() > 4
    assert axe(staff) == []
    staff.fill("[name=due_on]", (localdate() + timedelta(days=5)).isoformat())
    staff.click("button[value=ask]")
    staff.wait_for_selector(".notice.ok")

    for file, width in zip(alike.files, (390, 1200), strict=True):
        answers(as_user(open_page(width), file.members.get().user), live_server.url, file, axe)

    staff.reload()
    assert staff.inner_text("main").count("Chúng tôi viết từ năm 2024.") == 2
    staff.check("[name=state][value=confirmed]")
    staff.fill("[name=reason]", "Đoạn mô tả giải pháp là bản dịch của nhau.")
    staff.click("button[value=judge]")
    staff.wait_for_selector(".notice.info a[href*=screening]")
    alike.refresh_from_db()
    assert alike.state == DuplicateState.CONFIRMED


def answers(page, site, file, axe):
    """Go from my work to the page of the team, and answer there."""
    page.goto(f"{site}/my-work/")
    page.click("main a[href*=likeness]")
    page.wait_for_selector("main blockquote")
    assert axe(page) == []
    page.fill("[name=text]", "Chúng tôi viết từ năm 2024.")
    page.click("main form button")
    page.wait_for_selector(".notice.ok")
