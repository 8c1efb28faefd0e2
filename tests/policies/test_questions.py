"""A coordinator writes the questions of the path on a page, by version."""

import pytest
from django.urls import reverse

from cauhien.accounts.states import Role
from cauhien.policies import queries
from cauhien.policies.forms.fact import FactForm, options_form
from cauhien.policies.models import Fact
from tests.factories import a_user, sign_in
from tests.made_once import made_once
from tests.policies.things import load_mechanisms

made, _nothing = made_once(load_mechanisms)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("made")]
REASON = {"reason": "Hỏi rõ hơn."}
PLACED = ("group", "place")


def sent_of(fact, drop=()):
    """Return what the page of a question sends, without some of its answers."""
    form, options = FactForm.of(fact, Fact.objects.all()), options_form(fact=fact)
    sent = {name: value for name, value in form.initial.items() if value or value == 0}
    lines = [one.initial for one in options if one.initial and one.initial["value"] not in drop]
    sent |= {"options-TOTAL_FORMS": len(lines), "options-INITIAL_FORMS": 0}
    for number, line in enumerate(lines):
        sent |= {f"options-{number}-{name}": value for name, value in line.items()}
    return sent | REASON


def address(name):
    return reverse("policies:fact", args=[name])


def test_every_question_that_ships_is_shown_as_a_form_and_comes_back_the_same():
    for fact in Fact.objects.all():
        sent = sent_of(fact)
        form, options = FactForm.of(fact, Fact.objects.all(), sent), options_form(sent, fact)

        assert [form.is_valid(), options.is_valid()] == [True, True], (form.errors, options.errors)
        asked = {name: value for name, value in fact.content.items() if name not in PLACED}
        assert form.content(options.said()) == asked


def test_a_new_version_is_asked_from_now_on_and_the_one_before_stays_readable(client):
    sign_in(client, a_user(Role.COORDINATOR))
    fact = Fact.objects.get(code="revenue")

    for words in ("Doanh thu năm 2025?", "Doanh thu năm liền trước?"):
        client.post(address("revenue"), sent_of(fact) | {"asks_vi": words})

    assert queries.facts().get(code="revenue").content["asks"]["vi"] == "Doanh thu năm liền trước?"
    assert [one.number for one in fact.versions.all()] == [2, 1]
    html = client.get(address("revenue")).content.decode()
    assert [one for one in (REASON["reason"], "Doanh thu năm 2025?") if one not in html] == []
    check = client.get(reverse("policies:facts")).content.decode()
    assert "Doanh thu năm liền trước?" in check


def test_an_answer_that_rules_test_does_not_go_and_they_are_named(client):
    sign_in(client, a_user(Role.COORDINATOR))
    fact = Fact.objects.get(code="project_kind")
    sent = sent_of(fact, drop=("digital",))

    page = client.post(address("project_kind"), sent)

    assert page.status_code == 422
    assert "Ưu đãi thuế TNDN cho dự án công nghệ cao" in str(page.context["form"].errors)
    assert fact.versions.count() == 0


def test_a_new_question_needs_answers_where_it_is_a_choice_and_only_a_coordinator_writes(client):
    sign_in(client, a_user(Role.COORDINATOR))
    new = {"name": "has_lab", "kind": "choice", "group": "work", "place": 90}
    new |= {"asks_vi": "Bạn có phòng thử nghiệm không?", "asks_en": "Do you have a laboratory?"}
    new |= REASON | {"options-TOTAL_FORMS": 0, "options-INITIAL_FORMS": 0}

    wrong = client.post(reverse("policies:new_fact"), new)
    client.post(reverse("policies:new_fact"), new | {"kind": "yes_no"})

    assert list(wrong.context["form"].errors) == ["kind"]
    assert Fact.objects.get(code="has_lab").content["kind"] == "yes_no"
    sign_in(client, a_user(Role.OFFICER))
    assert client.post(address("has_lab"), new).status_code == 403
    assert client.get(reverse("policies:facts")).status_code == 200
