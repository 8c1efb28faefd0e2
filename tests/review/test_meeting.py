"""The council meets: called in time, with a quorum by the procedure, votes, notes, a proposal."""

from datetime import timedelta

import pytest
from django.utils import translation

from cauhien.accounts.states import Role
from cauhien.core.items import items_for
from cauhien.documents.models import Document
from cauhien.notices.models import Notice
from cauhien.review import actions, queries
from cauhien.review.models import Vote
from cauhien.review.states import Choice, Outcome, QuorumPart, SeatRole
from tests.factories import NOW, TODAY, a_user
from tests.made_once import made_once
from tests.review.sitting import (
    THREE,
    a_meeting,
    a_small_council,
    all_submitted,
    begun,
    called,
    holder,
    minuted,
    proposed,
    quorate,
    voted,
)

pytestmark = pytest.mark.django_db
SEVEN = {"chair": 1, "vice_chair": 1, "scientific_secretary": 1, "reviewer": 2, "member": 2}


@pytest.fixture
def secretary():
    return a_user(Role.SECRETARY)


made, council = made_once(a_small_council)


def seats(council, *roles):
    return [seat.code for seat in queries.sitting(council) if seat.role in roles]


def test_everybody_is_told_and_the_invitation_is_made_for_them_alone(council, secretary):
    called(council, by=secretary)

    invitation = Document.objects.get(kind="invitation")
    assert Notice.objects.filter(kind=actions.MEETING).count() == 3
    assert (invitation.audience, invitation.readers.count()) == ("case", 3)
    assert "Phòng họp số 2" in str(invitation.content)


def test_called_again_it_moves_and_a_new_invitation_replaces_the_old(council, secretary):
    first = called(council, by=secretary)

    again = called(council, by=secretary, where="Phòng họp số 3")

    old, new = Document.objects.filter(kind="invitation").order_by("id")
    assert (first, again.where) == (again, "Phòng họp số 3")
    assert new.replaces == old


def test_sooner_than_the_procedure_wants_only_with_the_reason(secretary):
    council = a_small_council(clocks={"documents_to_members": {"days": 7, "working": True}})
    with pytest.raises(actions.CannotMeet) as refused:
        called(council, by=secretary, starts_at=NOW + timedelta(days=2))
    assert refused.value.field == "short_notice"

    meeting = called(
        council, by=secretary, starts_at=NOW + timedelta(days=2), short_notice="Hạn của thành phố."
    )

    assert meeting.short_notice == "Hạn của thành phố."
    assert "Hạn của thành phố" in str(Document.objects.get().content)


def test_a_member_neither_calls_nor_records_a_meeting(council):
    with pytest.raises(actions.CannotMeet):
        called(council, by=holder(council, "chair"))


def test_nothing_is_recorded_before_it_begins(council, secretary):
    meeting = a_meeting(council, by=secretary)

    with pytest.raises(actions.CannotMeet):
        actions.record_attendance(meeting=meeting, present=[], authorised="", by=secretary, at=NOW)


@pytest.mark.parametrize(
    ("present", "met", "lacking"),
    [
        (["chair", "vice_chair", "reviewer", "member"], True, ()),
        (["chair", "vice_chair", "member"], False, (QuorumPart.BOTH_REVIEWERS,)),
        (["vice_chair", "scientific_secretary", "reviewer", "member"], False, (QuorumPart.CHAIR,)),
        (["chair", "reviewer", "scientific_secretary"], False, ()),
    ],
)
def test_a_quorum_is_two_thirds_with_the_chair_and_both_reviewers(secretary, present, met, lacking):
    council = a_small_council(files=1, roles=SEVEN)
    meeting = a_meeting(council, by=secretary)

    quorum = begun(meeting, seats(council, *present), by=secretary)

    assert (quorum.is_met, quorum.needed, quorum.of, quorum.lacking) == (met, 5, 7, lacking)


def test_a_member_who_is_authorised_presides_instead_of_the_chair(council, secretary):
    meeting = a_meeting(council, by=secretary)
    (deputy,) = seats(council, SeatRole.SECRETARY)

    present = [deputy, *seats(council, SeatRole.MEMBER)]
    quorum = begun(meeting, present, by=secretary, authorised=deputy)

    assert quorum.is_met
    assert queries.gathering_of(meeting).presiding.code == deputy


def test_a_seat_that_is_empty_counts_for_the_quorum_all_the_same(secretary):
    council = a_small_council(roles=THREE)
    council.roles = dict(THREE) | {SeatRole.MEMBER: 3}
    council.save()
    meeting = a_meeting(council, by=secretary)

    assert not begun(meeting, seats(council, *THREE), by=secretary).is_met


def test_who_is_there_votes_on_each_file_and_the_last_votes_count(council, secretary):
    meeting = quorate(council, by=secretary)
    user, files = holder(council), queries.judged_files(council)
    with pytest.raises(actions.CannotMeet):
        actions.vote(meeting=meeting, choices={files[0].code: Choice.YES}, by=user, at=NOW)

    voted(meeting, user, Choice.NO, Choice.YES)
    voted(meeting, user, Choice.YES, Choice.YES)

    assert list(Vote.objects.order_by("id").values_list("choice", flat=True)) == ["yes", "yes"]


def test_who_is_absent_or_has_no_seat_has_no_vote(council, secretary):
    meeting = quorate(council, by=secretary, besides="member")

    for user in (holder(council), secretary):
        with pytest.raises(actions.CannotMeet):
            voted(meeting, user, Choice.YES, Choice.YES)


def test_who_presides_alone_records_the_discussion(council):
    said = {"council": council, "initiative": queries.judged_files(council)[0], "at": NOW}
    with pytest.raises(actions.CannotMeet):
        actions.note_discussion(**said, text="Trao đổi.", by=holder(council))

    note = actions.note_discussion(**said, text=" Trao đổi. ", by=holder(council, "chair"))

    assert note.text == "Trao đổi."


def test_a_proposal_follows_threshold_votes_and_scores_or_says_why_not(secretary):
    council = a_small_council(files=3)
    all_submitted(council, [(5, 5, 2)] * 3)  # 100, 100 and 25 points
    meeting = quorate(council, by=secretary)
    for role in THREE:
        voted(meeting, holder(council, role), Choice.YES, Choice.YES, Choice.NO)
    codes = [file.code for file in queries.judged_files(council)]

    with pytest.raises(actions.CannotPropose) as refused:
        proposed(council, Outcome.SELECT, Outcome.REFUSE, Outcome.SELECT, reasons=("", "", ""))

    flaws = {codes.index(code): sorted(found) for code, found in refused.value.flaws.items()}
    # The first is preferred to one of the same mean, the second refused, the third both too
    # low and preferred to a better one.
    assert flaws == {0: ["reason"], 1: ["reason"], 2: ["outcome", "reason"]}
    proposed(council, Outcome.SELECT, Outcome.RESERVE, Outcome.REFUSE, places=(None, 1, None))
    assert queries.proposals_of(council)[codes[1]].reserve_place == 1


def test_places_of_the_reserve_list_follow_each_other(secretary):
    council = a_small_council()
    all_submitted(council, [(5, 5)] * 3)
    meeting = quorate(council, by=secretary)
    for role in THREE:
        voted(meeting, holder(council, role), Choice.YES, Choice.YES)

    with pytest.raises(actions.CannotPropose):
        proposed(council, Outcome.RESERVE, Outcome.RESERVE, places=(1, 3))


def test_without_a_quorum_it_ends_with_minutes_and_another_is_called(council, secretary):
    meeting = a_meeting(council, by=secretary)
    begun(meeting, seats(council, "chair"), by=secretary)
    later = meeting.starts_at + timedelta(hours=1)
    with pytest.raises(actions.CannotMeet):
        actions.adjourn(meeting=meeting, by=secretary, at=later)

    minuted(meeting, by=secretary)
    actions.adjourn(meeting=meeting, by=secretary, at=later)

    assert queries.meeting_ahead(council) is None
    assert called(council, by=secretary, starts_at=later + timedelta(days=20)) != meeting


def test_each_is_told_what_the_meeting_asks_of_them(council, secretary):
    def to_do(user, at=NOW):
        user.day = TODAY
        with translation.override("en"):
            return [one.to_do for one in items_for(user, at) if one.kind == queries.COUNCIL]

    member, chair = holder(council), holder(council, "chair")
    assert to_do(secretary) == []
    all_submitted(council, [(5, 5), (5, 5), (1, 5)])
    assert to_do(secretary) == ["Call the meeting of the council"]
    assert to_do(chair) == ["Record the discussion of file 1, on which members differ"]
    meeting = a_meeting(council, by=secretary)
    assert to_do(member) == ["Come to the meeting of the council"]
    begun(meeting, [seat.code for seat in queries.sitting(council)], by=secretary)
    at = meeting.starts_at + timedelta(minutes=5)
    assert to_do(member, at) == ["Vote on the files"]
    assert to_do(secretary, at) == ["Record the meeting of the council and end it"]
    for role in THREE:
        voted(meeting, holder(council, role), Choice.YES, Choice.YES)
    assert to_do(member, at) == []
    assert "Propose what becomes of the files" in to_do(chair, at)
