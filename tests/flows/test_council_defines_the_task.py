"""A council defines the task: votes, conclusion, the call frozen by it, what everybody reads."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from cauhien.accounts.states import Role
from cauhien.challenges.models import Comparison, Criterion
from cauhien.challenges.states import State
from cauhien.review import actions, queries
from cauhien.review.states import Choice, CouncilKind, CouncilState
from tests.factories import NOW, TODAY, a_call, a_challenge, a_procedure, a_user
from tests.review.defining import DEFINITION, TASK
from tests.review.sitting import THREE, a_council_over, a_meeting, begun, minuted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def secretary():
    return a_user(Role.SECRETARY)


@pytest.fixture
def council(secretary):
    """Return a council that meets about a problem whose call lacks nothing but its conclusion."""
    problem = a_challenge(State.TRIAGE)
    a_procedure(definition=DEFINITION, quorum={"share": "2/3", "must_include": ["chair"]})
    unpublished = {"published_at": None, "version": 0, "sha256": ""}
    call = a_call(challenge=problem, closes_at=now() + timedelta(days=60), **unpublished)
    Criterion.objects.filter(call=call).update(anchors_vi=[f"Mức {at}" for at in range(1, 6)])
    by = a_user(Role.COORDINATOR)
    Comparison.objects.create(challenge=problem, reason="Khác", at=NOW, by=by)
    found = a_council_over(call, THREE, kind=CouncilKind.DEFINITION)
    meeting = a_meeting(found, by=secretary, starts_at=NOW)
    begun(meeting, [seat.code for seat in queries.sitting(found)], by=secretary)
    minuted(meeting, by=secretary)
    return found


def test_members_vote_the_secretary_concludes_and_the_call_goes_on_by_it(
    live_server, open_page, as_user, council, secretary, narrow_and_wide
):
    site, code = live_server.url, council.challenge.code
    coordinator = as_user(open_page(java_script_enabled=False), a_user(Role.COORDINATOR))
    coordinator.goto(f"{site}/challenges/{code}/call/edit/")
    assert coordinator.locator("text=Chưa xác định nhiệm vụ").count() == 1

    *others, last = queries.sitting(council)
    for seat in others:
        seat.user.day = TODAY
        meeting, choices = queries.meeting_ahead(council), {code: Choice.YES}
        actions.vote(meeting=meeting, choices=choices, by=seat.user, at=NOW)
    page = as_user(open_page(java_script_enabled=False), last.user)
    page.goto(f"{site}{council.url('vote')}")
    page.check("input[value=yes]")
    page.fill("[name=dissent]", "Cần thêm một tuyến để so sánh.")
    page.click("main form[method=post] button")

    page = as_user(open_page(), secretary)
    page.goto(f"{site}{council.url('close')}")
    page.click("button[value=conclude]")
    page.wait_for_url(f"**{council.url('define')}")
    assert page.input_value("[name=dissent]") == "Cần thêm một tuyến để so sánh."
    assert narrow_and_wide(page) == []
    for name in ("title_vi", "goal_vi", "results_vi"):
        page.fill(f"[name={name}]", TASK[name])
    page.check("input[value=competition]")
    page.check("input[value=equipment]")
    page.click("main form[method=post] button")
    page.wait_for_url(f"**{council.url()}")
    council.refresh_from_db()
    assert council.state == CouncilState.CONCLUDED

    coordinator.goto(f"{site}/challenges/{code}/call/edit/")
    coordinator.click("button[value=freeze]")
    coordinator.goto(f"{site}/challenges/{code}/call/publish/")
    coordinator.click("main form[method=post] button")
    anybody = open_page(java_script_enabled=False)
    anybody.goto(f"{site}/challenges/{code}/call/")
    read = anybody.inner_text("main")
    assert all(said in read for said in (TASK["goal_vi"], "Cần thêm một tuyến", "3 tán thành"))
