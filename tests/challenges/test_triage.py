"""The coordinator looks a signed problem through: compares, merges, refuses."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cauhien.accounts.states import Role
from cauhien.challenges import actions, queries
from cauhien.challenges.models import Comparison, Follower, Question
from cauhien.challenges.states import Outcome, State
from cauhien.core.models import AuditLine
from tests.factories import a_challenge, a_project, a_user, acts, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client):
    return sign_in(client, a_user(Role.COORDINATOR))


@pytest.fixture
def signed(now):
    return a_challenge(State.TRIAGE, title_vi="Giảm ùn tắc giao thông giờ cao điểm")


def address(name, challenge):
    return reverse(f"challenges:{name}", args=[challenge.code])


def indexed(*challenges, now):
    actions.index_in_search(challenges, at=now)
    return challenges[0]


def test_it_shows_what_is_like_the_problem_with_the_shared_words_marked(
    client, coordinator, signed, now
):
    older = a_challenge(State.CATALOGUED, title_vi="Ùn tắc giao thông hướng tâm")
    indexed(signed, older, now=now)

    page = client.get(address("triage", signed)).content.decode()

    assert "<mark>Ùn tắc giao thông</mark>" in page
    assert "Từ chung: ùn tắc, tắc giao, giao thông" in page
    assert f'value="challenge:{older.code}"' in page
    assert f'value="challenge:{signed.code}"' not in page


def test_the_answer_to_it_is_kept_with_what_was_shown_and_no_more(client, coordinator, signed):
    older, hidden = a_challenge(State.CATALOGUED), a_challenge(State.DRAFT)
    project = a_project()
    shown = [f"challenge:{older.code}", f"project:{project.code}", f"challenge:{hidden.code}"]

    client.post(address("triage", signed), {"reason": "Hành lang khác", "compared": [*shown, "x"]})

    kept = Comparison.objects.get()
    assert (kept.reason, [one["title"] for one in kept.compared]) == (
        "Hành lang khác",
        [older.title_vi, project.title_vi],
    )
    assert AuditLine.objects.get(chain=signed.chain).detail["reason"] == "Hành lang khác"


def test_without_a_reason_it_is_not_compared_and_by_nobody_else(client, coordinator, signed):
    refused = client.post(address("triage", signed), {"reason": " "})
    sign_in(client, signed.officer)
    other = client.post(address("triage", signed), {"reason": "Khác"})

    assert (refused.status_code, other.status_code) == (422, 403)
    assert not Comparison.objects.exists()


def test_a_text_that_was_sent_anew_is_compared_anew(coordinator, now):
    officer = a_user(Role.OFFICER)
    draft = a_challenge(officer=officer)
    sent = actions.send_for_sign_off(challenge=draft, by=officer, at=now)
    said = {"challenge": sent, "by": coordinator, "at": now}
    Comparison.objects.create(reason="Khác", **said)
    assert queries.last_comparison(sent) is not None

    actions.take_back(challenge=sent, by=officer, at=now, reason="Số đo cũ")
    actions.send_for_sign_off(challenge=draft, by=officer, at=now + timedelta(hours=1))

    assert queries.last_comparison(sent) is None


def test_a_merged_problem_hands_over_questions_followers_and_the_earlier_date(
    client, coordinator, signed, now
):
    kept = a_challenge(State.OPEN, is_public=True, created_at=now + timedelta(days=1))
    both, one = a_user(), a_user()
    for problem, user in ((signed, both), (kept, both), (signed, one)):
        Follower.objects.create(challenge=problem, user=user, since_at=now)
    question = Question.objects.create(
        challenge=signed, asked="Đo ở đâu?", asked_at=now, asked_by=one
    )

    answer = client.post(address("merge", signed), {"into": kept.code, "reason": "Trùng"})

    for row in (signed, kept, question):
        row.refresh_from_db()
    assert answer.headers["Location"] == address("detail", kept)
    assert (signed.outcome, signed.merged_into) == (Outcome.MERGED, kept)
    assert {row.user for row in kept.followers.all()} == {both, one}
    assert (question.challenge, question.moved_from) == (kept, signed)
    assert (kept.known_since, acts(kept)) == (signed.created_at, ["take_in"])


def test_a_merged_problem_leads_everybody_to_the_one_that_stays(client, coordinator, signed, now):
    kept = a_challenge(State.OPEN, is_public=True)
    actions.merge_challenge(
        challenge=signed, into=kept, by=coordinator, at=now, reason="Cùng hành lang"
    )
    client.logout()

    page = client.get(address("detail", signed)).content.decode()

    assert all(said in page for said in (address("detail", kept), "Cùng hành lang"))


@pytest.mark.parametrize("case", ["itself", "merged", "catalogued", "hidden", "unknown"])
def test_it_is_merged_only_into_another_problem_of_an_office(client, coordinator, signed, case):
    code = {
        "itself": lambda: signed.code,
        "merged": lambda: a_challenge(State.TRIAGE, merged_into=a_challenge(State.TRIAGE)).code,
        "catalogued": lambda: a_challenge(State.CATALOGUED).code,
        "hidden": lambda: a_challenge(State.DRAFT).code,
        "unknown": lambda: "22222222",
    }[case]()

    answer = client.post(address("merge", signed), {"into": code, "reason": "Trùng"})

    signed.refresh_from_db()
    assert (answer.status_code, signed.state) == (422, State.TRIAGE)


def test_a_refused_problem_is_public_with_its_reason(client, coordinator, signed):
    client.post(address("refuse", signed), {"reason": "Ngoài thẩm quyền của Thành phố"})
    client.logout()

    page = client.get(address("detail", signed)).content.decode()

    assert "Ngoài thẩm quyền của Thành phố" in page
