"""The pages of councils, decisions and acceptance: Vietnamese on a phone, English on a desk."""

import pytest
from django.urls import reverse

from cauhien.accounts.models import User
from cauhien.accounts.states import Role
from cauhien.review import queries
from cauhien.review.actions.requests import ask_for_review, take_up
from cauhien.review.models import Seat
from cauhien.review.states import CouncilKind, SeatRole, SeatState
from tests.factories import NOW, TODAY, a_person, a_user
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
LOOKS = (("vi", 320), ("en", 1200))
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
    pages = ("council", "scores", "meeting", "call", "attendance", "close")
    runs = [council.url(name) for name in pages]
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
    text = "Đề nghị chấm lại."
    sent = ask_for_review(initiative=decided.files[1], text=text, by=decided.leads[1], at=NOW)
    taken = take_up(request=sent, by=decided.second, at=NOW)
    return [
        (case.decision_maker, drafting),
        (decided.leads[2], asking),
        (decided.second, [reverse("review:handle", args=[taken.code])]),
    ]


def of_an_acceptance():
    """Return the same of a pilot whose acceptance council meets and has seats to be filled."""
    pilot, cast = a_reported()
    chair, *_others = an_acceptance_council(pilot.challenge)
    council = queries.council_of(pilot.challenge, CouncilKind.ACCEPTANCE)
    vote, conclude = (
        reverse(f"pilots:{name}", args=[pilot.challenge.code]) for name in ("vote", "conclude")
    )
    council.review_by_on = TODAY
    council.save()
    invited, proposed = (
        Seat.objects.create(
            council=council, role=SeatRole.MEMBER, person=a_person(f"Lê Thị {at}"), user=user
        )
        for at, user in enumerate((a_user(Role.EXPERT), None))
    )
    invited.state, invited.invited_at = SeatState.INVITED, NOW
    invited.answer_by_on = TODAY
    invited.save()
    pages = [council.url(name) for name in ("council", "ask", "invite", "meeting", "close")]
    pages += [reverse("review:place", args=[proposed.code]), conclude]
    seat = reverse("review:seat", args=[invited.code])
    return [(cast.coordinator, pages), (chair, [vote]), (invited.user, [seat])]


@pytest.mark.parametrize("pages", [of_a_council, of_a_decision, of_an_acceptance])
def test_axe_finds_nothing_and_no_page_is_wider_than_the_screen(
    live_server, open_page, as_user, axe, pages
):
    found = {}
    for user, addresses in pages():
        page = as_user(open_page(), user)
        for language, width in LOOKS:
            User.objects.filter(pk=user.pk).update(language=language)
            page.set_viewport_size({"width": width, "height": 900})
            for address in addresses:
                assert page.goto(f"{live_server.url}{address}").status == 200
                wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
                found[language, address] = [*axe(page), *["too wide"] * wide]

    assert found == {key: [] for key in found}
