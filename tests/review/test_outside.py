"""Reviews from outside the council: asked with a reason, read late, counted nowhere."""

from datetime import date

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils.translation import override

from cauhien.accounts.states import Role
from cauhien.challenges.queries.initiative import initiatives_for
from cauhien.challenges.states import Part
from cauhien.core.items import items_for
from cauhien.notices.documents import words_of
from cauhien.notices.models import Notice
from cauhien.review import actions, bridge, queries, rules
from cauhien.review.documents import decision_texts, minutes_texts, sheet_texts
from cauhien.review.models import Decision, Review, Seat
from cauhien.review.queries import decision as decisions
from cauhien.review.states import CouncilState, Outcome, SeatRole, SeatState
from tests.factories import NOW, TODAY, a_user, acts, sign_in
from tests.made_once import made_once
from tests.review.sitting import (
    a_meeting,
    a_small_council,
    all_submitted,
    holder,
    proposed,
    quorate,
    review_of,
    submitted,
)
from tests.review.things import an_expert, with_organisation

pytestmark = pytest.mark.django_db
WHY = "Không thành viên nào hiểu sâu về cảm biến."
WISE = "Cảm biến này trôi số đo sau ba tháng."
SECRET = "Ý kiến kín của một thành viên."


def a_council():
    """Return a council with an outside reviewer of the first file, who reads it."""
    council = a_small_council()
    council.review_by_on = date(2026, 12, 20)
    council.save()
    secretary, expert = a_user(Role.SECRETARY, day=TODAY), an_expert("Phạm Minh Độc Lập")
    council.outsider, council.secretary = asked(council, expert, by=secretary), secretary
    user = council.outsider.person.user
    user.day = TODAY
    actions.accept(seat=council.outsider, by=user, at=NOW)
    actions.declare(seat=council.outsider, ties=[], keeps_secret=True, by=user, at=NOW)
    return council


def asked(council, expert, *, by, **more):
    files = tuple(queries.judged_files(council)[:1])
    said = {"person": expert.person, "reason": WHY, "files": files} | more
    offer = actions.Offer(date(2026, 12, 1), 1_500_000)
    wish = actions.OutsideWish(**said)
    return actions.ask_outside(council=council, wish=wish, offer=offer, by=by, at=NOW)


made, council = made_once(a_council)


def outsider(council):
    user = council.outsider.person.user
    user.day = TODAY
    return user


def given(council):
    """Let the outside reviewer submit, with low points; return the review."""
    review = submitted(council, outsider(council), levels=(1, 1, 1))
    Review.objects.filter(pk=review.pk).update(comment=WISE)
    return review


def said(client, user, url):
    client.logout()
    if user:
        sign_in(client, user)
    answer = client.get(url)
    return answer.status_code, answer.content.decode()


def pages(council, file=0):
    code, file = council.challenge.code, queries.judged_files(council)[file].code
    return [reverse("review:file", args=[code, file]), f"/api/v1/challenges/{code}/scores/{file}"]


def test_who_is_asked_from_outside_is_told_what_for_and_that_they_have_no_vote(council):
    notice = Notice.objects.get(kind=actions.INVITED)
    seat = Seat.objects.get(pk=council.outsider.pk)

    assert (notice.parameters["files"], notice.parameters["fee_vnd"]) == (1, 1_500_000)
    assert (seat.state, seat.reason) == (SeatState.READING, WHY)
    assert "ask_outside" in acts(council)
    assert acts(council)[-4:] == ["seat_invite", "seat_accept", "seat_declare", "open_files"]


def test_the_invitation_says_that_it_is_no_seat(client, council):
    seat = asked(council, an_expert("Đỗ Thị Lan"), by=council.secretary)
    notice = Notice.objects.get(kind=actions.INVITED, recipient=seat.person.user)
    said_so = "không phải là thành viên hội đồng và không biểu quyết"
    seat.person.user.day = TODAY

    with override("vi"):
        words = words_of(notice, None, by_mail=True)
        to_do = [item.to_do for item in items_for(seat.person.user, NOW)]
    assert (said_so in words.text, words.title.startswith("Mời làm chuyên gia tư vấn")) == (
        True,
    ) * 2
    assert to_do == ["Trả lời lời mời làm chuyên gia tư vấn độc lập"]
    assert said_so in said(client, seat.person.user, reverse("review:seat", args=[seat.code]))[1]


def test_they_read_the_files_they_were_given_and_no_others(client, council):
    first, second = queries.judged_files(council)
    user = outsider(council)

    read = initiatives_for(user, Part.CONTENT).filter(challenge=council.challenge)
    assert list(read) == [first]
    assert said(client, user, reverse("challenges:initiative", args=[first.code]))[0] == 200
    assert said(client, user, reverse("challenges:initiative", args=[second.code]))[0] == 404
    assert [item.to_do for item in items_for(user, NOW)] == ["Đọc hồ sơ và nộp phiếu đánh giá: 1"]


def test_they_read_nobody_elses_review_before_or_after_their_own(client, council):
    submitted(council, holder(council))
    Review.objects.filter(seat__role=SeatRole.MEMBER).update(comment=SECRET)
    given(council)

    for file in (0, 1):
        for url in pages(council, file):
            status, text = said(client, outsider(council), url)
            assert (status, SECRET in text) == (200 if file == 0 else 404, False)
    code = council.challenge.code
    for url in (reverse("review:scores", args=[code]), f"/api/v1/challenges/{code}/scores"):
        assert said(client, outsider(council), url)[0] in (403, 404)
    assert queries.reviews_for(outsider(council)).count() == 1


def test_members_read_it_once_they_have_given_their_own_and_the_staff_at_once(client, council):
    given(council)
    member = holder(council)
    before = [said(client, member, url) for url in pages(council)]
    submitted(council, member)

    assert [(status, WISE in text) for status, text in before] == [(403, False), (404, False)]
    for user in (member, council.secretary):
        page, answer = (said(client, user, url)[1] for url in pages(council))
        assert WISE in page
        assert "Phiếu đánh giá của chuyên gia tư vấn độc lập" in page
        assert '"is_outside": true' in answer
    for user in (a_user(Role.OFFICER, office=council.challenge.office), None):
        assert all(said(client, user, url)[0] in (302, 401, 403, 404) for url in pages(council))


def test_neither_mean_nor_quorum_nor_vote_nor_attendance_counts_them(council):
    all_submitted(council, [(4, 4), (4, 4), (4, 4)])
    before = bridge.standings(council)
    given(council)
    meeting = a_meeting(council, by=council.secretary)
    user = outsider(council)

    assert bridge.standings(council) == before
    assert council.outsider not in queries.sitting(council)
    assert council.outsider not in queries.gathering_of(meeting).seats
    assert rules.voting_seat(user, meeting) is None
    assert not rules.may_see_minutes(user, council)
    assert not rules.may_see_standings(user, council)
    assert not rules.judges(user, council.challenge)
    assert rules.sat_in(user, council.challenge)  # and has no other part in the case
    assert queries.progress_of(council) == (6, 6, 1)


def test_minutes_decision_and_sheets_list_it_apart_from_the_votes(council):
    all_submitted(council, [(4, 4), (4, 4), (4, 4)])
    review = given(council)
    by, name = council.secretary, council.outsider.person.name
    meeting = quorate(council, by=by)
    proposed(council, Outcome.REFUSE, Outcome.REFUSE)
    vi, en = map(str, minutes_texts(meeting, bridge.standings(council)))
    signed = Decision(challenge=council.challenge, kind="first", signed_by=by, signed_at=NOW)
    signed.requests_until_on = TODAY

    assert f"{name}, chuyên gia tư vấn độc lập, 0,00 điểm, không tính vào điểm trung bình" in vi
    assert "Reviews from outside the council" in en
    assert vi.count(name) == 1  # not among those who are there
    assert "của chuyên gia tư vấn độc lập về hồ sơ số 1" in str(decision_texts(signed, ()))
    sheet, _english = sheet_texts(review)
    assert "Chuyên gia tư vấn độc lập" in str(sheet)
    council.state = CouncilState.CONCLUDED
    council.save()
    meeting.held_at = NOW
    meeting.save()
    held = decisions.meeting_of(council.challenge)
    assert [(seat.person.name, seat.given) for seat in held.outside] == [(name, [1])]
    assert len(held.seats) == 3


def test_nobody_from_outside_can_be_made_to_sit(council):
    with pytest.raises(IntegrityError):
        Seat.objects.filter(pk=council.outsider.pk).update(state=SeatState.SITTING)


@pytest.mark.parametrize(
    ("more", "field"),
    [({"reason": " "}, "reason"), ({"files": ()}, "reads"), ({"person": None}, "person")],
)
def test_without_a_reason_a_file_or_a_free_person_nobody_is_asked(council, more, field):
    expert = an_expert("Đỗ Thị Lan")
    if "person" in more:  # who works in the same house as a team
        lead = council.challenge.initiatives.first().members.first()
        lead.organisation = with_organisation(expert.person)
        lead.save()
        more = {}

    with pytest.raises(actions.CannotAskOutside) as refused:
        asked(council, expert, by=council.secretary, **more)
    assert refused.value.field == field


def test_a_tie_that_is_declared_closes_every_file_and_those_who_asked_are_told(council):
    seat = asked(council, an_expert("Đỗ Thị Lan"), by=council.secretary)
    user, file = seat.person.user, queries.judged_files(council)[1]
    user.day = TODAY
    tie = {"initiative": file.code, "other": file.code, "kind": "kinship", "relation": ""}
    actions.accept(seat=seat, by=user, at=NOW)

    found = actions.declare(
        seat=seat,
        ties=[tie | {"since": "", "until": "", "text": "Em ruột"}],
        keeps_secret=True,
        by=user,
        at=NOW,
    )

    assert found.state == SeatState.EXCLUDED
    assert not initiatives_for(user, Part.EXISTENCE).filter(challenge=council.challenge)
    assert Notice.objects.filter(kind=actions.OUTSIDE_LEFT, recipient=council.secretary).exists()
    assert not queries.vacant_seats(a_user(Role.COORDINATOR))


@pytest.mark.parametrize(
    "role", [Role.DECISION_MAKER, Role.AUDITOR, Role.OFFICER, Role.EXPERT, None]
)
def test_only_those_who_run_the_council_ask_from_outside(client, council, role):
    office = council.challenge.office if role == Role.OFFICER else None
    user = a_user(role, office=office) if role else None

    assert said(client, user, council.url("outside"))[0] in (302, 403, 404)


def test_the_secretary_asks_on_a_page_and_finds_it_on_that_of_the_council(client, council):
    expert, url = an_expert("Đỗ Thị Lan"), council.url("outside")
    first = queries.judged_files(council)[0]
    sign_in(client, council.secretary)
    facts = {"person": expert.person.code, "reads": [first.code], "fee_vnd": ""}
    facts |= {"answer_by_on": "2099-01-01", "reason": ""}
    council.review_by_on = date(2099, 12, 1)
    council.save()

    refused = client.post(url, facts)
    answer = client.post(url, facts | {"reason": "Cần người hiểu vật liệu."})

    assert (refused.status_code, answer.status_code) == (422, 302)
    page = client.get(council.url()).content.decode()
    assert "Cần người hiểu vật liệu." in page
    assert WHY in page


def test_once_it_is_decided_everybody_reads_who_reviewed_from_outside(client, council):
    given(council)
    name = council.outsider.person.name
    assert name not in said(client, None, council.url())[1]

    Decision.objects.create(
        challenge=council.challenge, drafted_by=a_user(), saved_at=NOW, signed_at=NOW
    )

    assert name in said(client, None, council.url())[1]


def test_who_shares_the_files_out_takes_nothing_from_them(council):
    by = a_user(Role.COORDINATOR, day=TODAY)
    sharing = actions.Sharing(per_file=1, per_member=2)
    row = actions.propose_assignment(council=council, sharing=sharing, by=by, at=NOW)
    actions.confirm_assignment(assignment=row, by=by, at=NOW)

    assert review_of(council, outsider(council)).state == "draft"
    assert council.outsider.code not in row.members
