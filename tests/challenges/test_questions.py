"""Questions to a call: answered once for everybody, and nobody learns who asked."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cauhien.accounts.states import Role
from cauhien.challenges import actions
from cauhien.challenges.models import Question
from cauhien.challenges.states import QuestionState, State
from cauhien.core.items import items_for
from cauhien.core.models import AuditLine
from cauhien.notices.models import Notice
from tests.factories import a_call, a_member, a_user, an_initiative, sign_in

pytestmark = pytest.mark.django_db
CLOCK = {"answer_question": {"days": 5, "working": True}}


@pytest.fixture
def call(now):
    call = a_call(opens_at=now - timedelta(days=1))
    call.procedure.clocks = CLOCK
    call.procedure.save()
    return call


@pytest.fixture
def officer(call):
    return a_user(Role.OFFICER, office=call.challenge.office)


@pytest.fixture
def asker():
    return a_user(Role.ENTERPRISE, name="Công ty Người Hỏi")


def asked(call, asker, now, text="Đo ở đâu?"):
    return actions.ask(challenge=call.challenge, by=asker, at=now, text=text)


def answered(question, officer, now):
    return actions.answer(
        question=question,
        by=officer,
        at=now,
        shown="Đo ở đâu?",
        answer_vi="Ở hai nút.",
        answer_en="At two crossings.",
    )


def pages(challenge):
    return [reverse(f"challenges:{name}", args=[challenge.code]) for name in ("questions", "log")]


@pytest.mark.usefixtures("clock")
def test_whoever_is_signed_in_asks_and_the_office_answers_by_a_date(client, call, officer, asker):
    address = pages(call.challenge)[0]
    assert client.post(address, {"text": "Đo ở đâu?"}).status_code == 403
    sign_in(client, asker)

    client.post(address, {"text": "Đo ở đâu?"})

    question = Question.objects.get()
    (item,) = items_for(officer, question.asked_at)
    assert question.due_at == item.due
    assert item.url == reverse("challenges:answer", args=[call.challenge.code, question.code])


def test_an_answer_is_public_and_dated_and_the_asker_nowhere_named(
    client, call, officer, asker, now
):
    answered(asked(call, asker, now), officer, now)
    readers = [None, officer, a_user(Role.COORDINATOR), a_user(Role.AUDITOR)]

    for reader in readers:
        client.logout()
        if reader:
            sign_in(client, reader)
        shown, log = (client.get(address).content.decode() for address in pages(call.challenge))
        assert all(said in shown for said in ("Đo ở đâu?", "Ở hai nút.", "24/11/2026"))
        assert "Người Hỏi" not in shown + log
    lines = AuditLine.objects.filter(chain=call.challenge.chain)
    assert asker.uuid not in set(lines.values_list("by", flat=True))


def test_before_it_is_answered_only_who_asked_and_who_answers_read_it(
    client, call, officer, asker, now
):
    asked(call, asker, now, "Chỉ tôi hỏi?")
    reads = {asker: True, officer: True, a_user(Role.ENTERPRISE): False}

    for reader, may in reads.items():
        sign_in(client, reader)
        page = client.get(pages(call.challenge)[0]).content.decode()
        assert ("Chỉ tôi hỏi?" in page) == may


def test_followers_teams_and_asker_are_told_of_an_answer_once_each(call, officer, asker, now):
    follower, member = a_user(), a_user()
    for one in (follower, asker):
        actions.follow(challenge=call.challenge, by=one, at=now)
    for _team in range(2):
        a_member(an_initiative(call), user=member)

    answered(asked(call, asker, now), officer, now)

    told = list(
        Notice.objects.filter(kind="challenges.answered").values_list("recipient", flat=True)
    )
    assert sorted(told) == sorted(set(told))
    assert {follower.pk, member.pk, asker.pk} <= set(told)


def test_it_is_answered_once(client, call, officer, asker, now):
    question = answered(asked(call, asker, now), officer, now)

    with pytest.raises(actions.CannotAnswer):
        answered(question, a_user(Role.COORDINATOR), now)


def test_the_same_question_sent_twice_is_one_and_ten_may_wait(call, asker, now):
    for number in [*range(10), 0]:
        asked(call, asker, now, f"Câu {number}?")

    assert Question.objects.count() == 10
    with pytest.raises(actions.CannotAsk):
        asked(call, asker, now, "Câu 11?")


def test_a_question_that_is_not_published_tells_only_its_asker_why(
    client, call, officer, asker, now
):
    question = asked(call, asker, now, "Ai tham gia hội đồng?")
    sign_in(client, officer)
    address = reverse("challenges:answer", args=[call.challenge.code, question.code])

    refused = client.post(address, {"then": "hide", "reason": ""})
    client.post(address, {"then": "hide", "reason": "Không thuộc đợt này"})

    question.refresh_from_db()
    told = Notice.objects.get(kind="challenges.not_published")
    assert (refused.status_code, question.state) == (422, QuestionState.HIDDEN)
    assert (told.recipient, told.parameters["reason"]) == (asker, "Không thuộc đợt này")
    client.logout()
    assert "hội đồng" not in client.get(pages(call.challenge)[0]).content.decode()


@pytest.mark.parametrize("who", [Role.SECRETARY, Role.DECISION_MAKER, Role.ENTERPRISE, Role.HEAD])
def test_nobody_else_answers(client, call, asker, now, who):
    question = asked(call, asker, now)
    sign_in(client, a_user(who))

    address = reverse("challenges:answer", args=[call.challenge.code, question.code])

    assert client.post(address, {"shown": "x", "answer_vi": "y"}).status_code == 404


def test_after_closing_no_question_is_taken(client, call, asker):
    sign_in(client, asker)

    with pytest.raises(actions.CannotAsk):
        asked(call, asker, call.closes_at)


def test_one_follows_and_leaves_off_by_a_button(client, call, asker):
    sign_in(client, asker)
    address = reverse("challenges:follow", args=[call.challenge.code])

    client.post(address)
    client.post(address)
    followed = call.challenge.followers.count()
    client.post(address, {"then": "leave"})

    assert (followed, call.challenge.followers.count()) == (1, 0)


def test_what_is_not_public_is_not_followed(client, asker, call):
    call.challenge.state, call.challenge.is_public = State.CLOSED, True
    call.challenge.save()
    sign_in(client, asker)

    assert client.post(reverse("challenges:follow", args=[call.challenge.code])).status_code == 403
