"""Members are invited, answer from the mail, declare, are excluded, are followed by stand-ins."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from cauhien.accounts.states import Role
from cauhien.challenges.models import FileAccess
from cauhien.challenges.queries.initiative import initiatives_for
from cauhien.challenges.states import Part, State
from cauhien.core.calendar import end_of
from cauhien.core.events import announce
from cauhien.core.items import items_for
from cauhien.notices.actions import signed_link
from cauhien.notices.models import Link, Notice
from cauhien.review import actions, queries
from cauhien.review.models import Declaration, Finding, Review, Seat
from cauhien.review.states import CouncilState, SeatState
from tests.factories import a_person, a_user, acts, sign_in
from tests.review.things import (
    a_council,
    a_sitting_council,
    an_invited_council,
    experts,
    holder,
    sit,
    with_organisation,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat(council):
    return queries.seats_to_change(council).first()


def states(council):
    found = queries.seats_of(council).values_list("state", flat=True)
    return {state: list(found).count(state) for state in found}


def a_tie(seat, **said):
    file = queries.files_of(seat.council.challenge, seat.council.kind)[0]
    given = {"initiative": file.code, "other": file.code, "kind": "declared", "relation": ""}
    return given | {"since": "2024", "until": "2024", "text": "Cùng làm đề tài năm 2024"} | said


def reads(user, council, part=Part.CONTENT):
    user.day = user.day or council.formed_at.date()
    return initiatives_for(user, part).filter(challenge=council.challenge).count()


def test_everybody_is_told_load_fee_and_dates_and_answers_from_the_mail(council):
    notices = Notice.objects.filter(kind=actions.INVITED)

    assert states(council) == {SeatState.INVITED: 3}
    assert notices.count() == Link.objects.filter(purpose=actions.PURPOSE).count() == 3
    assert {(one.parameters["files"], one.parameters["fee_vnd"]) for one in notices} == {
        (1, 2_000_000)
    }


def test_whoever_has_no_account_is_written_to_at_their_address(small_call, coordinator):
    (expert,) = experts(1)
    expert.person.user, expert.email = None, "chuyen-gia@test.invalid"
    expert.person.save()
    expert.save()
    an_invited_council(small_call, by=coordinator, size=3, number=2)

    assert Notice.objects.filter(address="chuyen-gia@test.invalid").count() == 1


@pytest.mark.parametrize(
    ("answer", "state"), [("accept", SeatState.DECLARING), ("decline", SeatState.DECLINED)]
)
@pytest.mark.usefixtures("clock")
def test_the_link_of_the_mail_answers_once_without_a_password(client, seat, answer, state):
    link = Link.objects.get(subject_code=seat.code)
    url = signed_link(link).split("//", 1)[1].split("/", 1)[1]

    looked = client.get(f"/{url}")
    client.post(f"/{url}", {"answer": answer, "reason": "Bận công tác"})
    again = client.post(f"/{url}", {"answer": "accept"})

    seat.refresh_from_db()
    assert (looked.status_code, seat.state, again.status_code) == (200, state, 410)


@pytest.mark.usefixtures("clock")
def test_the_link_of_who_has_accepted_on_the_site_says_so_and_asks_nothing(client, seat, now):
    actions.accept(seat=seat, by=holder(seat), at=now)
    link = Link.objects.get(subject_code=seat.code)

    answer = client.get("/" + signed_link(link).split("//", 1)[1].split("/", 1)[1])

    assert (answer.status_code, "đã được trả lời" in answer.content.decode()) == (410, True)


def test_who_declines_says_why_and_the_stand_in_is_invited(seat, council):
    with pytest.raises(actions.CannotSit):
        actions.decline(seat=seat, reason=" ", by=holder(seat), at=council.formed_at)

    actions.decline(seat=seat, reason="Bận", by=holder(seat), at=council.formed_at)

    follower = Seat.objects.get(follows=seat)
    assert (follower.person, follower.state) == (seat.stand_in, SeatState.INVITED)


def test_before_the_declaration_no_file_is_open_and_after_it_each_is(seat, council):
    user = holder(seat)
    assert reads(user, council) == 0

    actions.accept(seat=seat, by=user, at=council.formed_at)
    assert reads(user, council) == 0

    actions.declare(seat=seat, ties=[], keeps_secret=True, by=user, at=council.formed_at)
    council.refresh_from_db()
    assert reads(user, council) == 1
    assert council.state == CouncilState.REVIEWING
    assert Review.objects.get(seat=seat).state == "draft"
    assert FileAccess.objects.get(user=user).blind


def test_a_declared_tie_excludes_bars_every_file_and_brings_the_stand_in(seat, council):
    user = holder(seat)

    excluded = sit(seat, ties=[a_tie(seat)])

    assert excluded.state == SeatState.EXCLUDED
    assert reads(user, council) == reads(user, council, Part.EXISTENCE) == 0
    assert FileAccess.objects.filter(user=user, is_bar=True).count() == 1
    assert Seat.objects.get(follows=seat).person == seat.stand_in
    assert Declaration.objects.get(seat=seat).ties[0]["text"] == "Cùng làm đề tài năm 2024"
    assert acts(council)[-3:] == ["seat_accept", "seat_exclude", "seat_invite"]


def test_a_tie_of_money_that_is_long_past_does_not_exclude(seat):
    assert sit(seat, ties=[a_tie(seat, kind="money", since="2015", until="2015")]).state == (
        SeatState.SITTING
    )


def test_without_the_promise_of_secrecy_nobody_sits(seat, council):
    actions.accept(seat=seat, by=holder(seat), at=council.formed_at)

    with pytest.raises(actions.CannotSit):
        actions.declare(
            seat=seat, ties=[], keeps_secret=False, by=holder(seat), at=council.formed_at
        )


def test_a_conflict_that_arises_later_excludes_by_itself(small_call, council, seat, now):
    user = holder(sit(seat))
    lead = small_call.challenge.initiatives.get().members.first()
    lead.organisation = with_organisation(seat.person)
    lead.save()
    announce(kind="person.changed", subject_kind="person", subject_code=seat.person.code, at=now)

    actions.heed_changes(at=now)

    seat.refresh_from_db()
    assert seat.state == SeatState.EXCLUDED
    assert reads(user, council) == 0
    assert Finding.objects.filter(person=seat.person, ended_at=None).exists()
    assert actions.heed_changes(at=now) in (0, 1)  # its own events are read, and nothing is left


def test_files_open_when_they_are_given_to_the_council(small_call, coordinator, now):
    small_call.challenge.state = State.SCREENING
    small_call.challenge.save()
    council = a_sitting_council(small_call, by=coordinator, size=3, number=5)
    assert council.state == CouncilState.INVITING
    small_call.challenge.state = State.IN_REVIEW
    small_call.challenge.save()
    announce(kind="challenge.changed", subject_kind="challenge", subject_code="x", at=now)

    actions.heed_changes(at=now)

    council.refresh_from_db()
    assert (council.state, Review.objects.count()) == (CouncilState.REVIEWING, 3)


def test_who_does_not_answer_in_time_is_followed(council, seat):
    actions.let_lapse(at=council.formed_at + timedelta(days=9))

    assert states(council)[SeatState.DECLINED] == 3
    assert Seat.objects.filter(follows=seat).count() == 1


def test_a_stand_in_has_days_of_their_own_to_answer_and_the_fee_of_whom_they_follow(council, seat):
    late = council.formed_at + timedelta(days=9)
    actions.let_lapse(at=late)
    follower = Seat.objects.get(follows=seat)
    link = Link.objects.get(subject_code=follower.code)
    user = holder(follower)

    assert follower.answer_by_on == date(2026, 12, 10)  # five working days later
    assert link.expires_at == end_of(follower.answer_by_on)
    assert [one.due for one in items_for(user, late)] == [end_of(follower.answer_by_on)]
    assert queries.invitation_facts(follower)["fee_vnd"] == 2_000_000
    assert actions.let_lapse(at=late + timedelta(days=1)) == 0


def test_the_days_of_a_stand_in_end_with_those_of_the_reviews(council):
    assert queries.answer_day(council, date(2026, 12, 18)) == council.review_by_on
    assert queries.answer_day(council, date(2026, 12, 21)) == date(2026, 12, 28)


def test_who_is_invited_later_changes_nothing_for_those_invited_before(
    council, seat, coordinator, now
):
    other = queries.seats_to_change(council).last()
    Seat.objects.filter(pk=other.pk).update(state=SeatState.PROPOSED)
    offer = actions.Offer(answer_by_on=date(2026, 12, 10), fee_vnd=None)

    actions.invite_council(council=council, offer=offer, by=coordinator, at=now)

    told = Seat.objects.filter(pk__in=[seat.pk, other.pk]).order_by("answer_by_on")
    assert list(told.values_list("answer_by_on", "fee_vnd")) == [
        (date(2026, 12, 1), 2_000_000),
        (date(2026, 12, 10), None),
    ]


def test_without_a_stand_in_the_coordinator_is_told_and_fills_the_seat_by_hand(
    small_call, coordinator, now
):
    council = an_invited_council(small_call, by=coordinator, size=3, number=3)
    seat = queries.seats_to_change(council).first()

    actions.decline(seat=seat, reason="Bận", by=holder(seat), at=now)

    assert Notice.objects.filter(kind=actions.VACANT, recipient=coordinator).count() == 1
    assert [item.url for item in items_for(coordinator, now)] == [
        reverse("review:place", args=[seat.code])
    ]


def test_who_leaves_reads_nothing_more(seat, council, now):
    user = holder(sit(seat))

    actions.leave(seat=seat, reason="Ốm", by=user, at=now)

    assert reads(user, council) == 0
    assert not Review.objects.filter(seat=seat).exists()


def test_neither_teams_nor_other_members_learn_that_somebody_was_excluded(client, council, seat):
    sit(seat, ties=[a_tie(seat)])
    other = queries.seats_to_change(council).exclude(pk=seat.pk).first().person.user
    team = council.challenge.initiatives.get().members.first().user
    pages = [
        reverse("review:council", args=[council.challenge.code]),
        reverse("challenges:log", args=[council.challenge.code]),
    ]
    for user in (other, team, a_user(Role.OFFICER, office=council.challenge.office)):
        sign_in(client, user)
        said = "".join(client.get(page).content.decode() for page in pages)
        assert seat.person.name not in said
        assert "2024" not in said
        assert client.get(reverse("review:seat", args=[seat.code])).status_code == 404


def test_the_decision_maker_does_not_read_why_somebody_is_gone(client, council, seat):
    actions.decline(seat=seat, reason="Lý do riêng", by=holder(seat), at=council.formed_at)
    url = reverse("review:council", args=[council.challenge.code])

    said = {}
    for role in (Role.DECISION_MAKER, Role.COORDINATOR, Role.SECRETARY, Role.AUDITOR):
        sign_in(client, a_user(role))
        said[role] = "Lý do riêng" in client.get(url).content.decode()

    assert said == {
        Role.DECISION_MAKER: False,
        Role.COORDINATOR: True,
        Role.SECRETARY: True,
        Role.AUDITOR: True,
    }


def test_a_seat_that_is_not_ones_own_is_neither_seen_nor_answered(client, seat):
    stranger = a_user(Role.EXPERT)
    sign_in(client, stranger)

    assert client.get(reverse("review:seat", args=[seat.code])).status_code == 404
    with pytest.raises(actions.CannotSit):
        actions.accept(seat=seat, by=stranger, at=seat.council.formed_at)


def test_a_person_who_is_only_proposed_knows_of_nothing(client, small_call, coordinator):
    council = a_council(small_call, by=coordinator, size=3, number=5)
    user = queries.seats_to_change(council).first().person.user
    sign_in(client, user)

    assert not queries.own_seats(user)
    assert council.code not in client.get(reverse("review:seats")).content.decode()


def test_a_person_of_the_same_name_as_an_address_has_no_seat(seat):
    assert not queries.own_seats(a_person(seat.person.name, user=a_user()).user)


def test_where_a_council_is_dissolved_its_files_close_and_nobody_answers_any_more(
    council, coordinator
):
    first, second = queries.seats_to_change(council)[:2]
    user = holder(sit(first))
    assert reads(user, council) == 1

    reason = {"reason": "Quy trình đã đổi.", "by": coordinator, "at": council.formed_at}
    actions.dissolve_council(council=council, **reason)

    with pytest.raises(actions.CannotSit):
        actions.accept(seat=second, by=holder(second), at=council.formed_at)
    assert reads(user, council) == 0
    assert not [one for one in items_for(holder(second), council.formed_at) if one.kind == "seat"]
