"""Somebody keeps their answers and hears what changes for them, as long as they want it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from cauhien.accounts.states import Role
from cauhien.notices.models import Notice
from cauhien.notices.states import kind_named
from cauhien.policies import actions, queries
from cauhien.policies.models import Fact, Mechanism, Watch
from cauhien.policies.states import Act
from tests.factories import NOW, TODAY, a_user, sign_in

pytestmark = pytest.mark.django_db
LAW = {"document": {"vi": "Nghị quyết 40", "en": "Resolution 40"}, "article": "3"}
SMALL = {"answers": {"revenue": "2"}, "wants": ["tax"]}
NIGHT = NOW + timedelta(days=1)


def phrase(text):
    return {"vi": text, "en": text}


def a_law(code, most, **more):
    """Return a mechanism for those whose revenue is at most so much."""
    words = {"says": phrase(f"doanh thu không quá {most}"), "basis": LAW}
    test = {"test": "compare", "fact": "revenue", "is": "<=", "value": most}
    rule = {"id": code, "version": "1", "title": phrase(code), "basis": LAW}
    columns = {"code": code, "series": code, "title_vi": code, "kind": "tax", "benefits": []}
    columns |= {"valid_from": date(2026, 1, 1), "validity": "in_force"}
    return Mechanism.objects.create(**columns | {"rule": rule | {"condition": test | words}} | more)


@pytest.fixture(autouse=True)
def _question():
    asked = {"name": "revenue", "kind": "number", "asks": phrase("Doanh thu?")}
    Fact.objects.create(code="revenue", group="size", content=asked)
    asked = {"name": "rd", "kind": "yes_no", "asks": phrase("Có chi nghiên cứu?")}
    Fact.objects.create(code="rd", group="work", content=asked)


def heard(user):
    notices = Notice.objects.filter(recipient=user, kind="policies.watched").order_by("id")
    return [(one.parameters["news"], one.subject_code) for one in notices]


def test_who_asked_hears_what_begins_to_fit_changes_and_ends_and_nobody_else_does():
    asker, other = a_user(), a_user()
    kept = a_law("kept", 3)
    actions.watch(**SMALL, by=asker, at=NOW)
    a_law("new", 5)
    a_law("large", 1)
    kept.rule["condition"]["value"] = 4
    kept.save()

    counts = [actions.tell_watchers(at=NIGHT) for _ in range(2)]
    end = {"act": Act.END, "by": a_user(Role.COORDINATOR), "at": NIGHT, "reason": "Bị bãi bỏ."}
    actions.advance(thing=kept, valid_to=TODAY, **end)
    actions.tell_watchers(at=NIGHT)

    assert counts == [2, 0]
    assert heard(asker) == [("changed", "kept"), ("fits", "new"), ("ended", "kept")]
    assert heard(other) == []


def test_a_mechanism_that_lost_its_rule_is_not_said_to_have_ended():
    asker = a_user()
    law = a_law("law", 3)
    actions.watch(**SMALL, by=asker, at=NOW)
    law.rule, law.not_computable = None, "only_prose"
    law.save()

    actions.tell_watchers(at=NIGHT)

    assert heard(asker) == [("not_computed", "law")]


def test_each_notice_says_why_in_the_language_of_its_reader():
    asker = a_user()
    actions.watch(**SMALL, by=asker, at=NOW)
    a_law("new", 5)
    actions.tell_watchers(at=NIGHT)
    [notice] = Notice.objects.filter(recipient=asker)

    for language, words in (("vi", "Điều 3 Nghị quyết 40"), ("en", "Article 3 of Resolution 40")):
        with translation.override(language):
            facts = kind_named("policies.watched").facts(notice.parameters)
        assert words in facts["why"]


def test_who_no_longer_qualifies_is_told_and_who_has_stopped_is_not():
    asker, left = a_user(), a_user()
    law = a_law("law", 3)
    for one in (asker, left):
        actions.watch(**SMALL, by=one, at=NOW)
    actions.stop_watching(by=left)
    more = a_law("other", 3)
    test = {"test": "compare", "fact": "rd", "is": "==", "value": True, "says": phrase("có chi")}
    actions.watch(**SMALL, by=asker, at=NOW)
    law.rule["condition"]["value"] = 1
    more.rule["condition"] = {"all": [more.rule["condition"], test | {"basis": LAW}]}
    for one in (law, more):
        one.save()

    actions.tell_watchers(at=NIGHT)

    assert heard(asker) == [("no_longer", "law"), ("open", "other")]
    assert heard(left) == []
    assert Watch.objects.get().user == asker


def test_answers_are_kept_only_once_it_is_asked_for_and_are_seen_by_nobody_else(client):
    address = f"{reverse('policies:watch')}?revenue=2&wants=tax"
    assert client.get(address).status_code == 302  # to sign in
    asker = sign_in(client, a_user())
    client.get(f"{reverse('policies:check')}?revenue=2&show=1")
    client.get(address)
    assert not Watch.objects.exists()

    client.post(address)
    page = client.get(reverse("policies:watching")).content.decode()
    assert (queries.watch_of(asker).answers, "Doanh thu?" in page) == ({"revenue": "2"}, True)
    sign_in(client, a_user(Role.COORDINATOR))
    assert "Doanh thu?" not in client.get(reverse("policies:watching")).content.decode()
    assert client.post(reverse("policies:stop")).status_code == 302  # of their own: there is none
    sign_in(client, asker)
    client.post(reverse("policies:stop"))
    assert not Watch.objects.exists()
