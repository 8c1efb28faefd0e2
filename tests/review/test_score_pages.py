"""The page on which a member writes a review: it saves, refuses with the reason, hides names."""

import pytest
from django.urls import reverse

from cauhien.challenges.models import Reading
from cauhien.core.items import items_for
from cauhien.review import queries
from cauhien.review.models import Score
from cauhien.review.states import ReviewState
from tests.factories import NOW, sign_in
from tests.made_once import made_once
from tests.review.sitting import a_small_council, holder, review_of, submitted

pytestmark = pytest.mark.django_db


made, council = made_once(a_small_council)


@pytest.fixture
def user(client, council):
    return sign_in(client, holder(council))


@pytest.fixture
def review(council, user):
    return review_of(council, user)


def filled(*levels):
    """Return the form as a browser sends it."""
    said = {"comment": "", "to_team": "Nêu rõ nguồn dữ liệu.", "token": "bcdfghjk", "revision": "0"}
    for at, level in enumerate(levels, 1):
        said |= {f"level_{at}": level, f"reason_{at}": "Số liệu rõ."}
        said |= {f"evidence_{at}": "tr. 3", f"confidence_{at}": "middle"}
    return said


def address(review, name="review"):
    return reverse(f"review:{name}", args=[review.code])


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_shows_anchors_and_the_frozen_copy_without_whose_it_is(
    client, council, user, review, language
):
    user.language = language
    user.save()
    criterion = council.challenge.call.criteria.get(number=1)
    criterion.anchors_vi = ["Không mới", "Ít mới", "Khá mới", "Mới", "Chưa ai làm"]
    criterion.save()

    page = client.get(address(review)).content.decode()

    assert "5: Chưa ai làm" in page
    assert "Đo lưu lượng bằng camera" in page
    assert "Công ty Ánh Sáng" not in page
    assert "Thuật toán chưa công bố" not in page


def test_the_confidential_part_opens_on_the_page_of_the_file_and_leaves_a_reading(client, review):
    url = reverse("challenges:initiative_confidential", args=[review.initiative.code])

    assert "Thuật toán chưa công bố" in client.post(url).content.decode()
    assert Reading.objects.count() == 1


def test_an_autosave_keeps_what_is_there_and_answers_with_the_revision(client, review):
    answer = client.post(
        address(review, "autosave"), filled(4), headers={"HX-Request": "true"}
    ).content.decode()

    assert Score.objects.get(review=review, level=4).reason == "Số liệu rõ."
    assert 'value="1"' in answer


def test_an_autosave_of_another_window_answers_409_and_the_page_shows_both(client, review):
    client.post(address(review, "autosave"), filled(4))

    other = filled(2) | {"token": "kjhgfdcb"}
    assert client.post(address(review, "autosave"), other).status_code == 409
    both = client.post(address(review), other)
    assert both.status_code == 409
    assert "Đã lưu" in both.content.decode() or "đã được lưu" in both.content.decode()


def test_what_lacks_is_told_beside_its_field_and_nothing_is_lost(client, review):
    answer = client.post(address(review), filled(4, 3) | {"then": "submit"})

    page = answer.content.decode()
    review.refresh_from_db()
    assert (answer.status_code, review.state) == (422, ReviewState.DRAFT)
    assert page.count("Hãy chọn một mức.") == 2  # in the summary and beside the field
    assert ", Mức: Hãy chọn một mức." in page  # in the summary, after which criterion
    assert "Nêu rõ nguồn dữ liệu." in page


def test_submitting_leads_to_what_others_wrote(client, council, user, review):
    submitted(council, holder(council, "chair"))

    answer = client.post(address(review), filled(4, 3, 5) | {"then": "submit"})

    url = reverse("review:file", args=[council.challenge.code, review.initiative.code])
    assert answer.headers["Location"] == url
    assert "Ủy viên 1" in client.get(url).content.decode()


def test_a_submitted_review_is_changed_on_its_page_with_a_reason(client, council, user):
    review = submitted(council, user)
    said = filled(2, 2, 2) | {"revision": str(review.revision)}
    assert client.get(address(review)).status_code == 302

    without = client.post(f"{address(review)}?change", said)
    changed = client.post(f"{address(review)}?change", said | {"change_reason": "Đã thảo luận."})

    assert (without.status_code, changed.status_code) == (422, 302)
    assert "Đã thảo luận." in client.get(changed.headers["Location"]).content.decode()


def test_what_waits_counts_the_reviews_that_are_still_to_be_written(council, user):
    def waiting():
        return [one.to_do[-1] for one in items_for(user, NOW) if one.kind == queries.SEAT]

    assert waiting() == ["2"]
    submitted(council, user)
    assert waiting() == ["1"]
    submitted(council, user, 1)
    assert waiting() == []


def test_the_page_takes_few_queries(client, review, django_assert_max_num_queries):
    client.get(address(review))
    with django_assert_max_num_queries(12):  # four of them are the session and the header
        client.get(address(review))
