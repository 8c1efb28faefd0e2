"""Conflicts of interest are looked at again where a member opens a file or hands in a review."""

import pytest
from django.urls import reverse

from cauhien.accounts.states import Role
from cauhien.challenges.actions.initiative.documents import (
    CannotRead,
    note_reading,
    read_confidential,
)
from cauhien.challenges.models import FileAccess, Reading
from cauhien.core.models import AuditLine
from cauhien.notices.models import Notice
from cauhien.review import actions, queries
from cauhien.review.models import Council, Seat
from cauhien.review.states import SeatState
from tests.factories import NOW, a_user, sign_in
from tests.review.sitting import a_small_council, holder, review_of, submitted, written
from tests.review.things import a_member, an_expert, with_organisation

pytestmark = pytest.mark.django_db
TEAM = "Trường Đại học Sông Nhuệ"


@pytest.fixture
def council():
    """Return a council that has opened its files, with people who run the case."""
    a_user(Role.COORDINATOR)
    a_user(Role.SECRETARY)
    return a_small_council(files=1)


@pytest.fixture
def member(council):
    return holder(council)


def comes_of_one_house(council, user):
    """Let a member work from today where the team of the file does."""
    seat = council.seats.get(user=user)
    file = queries.judged_files(council)[0]
    a_member(file, role="edit", organisation=with_organisation(seat.person))
    return file


def state(council, user):
    return Seat.objects.get(council=council, user=user).state


@pytest.mark.parametrize("read", [note_reading, read_confidential])
def test_a_file_that_is_opened_closes_to_whom_a_conflict_bars_by_now(council, member, read):
    file = comes_of_one_house(council, member)

    with pytest.raises(CannotRead) as refused:
        read(initiative=file, by=member, at=NOW)

    assert "Sông" not in str(refused.value)
    assert state(council, member) == SeatState.EXCLUDED
    assert FileAccess.objects.filter(user=member, is_bar=True, until_at=None).exists()
    assert not Reading.objects.exists()
    assert not AuditLine.objects.filter(chain=file.chain, by=member.uuid).exists()


def test_whom_nothing_bars_opens_it_and_the_doors_are_asked_once_a_day(
    council, member, django_assert_max_num_queries
):
    file = queries.judged_files(council)[0]
    note_reading(initiative=file, by=member, at=NOW)

    with django_assert_max_num_queries(1):
        note_reading(initiative=file, by=member, at=NOW)

    assert state(council, member) == SeatState.SITTING


@pytest.mark.parametrize("page", ["file", "review"])
def test_the_page_says_a_neutral_sentence(client, council, member, page):
    review = review_of(council, member)
    comes_of_one_house(council, member)
    sign_in(client, member)
    urls = {
        "file": reverse("challenges:initiative", args=[review.initiative.code]),
        "review": reverse("review:review", args=[review.code]),
    }

    answer = client.get(urls[page], follow=page == "review")

    assert answer.status_code == {"file": 403, "review": 200}[page]
    assert "không mở với bạn" in answer.content.decode()
    assert state(council, member) == SeatState.EXCLUDED


def test_a_review_that_is_handed_in_or_changed_is_asked_for_too(council, member):
    submitted(council, member)
    review = review_of(council, member)
    comes_of_one_house(council, member)
    said = {"written": written(5, 5, 5), "reason": "Đọc lại"}

    with pytest.raises(actions.CannotReview):
        actions.change_review(review=review, by=member, at=NOW, **said)

    review.refresh_from_db()
    assert review.changed_at is None
    assert state(council, member) == SeatState.EXCLUDED
    assert not queries.given_reviews(council).exists()


def test_those_who_run_the_case_are_told_and_nobody_else(council, member):
    in_a_team = a_user(Role.SECRETARY)
    file = comes_of_one_house(council, member)
    a_member(file, user=in_a_team, role="view")

    with pytest.raises(CannotRead):
        note_reading(initiative=file, by=member, at=NOW)

    told = Notice.objects.filter(kind=actions.EXCLUDED)
    assert {one.recipient.grants.get().role for one in told} == {Role.COORDINATOR, Role.SECRETARY}
    assert in_a_team.pk not in {one.recipient_id for one in told}
    assert all(member.name not in str(one.parameters) for one in told)


def test_the_stand_in_is_asked(council, member):
    stand_in = an_expert("Đỗ Thị Lan")
    seat = council.seats.get(user=member)
    Seat.objects.filter(pk=seat.pk).update(stand_in=stand_in.person)
    known = [{"person": str(stand_in.person.uuid), "fit": 0.5, "out": "", "barred": []}]
    Council.objects.filter(pk=council.pk).update(candidates=known)
    file = comes_of_one_house(council, member)

    with pytest.raises(CannotRead):
        note_reading(initiative=file, by=member, at=NOW)

    following = Seat.objects.get(follows=seat)
    assert (following.person, following.state) == (stand_in.person, SeatState.INVITED)
