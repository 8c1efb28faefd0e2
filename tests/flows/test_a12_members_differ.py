"""A12: two scores differ by more than the limit; before the chair's note nothing is concluded."""

import re

import pytest

from cauhien.accounts.states import Role
from cauhien.review import queries
from cauhien.review.states import Choice, CouncilState, Outcome
from tests.factories import NOW, a_user
from tests.review.sitting import (
    THREE,
    a_meeting,
    a_small_council,
    begun,
    holder,
    submitted,
    voted,
)
from tests.review.sitting import proposed as propose

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOWN = r"(\d+,\d)\s+đã hiệu chỉnh độ khắt khe: (\d+,\d)\s+(\d+,\d–\d+,\d)"
# Levels of the three files; the chair scores low, and the member has yet to score the last.
GIVEN = {"chair": (2, 4, 3), "scientific_secretary": (5, 5, 4), "member": (5, 5)}


@pytest.fixture
def council():
    council = a_small_council(files=3)
    for role, levels in GIVEN.items():
        for at, level in enumerate(levels):
            submitted(council, holder(council, role), at, (level,) * 3)
    return council


def ready(council, secretary):
    """Submit the last review, meet, vote and propose: all is there but the note."""
    submitted(council, holder(council), 2, (4, 4, 4))
    meeting = a_meeting(council, by=secretary, starts_at=NOW)
    begun(meeting, [seat.code for seat in queries.sitting(council)], by=secretary)
    for role in THREE:
        choices = (Choice.YES, Choice.YES, Choice.NO)
        voted(queries.meeting_ahead(council), holder(council, role), *choices)
    propose(council, Outcome.SELECT, Outcome.RESERVE, Outcome.REFUSE, places=(None, 1))


def test_a12_flagged_with_raw_adjusted_and_interval_and_the_note_comes_before_the_conclusion(
    live_server, open_page, as_user, council, axe
):
    user = a_user(Role.SECRETARY)
    secretary = as_user(open_page(), user)
    secretary.goto(f"{live_server.url}{council.url('scores')}")
    rows = [secretary.locator("main tbody tr").nth(at).inner_text() for at in (0, 1, 2)]
    first, last = (next(one for one in rows if f"Giải pháp {at}" in one) for at in (1, 3))
    assert "các ủy viên cho điểm chênh nhau" in first
    assert "cần ghi nội dung thảo luận" in first
    assert "các ủy viên cho điểm chênh nhau" not in last
    raw, adjusted, interval = re.search(SHOWN, last).groups()
    assert raw == "62,5"
    assert adjusted != raw
    assert interval
    assert axe(secretary) == []

    ready(council, user)
    close = f"{live_server.url}{council.url('close')}"
    secretary.goto(close)
    secretary.fill("[name=minutes]", "Hội đồng trao đổi.")
    secretary.fill("[name=public_minutes]", "Hội đồng đã họp.")
    secretary.click("button[value=conclude]")
    refusal = secretary.locator("main .notice.warn")
    assert "hồ sơ 1" in refusal.inner_text()

    chair = as_user(open_page(390), holder(council, "chair"))
    file = queries.judged_files(council)[0]
    chair.goto(f"{live_server.url}{council.url('scores')}{file.code}/")
    chair.fill("[name=text]", "Hai ủy viên tin vào số liệu đo, chủ tịch thì chưa.")
    chair.click("main form[method=post] button")
    chair.wait_for_selector("blockquote")
    assert axe(chair) == []

    secretary.goto(close)
    secretary.click("button[value=conclude]")
    secretary.wait_for_url("**/meeting/")
    council.refresh_from_db()
    assert council.state == CouncilState.CONCLUDED
