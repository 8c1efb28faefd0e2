"""Named people say what counts how much; the public learns how many and how far apart."""

import re
from datetime import date

import pytest
from django.utils import timezone
from django.utils.translation import override

from cauhien.accounts.states import Role
from cauhien.core.models import AuditLine
from cauhien.notices.actions.mailing import prepare
from cauhien.notices.models import Mail
from cauhien.observatory.actions import compute_all
from cauhien.observatory.forms.answering import PairsForm
from cauhien.observatory.models import Frame, WeightAnswer, WeightRound
from tests.factories import NOW, a_user, an_office, sign_in
from tests.observatory.asia import an_index

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}
ASK = "/observatory/index/asia/ask/"


@pytest.fixture
def steward():
    an_index(years=(2024,))
    compute_all(at=NOW)
    return a_user(Role.DATA_STEWARD, language="en", office=an_office())


def opened(client, steward, people, method="points"):
    sign_in(client, steward)
    asked = {"parent": "ALL", "method": method, "question": "Điều gì?", "until": "2099-01-01"}
    lines = "\n".join(one.email for one in people)
    answer = client.post(ASK, asked | {"people": lines}, headers=ENGLISH)
    assert answer.status_code == 302, answer.content.decode()
    return WeightRound.objects.get()


def give(client, held, person, research, people):
    sign_in(client, person)
    said = {"p_RES": research, "p_PEO": people, "remark": "Ý kiến riêng"}
    return client.post(f"/observatory/weights/{held.code}/give/", said, headers=ENGLISH)


def read(client, held):
    return client.get(f"/observatory/weights/{held.code}/", headers=ENGLISH).content.decode()


def test_a_fork_is_made_of_what_people_gave_and_names_nobody(
    client, steward, django_assert_max_num_queries
):
    people = [a_user(Role.EXPERT, language="en") for _ in range(3)]
    held = opened(client, steward, people)
    for person, research in zip(people, (80, 50, 20), strict=True):
        assert give(client, held, person, research, 100 - research).status_code == 302
    assert give(client, held, people[2], "40", "60").status_code == 302  # the last word counts

    sign_in(client, steward)
    with django_assert_max_num_queries(12):
        page = read(client, held)
    assert all(one.name in page for one in people)
    with django_assert_max_num_queries(12):
        client.get("/observatory/index/asia/")
    end = {"how": "median", "name": "Theo chuyên gia", "note": "Trung vị của ba ý kiến."}
    assert client.post(f"/observatory/weights/{held.code}/close/", end).status_code == 302

    made = Frame.objects.get(fork_of__code="asia")
    weights = {node["iCode"]: node["Weight"] for node in made.nodes}
    assert (weights["RES"], weights["PEO"], made.round) == (50, 50, held)
    signed = AuditLine.objects.filter(act="observatory.weights_given")
    assert {line.by for line in signed} == {one.uuid for one in people}
    assert not any(line.public for line in signed)
    client.logout()
    page = read(client, held)
    assert "3 of 3 people answered" in page
    assert "56.7" in page  # the mean of 80, 50 and 40
    assert not any(one.name in page or one.email in page for one in people)
    assert "Ý kiến riêng" not in page


def test_the_asked_see_it_in_their_work_and_their_own_answer_alone(client, steward):
    first, second = a_user(Role.EXPERT, language="en"), a_user(Role.HEAD, language="en")
    other = a_user(Role.EXPERT, language="en")
    held = opened(client, steward, [first, second])
    give(client, held, first, "73", "27")
    assert "73" in read(client, held)

    refused = give(client, held, second, "60", "30")
    assert refused.status_code == 422
    assert "come to 90 together" in refused.content.decode()
    assert f"/observatory/weights/{held.code}/" in client.get("/my-work/").content.decode()
    page = read(client, held)
    assert first.name not in page
    assert "73" not in page
    assert give(client, held, other, "50", "50").status_code == 403
    assert WeightAnswer.objects.filter(at=None).get().person == second.uuid


def test_of_two_answers_no_fork_is_made_and_no_points_are_told(client, steward):
    people = [a_user(Role.EXPERT, language="en") for _ in range(2)]
    held = opened(client, steward, people)
    for person in people:
        give(client, held, person, "73", "27")
    close = f"/observatory/weights/{held.code}/close/"
    assert client.post(close, {"how": "nothing"}).status_code == 403

    sign_in(client, steward)
    WeightRound.objects.update(until=date(2020, 1, 1))
    assert "Close the round of weights" in client.get("/my-work/").content.decode()
    end = {"how": "mean", "name": "Bản", "note": "Lý do"}
    assert "A fork needs three answers" in client.post(close, end, headers=ENGLISH).content.decode()
    assert client.post(close, {"how": "nothing"}).status_code == 302
    client.logout()
    assert "Fewer than three" in read(client, held)
    assert give(client, held, people[0], "50", "50").status_code == 403


def test_who_is_no_account_is_named_beside_the_field_and_only_a_methodologist_asks(client, steward):
    sign_in(client, steward)
    asked = {
        "parent": "ALL",
        "method": "points",
        "question": "?",
        "until": date(2020, 1, 1),
        "people": "a@b.vn, x",
    }
    page = client.post(ASK, asked, headers=ENGLISH).content.decode()
    assert "a@b.vn, x" in page.split("No account on this site has this address:")[1]
    assert "This day has passed." in page
    sign_in(client, a_user(Role.OFFICER))
    assert client.get(ASK).status_code == 403


def test_comparisons_two_by_two_are_joined_cell_by_cell(client, steward):
    people = [a_user(Role.EXPERT, language="en") for _ in range(3)]
    held = opened(client, steward, people, "pairs")
    for person, times in zip(people, (9, 3, 1), strict=True):
        sign_in(client, person)
        assert "Which counts more: Research or People?" in read(client, held)
        client.post(f"/observatory/weights/{held.code}/give/", {"RES:PEO": times})
    first = WeightAnswer.objects.get(person=people[0].uuid)
    assert (first.points["RES"], first.pairs) == (pytest.approx(90), {"RES:PEO": 9})

    sign_in(client, steward)
    end = {"how": "mean", "name": "Theo chuyên gia", "note": "Trung bình nhân."}
    client.post(f"/observatory/weights/{held.code}/close/", end)
    weights = {node["iCode"]: node["Weight"] for node in Frame.objects.get(round=held).nodes}
    assert (weights["RES"], weights["PEO"]) == (75, 25)  # 3, the geometric mean of 9, 3 and 1
    assert "Consistency ratio of all comparisons together: 0.00" in read(client, held)


def test_whoever_is_asked_answers_from_the_mail_half_now_and_half_later(client, steward):
    person = a_user(Role.EXPERT, language="en")
    held = opened(client, steward, [person])
    client.logout()
    letter = prepare(mail=Mail.objects.get(recipient=person).code, at=timezone.now())
    office = steward.grants.get().office.organisation.name_en
    assert "Index" in letter.title
    assert all(words in letter.text for words in ("Điều gì?", f"{office} asks you by name"))
    [path] = re.findall(r"/observatory/weights/answer/\S+/", letter.text)

    half = {"p_RES": "61.5", "p_PEO": "không", "later": "1"}
    assert client.post(path, half, headers=ENGLISH).status_code == 302
    page = client.get(path, headers=ENGLISH).content.decode()
    assert ('value="61.5"' in page, 'value="không"' in page) == (True, True)
    assert "61.5" not in read(client, held)
    assert client.post(path, {"p_RES": "61", "p_PEO": "30"}, headers=ENGLISH).status_code == 422
    signed = client.post(path, {"p_RES": "61", "p_PEO": "39"}, headers=ENGLISH)

    assert "Your answer is signed" in signed.content.decode()
    answer = WeightAnswer.objects.get()
    assert (answer.points, answer.draft) == ({"RES": 61, "PEO": 39}, {})
    assert AuditLine.objects.get(act="observatory.weights_given").by == person.uuid
    assert client.get(path).status_code == 410  # a link serves once


def test_the_api_tells_of_a_round_what_its_page_tells_everybody(client, steward):
    people = [a_user(Role.EXPERT, language="en") for _ in range(3)]
    held = opened(client, steward, people)
    for person, research in zip(people, (80, 50, 20), strict=True):
        give(client, held, person, research, 100 - research)
    there = f"/api/v1/weights/{held.code}"
    own = client.get(there).json()
    assert (own["own"]["points"], own["parts"][0]["mean"]) == ({"RES": 20, "PEO": 80}, None)

    sign_in(client, steward)
    client.post(f"/observatory/weights/{held.code}/close/", {"how": "nothing"})
    client.logout()
    told = client.get(there).json()
    assert told["parts"][0] | {"name": ""} == {
        "code": "RES", "name": "", "low": 20, "middle": 50, "mean": 50, "high": 80}  # fmt: skip
    assert (told["given"], told["own"], told["name"]["vi"]) == (3, None, "Chỉ số")
    [listed] = client.get("/api/v1/weights?index=asia&state=closed").json()["items"]
    assert listed["code"] == held.code
    assert not any(one.email in client.get(there).content.decode() for one in people)


def test_comparisons_that_contradict_each_other_are_told_and_may_be_signed_all_the_same():
    parts = {"a": "Research", "b": "People", "c": "Money"}
    circle = {"a:b": "5", "b:c": "5", "a:c": "-5"}

    with override("en"):
        told = PairsForm(circle, parts=parts, answer=WeightAnswer())
        [pair] = told.errors  # the one that agrees least with the others
        assert "contradict each other: consistency ratio" in str(told[pair].errors)
        kept = PairsForm(circle | {"anyway": "on"}, parts=parts, answer=WeightAnswer())
        assert kept.is_valid()
    assert kept.said()["points"] == pytest.approx(dict.fromkeys("abc", 100 / 3))
    agreed = {"a:b": "3", "b:c": "1", "a:c": "3"}
    assert PairsForm(agreed, parts=parts, answer=WeightAnswer()).is_valid()
