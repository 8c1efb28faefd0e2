"""The pages around a call: in both languages, with few queries, and without an axe finding."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from cauhien.accounts.states import Role
from cauhien.challenges import actions
from cauhien.challenges.actions.calls import freeze_call
from cauhien.challenges.states import State, VersionKind
from tests.factories import NOW, a_call, a_challenge, a_user, sign_in

MOST_QUERIES = 12
PAGES = {  # name of the address: who reads it
    "procedures": None,
    "council_rules": None,
    "suggestions": None,
    "suggest": None,
    "call": None,
    "questions": None,
    "triage": Role.COORDINATOR,
    "merge": Role.COORDINATOR,
    "call_edit": Role.COORDINATOR,
    "suggestion": Role.COORDINATOR,
    "answer": Role.COORDINATOR,
    "call_extend": Role.DECISION_MAKER,
    "call_amend": Role.DECISION_MAKER,
}
AT_TRIAGE = ("triage", "merge", "call_edit")


@pytest.fixture
def city():
    """Return {what: its code}: an open call with a question, a problem at triage, a suggestion."""
    call_command("load_procedures", verbosity=0)
    now = timezone.now()
    call = a_call(closes_at=now + timedelta(days=20), version=0)
    freeze_call(call, VersionKind.DEFINITION, by=call.saved_by, at=now)
    question = actions.ask(challenge=call.challenge, by=a_user(), at=now, text="Đo ở đâu?")
    said = {"title": "Ùn tắc trước cổng trường", "text": "Mỗi sáng xe dừng kín cổng trường."}
    suggestion = actions.send_suggestion(
        draft_code="k7d2mq9x", written=said, similar=[], by=None, at=now
    )
    waiting = a_challenge(State.TRIAGE, title_vi="Giảm ùn tắc giao thông hướng tâm")
    actions.index_in_search([waiting, call.challenge], at=NOW)
    return {
        "open": call.challenge.code,
        "triage": waiting.code,
        "question": question.code,
        "suggestion": suggestion.code,
    }


def address(name, city):
    codes = {
        "suggestion": [city["suggestion"]],
        "answer": [city["open"], city["question"]],
        **{one: [] for one in ("procedures", "council_rules", "suggestions", "suggest")},
        **{one: [city["triage"]] for one in AT_TRIAGE},
    }
    return reverse(f"challenges:{name}", args=codes.get(name, [city["open"]]))


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_there_in_both_languages_and_takes_few_queries(
    client, city, name, django_assert_max_num_queries
):
    for language in ("vi", "en"):
        client.cookies["django_language"] = language
        if PAGES[name]:
            sign_in(client, a_user(PAGES[name], language=language))
        client.get(address(name, city))  # what is remembered for all is read once
        with django_assert_max_num_queries(MOST_QUERIES):
            answer = client.get(address(name, city))
        assert answer.status_code == 200
        assert f'<html lang="{language}">' in answer.content.decode()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_axe_finds_nothing_on_them(live_server, open_page, client, city, narrow_and_wide):
    found = {}
    for role in dict.fromkeys(PAGES.values()):
        page = open_page()
        if role:
            sign_in(client, a_user(role))
            value = client.cookies["sessionid"].value
            page.context.add_cookies(
                [{"name": "sessionid", "value": value, "url": live_server.url}]
            )
        for name in (one for one, who in PAGES.items() if who == role):
            page.goto(live_server.url + address(name, city))
            found[name] = narrow_and_wide(page)
        client.logout()

    assert found == {name: [] for name in PAGES}
