"""A member writes, submits and changes the review of a file."""

import pytest

from cauhien.accounts.states import Role
from cauhien.challenges.actions import OpenForm
from cauhien.core.models import AuditLine
from cauhien.review import actions, queries
from cauhien.review.models import Review, Score
from cauhien.review.states import CouncilState, ReviewState, SeatState
from tests.factories import NOW, a_user, acts
from tests.made_once import made_once
from tests.review.sitting import a_small_council, holder, review_of, submitted, written
from tests.review.things import a_member

pytestmark = pytest.mark.django_db


made, council = made_once(a_small_council)


@pytest.fixture
def user(council):
    return holder(council)


@pytest.fixture
def review(council, user):
    return review_of(council, user)


def write(review, by, said, **form):
    return actions.write_review(review=review, by=by, at=NOW, written=said, form=OpenForm(**form))


def test_a_draft_keeps_what_was_typed_and_leaves_no_line_in_the_log(council, user, review):
    before = acts(council)

    kept = write(review, user, written(4, 3, comment="Cần xem lại kinh phí."))

    levels = Score.objects.filter(review=review).order_by("criterion__number")
    assert list(levels.values_list("level", flat=True)) == [4, 3]
    assert (kept.comment, kept.revision, acts(council)) == ("Cần xem lại kinh phí.", 1, before)


def test_a_level_gives_its_share_of_the_weight(council, user):
    review = submitted(council, user, levels=(5, 3, 1))  # of weights 30, 40 and 30

    assert queries.total(review, 5) == 50


def test_what_another_form_has_saved_meanwhile_is_not_written_over(user, review):
    write(review, user, written(4), token="a")

    with pytest.raises(actions.ReviewedElsewhere):
        write(review, user, written(2), token="b")
    assert write(review, user, written(3), token="a").revision == 2


def test_an_incomplete_review_is_not_submitted_and_names_what_lacks(user, review):
    write(review, user, written(4, 3))

    with pytest.raises(actions.CannotReview) as refused:
        actions.submit_review(review=review, by=user, at=NOW)

    names = ["confidence", "evidence", "level", "reason"]
    assert sorted(refused.value.missing) == [(3, name) for name in names]


def test_a_submitted_review_names_the_copy_that_was_read_and_stands_in_the_log(council, user):
    review = submitted(council, user)

    line = AuditLine.objects.filter(chain=council.chain).latest("number")
    assert (review.state, review.copy_sha256) == (
        ReviewState.SUBMITTED,
        review.initiative.versions.get().sha256,
    )
    assert (line.act, line.detail["sha256"]) == ("review_submit", review.sha256)


def test_a_submitted_review_is_changed_with_a_reason_only_and_the_log_keeps_the_old(council, user):
    review, new = submitted(council, user), written(2)
    change = {"review": review, "by": user, "at": NOW, "written": new}
    change["form"] = OpenForm(revision=review.revision)
    with pytest.raises(actions.CannotReview):
        write(review, user, new)
    with pytest.raises(actions.CannotReview):
        actions.change_review(**change, reason=" ")

    changed = actions.change_review(**change, reason="Thảo luận cho thấy đã có nơi làm.")

    line = AuditLine.objects.filter(chain=council.chain).latest("number")
    assert (queries.total(changed, 5), changed.sha256 == review.sha256) == (60.0, False)
    assert line.detail["before"]["scores"]["1"]["level"] == 4


def test_nobody_writes_for_another_or_after_the_conclusion(council, user, review):
    other = holder(council, "chair")
    with pytest.raises(actions.CannotReview):
        write(review, other, written(4))

    council.state = CouncilState.CONCLUDED
    council.save()

    with pytest.raises(actions.CannotReview):
        write(review, user, written(4))


def test_a_conflict_that_is_new_at_submission_excludes_instead(council, user, review):
    write(review, user, written(4, 4, 4))
    a_member(review.initiative, user=a_user(Role.ENTERPRISE), person=review.seat.person)

    with pytest.raises(actions.CannotReview):
        actions.submit_review(review=review, by=user, at=NOW)

    review.seat.refresh_from_db()
    assert review.seat.state == SeatState.EXCLUDED
    assert not Review.objects.filter(seat=review.seat).exists()
    assert not queries.reviews_for(user).exists()
