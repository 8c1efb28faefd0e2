"""A match as JSON."""

import json

import pytest
from django.test import Client

from cauhien.challenges.states import State
from cauhien.matching.actions.runs import run_match
from cauhien.matching.models import Match
from tests.factories import a_challenge, a_user

pytestmark = pytest.mark.django_db

TEXT = {"text": "Giảm ùn tắc giao thông giờ cao điểm"}


@pytest.fixture
def signed_in(client):
    client.force_login(a_user())
    return client


def post(client, body=TEXT, query=""):
    if not isinstance(body, str):
        body = json.dumps(body)
    return client.post(f"/api/v1/match{query}", body, content_type="application/json")


def test_a_text_is_answered_with_proof_and_what_found_it(signed_in, indexed):
    answer = post(signed_in).json()

    first = answer["items"][0]
    assert answer["count"] == len(answer["items"]) > 5
    assert set(first) == {
        "kind", "code", "url", "title", "holder", "zone", "score", "closeness", "claim", "evidence",
    }  # fmt: skip
    assert first["evidence"][0]["words"][0] == "Giảm ùn tắc giao thông giờ cao điểm"
    assert (answer["abstained"], answer["engine_version"][:5]) == (False, "match")


def test_a_list_is_given_in_parts_and_narrowed(signed_in, indexed):
    whole = post(signed_in, query="?limit=100").json()["items"]
    part = post(signed_in, query="?limit=2&offset=1").json()
    of_kind = post(signed_in, query="?kind=technology").json()

    assert (part["items"], part["count"]) == (whole[1:3], len(whole))
    assert [one["code"] for one in of_kind["items"]] == [indexed["technology"].code]


def test_similar_problems_stand_last(signed_in, indexed):
    kinds = [one["kind"] for one in post(signed_in, query="?limit=100").json()["items"]]

    assert (kinds.count("challenge"), kinds[-1]) == (1, "challenge")


def test_who_is_not_signed_in_is_told_to_sign_in(client, indexed):
    answer = post(client)

    assert answer.status_code == 401
    assert answer.json() == {
        "detail": "Hãy đăng nhập vào trang này trước: yêu cầu này cần phiên làm việc của bạn."
    }


def test_a_session_without_its_csrf_token_is_refused(indexed):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(a_user())

    answer = post(strict)

    assert (answer.status_code, "CSRF" in answer.json()["detail"]) == (403, True)


@pytest.mark.parametrize(
    ("body", "query"),
    [
        ({"text": "🚦"}, ""),
        ({"text": ""}, ""),
        ({}, ""),
        ({"text": "a" * 200_001}, ""),
        (TEXT, "?limit=0"),
        (TEXT, "?kind=nonsense"),
        (TEXT, "?offset=-1"),
    ],
)
def test_what_cannot_be_answered_gets_422_and_a_sentence(signed_in, indexed, body, query):
    answer = post(signed_in, body, query)

    assert answer.status_code == 422
    assert len(answer.json()["detail"]) > 10


def test_what_is_no_json_gets_400_and_a_sentence(signed_in, indexed):
    answer = post(signed_in, "{")

    assert (answer.status_code, answer.json()["detail"]) == (
        400,
        "Nội dung gửi đến không phải JSON đọc được.",
    )


def test_without_an_index_it_says_so(signed_in):
    assert post(signed_in).status_code == 409


def test_too_many_at_once_are_asked_to_wait(signed_in, indexed, settings):
    answers = [post(signed_in, {"text": ""}) for _time in range(31)]

    assert [answer.status_code for answer in answers] == [422] * 30 + [429]
    assert int(answers[-1].headers["retry-after"]) > 0


def test_the_matches_of_a_problem_are_public(client, indexed, now):
    problem = a_challenge(State.CATALOGUED, title_vi=TEXT["text"], description_vi="")
    run = run_match(challenge=problem, by=None, at=now)

    answer = client.get(f"/api/v1/challenges/{problem.code}/matches").json()

    public = Match.objects.filter(run=run).exclude(kind="person").count()
    assert (answer["count"], answer["index_version"]) == (public, run.index_version)


def test_before_the_first_match_the_list_is_empty(client, db):
    problem = a_challenge(State.CATALOGUED)

    answer = client.get(f"/api/v1/challenges/{problem.code}/matches").json()

    assert (answer["items"], answer["index_version"]) == ([], "")


def test_a_draft_does_not_exist_for_others(client, db):
    draft = a_challenge()

    answer = client.get(f"/api/v1/challenges/{draft.code}/matches")

    assert (answer.status_code, list(answer.json())) == (404, ["detail"])
