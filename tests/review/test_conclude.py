"""The council concludes: everything is there, scores are locked, files and problem move on."""

from datetime import timedelta

import pytest

from cauhien.accounts.states import Role
from cauhien.challenges.models import Initiative
from cauhien.challenges.states import InitiativeState, State
from cauhien.core import audit
from cauhien.core.models import AuditLine
from cauhien.documents.models import Document
from cauhien.review import actions, bridge, queries
from cauhien.review.models import Review
from cauhien.review.states import Choice, CouncilState, Outcome, ReviewState, SeatState
from tests.factories import NOW, a_user
from tests.made_once import made_once
from tests.review.sitting import (
    THREE,
    a_small_council,
    all_submitted,
    holder,
    minuted,
    proposed,
    quorate,
    voted,
)
from tests.review.things import a_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary():
    return a_user(Role.SECRETARY)


made, council = made_once(a_small_council)


def ready(council, secretary, levels=((5, 4),) * 3):
    """Return a meeting at which all is done but the conclusion: the first file is recommended."""
    all_submitted(council, levels)
    meeting = quorate(council, by=secretary)
    for role in THREE:
        voted(meeting, holder(council, role), Choice.YES, Choice.YES)
    proposed(council, Outcome.SELECT, Outcome.RESERVE, places=(None, 1))
    return minuted(meeting, by=secretary)


def concluded(meeting, secretary):
    return actions.conclude(meeting=meeting, by=secretary, at=meeting.starts_at)


def test_files_and_problem_move_on_with_the_minutes_as_their_ground(council, secretary):
    concluded(ready(council, secretary), secretary)

    minutes = Document.objects.get(kind="council_minutes")
    council.challenge.refresh_from_db()
    states = list(Initiative.objects.order_by("number").values_list("state", flat=True))
    moved = AuditLine.objects.filter(chain=council.challenge.chain).latest("number")
    assert states == [InitiativeState.RECOMMENDED, InitiativeState.RESERVE]
    assert (council.challenge.state, moved.detail["basis"]) == (State.RECOMMENDED, minutes.sha256)
    assert audit.verify(council.chain) > 0


def test_scores_are_locked_and_stand_as_they_were(council, secretary):
    meeting = ready(council, secretary)
    before = bridge.standings(council)

    concluded(meeting, secretary)

    council.refresh_from_db()
    Review.objects.filter(seat__role="chair").delete()
    after = bridge.standings(council)
    assert council.state == CouncilState.CONCLUDED
    assert {one.mean for one in after.values()} == {one.mean for one in before.values()}
    assert set(Review.objects.values_list("state", flat=True)) == {ReviewState.LOCKED}


def test_the_minutes_say_who_was_there_the_scores_the_votes_and_what_cannot_be_told_apart(
    council, secretary
):
    meeting = ready(council, secretary, ((5, 5), (4, 5), (5, 4)))
    concluded(meeting, secretary)

    vi, en = (str(one) for one in Document.objects.get(kind="council_minutes").content)

    assert "Ủy viên 1, chủ tịch" in vi
    assert "3 tán thành" in vi
    assert "không phân biệt được với" in vi
    assert "not distinguishable from: 2. Giải pháp 2" in en


def test_what_lacks_is_named_and_nothing_moves(council, secretary):
    all_submitted(council, [(5, 5), (5, 5), (1, 5)])
    meeting = minuted(quorate(council, by=secretary), by=secretary)
    voted(meeting, holder(council), Choice.YES, Choice.YES)

    with pytest.raises(actions.CannotMeet):
        concluded(meeting, secretary)

    assert len(actions.missing_for_conclusion(meeting)) == 3  # votes, a note, the proposal
    assert not Document.objects.filter(kind="council_minutes").exists()


def test_before_the_note_on_a_file_on_which_members_differ_nobody_concludes(council, secretary):
    all_submitted(council, [(5, 5), (5, 5), (2, 5)])
    meeting = quorate(council, by=secretary)
    for role in THREE:
        voted(meeting, holder(council, role), Choice.YES, Choice.YES)
    proposed(council, Outcome.SELECT, Outcome.SELECT)
    minuted(meeting, by=secretary)
    with pytest.raises(actions.CannotMeet, match="1"):
        concluded(queries.meeting_ahead(council), secretary)

    first = queries.judged_files(council)[0]
    chair = holder(council, "chair")
    actions.note_discussion(council=council, initiative=first, text="Khác.", by=chair, at=NOW)

    assert concluded(queries.meeting_ahead(council), secretary).state == CouncilState.CONCLUDED


def test_a_member_who_has_not_submitted_holds_the_conclusion_up(council, secretary):
    meeting = ready(council, secretary)
    review = Review.objects.filter(seat__role="member").first()
    review.state = ReviewState.DRAFT
    review.save()

    with pytest.raises(actions.CannotMeet, match="Ủy viên 3"):
        concluded(meeting, secretary)


def test_a_conflict_found_at_the_conclusion_excludes_and_everything_is_looked_at_again(
    council, secretary
):
    meeting = ready(council, secretary)
    seat = queries.sitting(council)[-1]
    a_member(queries.judged_files(council)[0], user=a_user(), person=seat.person)

    with pytest.raises(actions.CannotMeet):
        concluded(meeting, secretary)

    seat.refresh_from_db()
    council.refresh_from_db()
    assert (seat.state, council.state) == (SeatState.EXCLUDED, CouncilState.REVIEWING)


def test_a_file_that_is_not_recommended_keeps_its_reason_and_its_code(council, secretary):
    all_submitted(council, [(5, 2)] * 3)
    meeting = quorate(council, by=secretary)
    for role in THREE:
        voted(meeting, holder(council, role), Choice.YES, Choice.NO)
    proposed(council, Outcome.SELECT, Outcome.REFUSE, reasons=("", "Chưa nêu cách đo."))

    concluded(minuted(meeting, by=secretary), secretary)

    second = Initiative.objects.get(number=2)
    assert (second.state, second.reason_code, second.reason) == (
        InitiativeState.NOT_RECOMMENDED,
        "below_threshold",
        "Chưa nêu cách đo.",
    )


def test_nobody_concludes_twice_or_after_the_meeting(council, secretary):
    meeting = ready(council, secretary)
    concluded(meeting, secretary)

    with pytest.raises(actions.CannotMeet):
        actions.conclude(meeting=meeting, by=secretary, at=NOW + timedelta(days=30))
