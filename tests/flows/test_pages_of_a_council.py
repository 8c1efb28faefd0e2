"""The pages of scores, meetings, decisions and acceptance at the widths of a phone and a screen."""

import pytest
from django.urls import reverse

from cauhien.accounts.states import Role
from cauhien.review import queries
from cauhien.review.states import CouncilKind
from tests.factories import NOW, a_user
from tests.pilots.things import a_council as an_acceptance_council
from tests.pilots.things import a_reported
from tests.review.decision_things import Case, a_decided, a_draft
from tests.review.sitting import (
    a_meeting,
    a_small_council,
    all_submitted,
    begun,
    holder,
    review_of,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# 75, 58 and 50 points; of the first file the scores differ by more than the procedure allows.
LEVELS = [(5, 4, 3), (5, 3, 3), (2, 3, 3)]


def of_a_council():
    """Return [(user, addresses)] of the pages of a council that has met and can vote."""
    council, secretary = a_small_council(files=3), a_user(Role.SECRETARY)
    all_submitted(council, LEVELS)
    meeting = a_meeting(council, by=secretary, starts_at=NOW)
    begun(meeting, [seat.code for seat in queries.sitting(council)], by=secretary)
    chair = holder(council, "chair")
    review = review_of(council, chair)
    file = reverse("review:file", args=[council.challenge.code, review.initiative.code])
    change = reverse("review:review", args=[review.code]) + "?change"
    runs = [council.url(name) for name in ("scores", "meeting", "call", "attendance", "close")]
    judges = [change, file, *(council.url(name) for name in ("vote", "propose"))]
    return [(secretary, runs), (chair, judges)]


def of_a_decision():
    """Return the same of a decision that is drafted, and of one that is signed."""
    case, decided = Case(), a_decided()
    a_draft(case)

    def pages(of, *names):
        return [reverse(f"review:{name}", args=[of.challenge.code]) for name in names]

    drafting = pages(case, "write", "send_back", "sign", "decision")
    asking = pages(decided, "decision", "ask_for_review")
    return [(case.decision_maker, drafting), (decided.leads[2], asking)]


def of_an_acceptance():
    """Return the same of a pilot whose acceptance council meets."""
    pilot, cast = a_reported()
    chair, *_others = an_acceptance_council(pilot.challenge)
    council = queries.council_of(pilot.challenge, CouncilKind.ACCEPTANCE)
    vote, conclude = (
        reverse(f"pilots:{name}", args=[pilot.challenge.code]) for name in ("vote", "conclude")
    )
    pages = [council.url(name) for name in ("council", "meeting", "close")]
    return [(cast.coordinator, [*pages, conclude]), (chair, [vote])]


@pytest.mark.parametrize("pages", [of_a_council, of_a_decision, of_an_acceptance])
def test_axe_finds_nothing_and_no_page_is_wider_than_the_screen(
    live_server, open_page, as_user, narrow_and_wide, pages
):
    found = {}
    for user, addresses in pages():
        page = as_user(open_page(), user)
        for address in addresses:
            assert page.goto(f"{live_server.url}{address}").status == 200
            found[address] = narrow_and_wide(page)

    assert found == {key: [] for key in found}
