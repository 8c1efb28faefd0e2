"""Who reads what was scored: the row "Scores, disagreement" of the matrix, from outside."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from cauhien.challenges.actions.initiative import bar_access
from cauhien.challenges.actions.initiative.access import show_for_state
from cauhien.challenges.states import InitiativeState, State
from cauhien.documents.models import Document
from cauhien.review import queries
from cauhien.review.actions import make_sheets
from cauhien.review.models import Council, Decision, Review
from cauhien.review.states import ReviewState, SeatState
from tests.factories import NOW, a_user, sign_in
from tests.made_once import made_once
from tests.review.sitting import a_small_council, holder, people, review_of, submitted

pytestmark = pytest.mark.django_db
SECRET = "Chỉ hội đồng đọc điều này."


def a_council():
    """Return a council of which the chair has submitted a review of the first file."""
    council = a_small_council()
    submitted(council, holder(council, "chair"))
    Review.objects.filter(state=ReviewState.SUBMITTED).update(comment=SECRET)
    return council


made, council = made_once(a_council)


def decided(council):
    """Decide on the call, as its pages know it."""
    Decision.objects.create(
        challenge=council.challenge, drafted_by=a_user(), saved_at=NOW, signed_at=NOW
    )
    council.challenge.state = State.DECIDED
    council.challenge.save()
    return council


def addresses(council):
    """Return the pages and calls that tell of the first file."""
    code, file = council.challenge.code, queries.judged_files(council)[0].code
    return [
        reverse("review:file", args=[code, file]),
        f"/api/v1/challenges/{code}/scores/{file}",
    ]


def answers(client, council, who):
    client.logout()
    if who.is_authenticated:
        sign_in(client, who)
    return [client.get(url) for url in addresses(council)]


def readers(council):
    found = people(council)
    return {
        name
        for name, who in found.items()
        if queries.scores_of(council, who) and not isinstance(who, AnonymousUser)
    }


BEFORE = {"chair", "coordinator", "secretary", "auditor"}


def test_before_the_decision_the_staff_reads_scores_and_a_member_once_their_own_is_in(council):
    assert readers(council) == BEFORE

    submitted(council, holder(council))

    assert readers(council) == BEFORE | {"member"}


def test_the_decision_maker_reads_them_with_the_recommendation(council):
    for file in queries.judged_files(council):
        show(file, InitiativeState.RECOMMENDED)

    assert readers(council) == BEFORE | {"decision-maker"}


@pytest.mark.parametrize(("is_over", "status"), [(False, 403), (True, 200)])
def test_the_decision_maker_is_not_told_how_many_reviews_are_in(client, council, is_over, status):
    if is_over:
        Council.objects.update(concluded_at=council.formed_at)
    sign_in(client, people(council)["decision-maker"])

    page = client.get(council.url("scores"))

    assert page.status_code == status


def test_after_the_decision_the_office_reads_all_and_a_team_its_own(council):
    for file in queries.judged_files(council):
        show(file, InitiativeState.NOT_SELECTED)
    submitted_by_all(council)

    assert readers(decided(council)) == BEFORE | {"member", "team", "officer", "head"}
    team = people(council)["team"]
    assert [one.initiative for one in queries.scores_of(council, team)] == [
        queries.judged_files(council)[0]
    ]


@pytest.mark.parametrize(
    ("name", "statuses"),
    [
        ("public", [302, 401]),
        ("team", [404, 404]),
        ("officer", [404, 404]),
        ("stranger", [404, 404]),
        ("member", [403, 404]),
        ("chair", [200, 200]),
        ("coordinator", [200, 200]),
        ("secretary", [200, 200]),
        ("decision-maker", [404, 404]),
        ("auditor", [200, 200]),
    ],
)
def test_page_and_call_answer_alike_before_the_decision(client, council, name, statuses):
    found = answers(client, council, people(council)[name])

    assert [one.status_code for one in found] == statuses
    said = "".join(one.content.decode() for one in found)
    assert ("Số liệu rõ." in said) == (statuses == [200, 200])


def test_after_the_decision_a_team_reads_without_names_or_what_is_for_the_council(client, council):
    decided(council)
    file = queries.judged_files(council)[0]
    show(file, InitiativeState.NOT_SELECTED)

    page, called = answers(client, council, people(council)["team"])

    said = page.content.decode() + called.content.decode()
    assert (page.status_code, called.status_code) == (200, 200)
    assert "Số liệu rõ." in said
    assert SECRET not in said
    assert "Ủy viên 1" not in said


def test_nobody_reads_a_file_that_is_barred_to_them(client, council):
    coordinator = people(council)["coordinator"]
    file = queries.judged_files(council)[0]
    bar_access(initiative=file, user=coordinator, by=None, at=NOW)

    assert [one.status_code for one in answers(client, council, coordinator)] == [404, 404]


def test_how_all_files_stand_opens_to_a_member_once_all_of_theirs_are_in(client, council):
    user, url = holder(council), reverse("review:scores", args=[council.challenge.code])
    sign_in(client, user)
    submitted(council, user, 0)
    assert client.get(url).status_code == 403

    submitted(council, user, 1)

    assert client.get(url).status_code == 200
    calls = client.get(f"/api/v1/challenges/{council.challenge.code}/scores").json()
    assert [one["given"] for one in calls] == [2, 1]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_overview_says_what_cannot_be_told_apart_and_where_members_differ(
    client, council, language
):
    submitted(council, holder(council), 0, (1, 1, 2))
    submitted(council, holder(council), 1, (3, 3, 3))
    submitted(council, holder(council, "chair"), 1, (4, 3, 3))
    auditor = people(council)["auditor"]
    auditor.language = language
    auditor.save()
    sign_in(client, auditor)

    said = client.get(reverse("review:scores", args=[council.challenge.code])).content.decode()

    differ, alike = {
        "vi": ("các ủy viên cho điểm chênh nhau", "không phân biệt được với"),
        "en": ("members differ", "not distinguishable from"),
    }[language]
    assert differ in said
    assert alike in said


def test_a_score_sheet_is_for_its_writer_and_the_staff_of_the_case(council):
    review = Review.objects.get(state=ReviewState.SUBMITTED)
    Review.objects.exclude(pk=review.pk).delete()

    assert (make_sheets(council=council, at=NOW), make_sheets(council=council, at=NOW)) == (1, 0)
    sheet = Document.objects.get(kind="score_sheet")
    assert (sheet.audience, list(sheet.readers.all())) == ("case", [review.seat.user])
    assert "Số liệu rõ" in str(sheet.content)


def show(file, state):
    """Put a file into a state, with what that state shows of it."""
    file.state = state
    file.save()
    show_for_state(file, by=None, at=NOW)


def submitted_by_all(council):
    Review.objects.filter(seat__state=SeatState.SITTING).update(
        state=ReviewState.LOCKED, submitted_at=NOW
    )


def test_a_review_of_somebody_else_is_not_opened_for_writing(client, council):
    other = review_of(council, holder(council, "chair"))
    sign_in(client, holder(council))

    assert client.get(reverse("review:review", args=[other.code])).status_code == 404
    assert client.post(reverse("review:autosave", args=[other.code])).status_code == 404
