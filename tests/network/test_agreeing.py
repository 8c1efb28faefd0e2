"""A person alone agrees to be suggested to enterprises and asked by them, and takes it back."""

import pytest

from cauhien.accounts.states import Role
from cauhien.core.models import AuditLine
from cauhien.network.actions.availability import CannotSet, set_availability
from cauhien.network.actions.claims import give_back
from cauhien.network.actions.leaving import let_leave
from cauhien.network.actions.requests import ask
from cauhien.network.models import Claim, Person
from cauhien.network.queries import open_to_enterprises
from cauhien.network.states import RequestKind
from tests.factories import NOW, a_person, a_user, sign_in

pytestmark = pytest.mark.django_db
SAID = {"away": "", "most_seats": "3", "most_questions": "3"}
WRITTEN = {"values": {}, "text": "", "proof": "", "address": "", "language": "vi"}


@pytest.fixture
def person():
    return a_person("Trần Thị Hoa", user=a_user())


@pytest.fixture
def reader():
    user = a_user()
    user.day = NOW.date()
    return user


def agreed(person):
    set_availability(person=person, agrees=True, by=person.user, at=NOW)
    return person


def test_nobody_has_agreed_unless_they_say_so_and_unticking_ends_it_at_once(client, person, reader):
    page = f"/people/{person.code}/availability/"
    sign_in(client, person.user)
    assert 'type="checkbox" name="agrees" aria-describedby' in client.get(page).content.decode()
    client.post(page, SAID)
    assert list(open_to_enterprises(reader)) == []

    client.post(page, SAID | {"agrees": "on"})
    assert list(open_to_enterprises(reader)) == [person]
    assert "checked" in client.get(page).content.decode()
    client.post(page, SAID)

    assert list(open_to_enterprises(reader)) == []
    acts = AuditLine.objects.filter(chain=f"person:{person.code}").values_list("act", flat=True)
    said = [act for act in acts if act != "availability_set"]
    assert said == ["enterprises_agreed", "enterprises_ended"]


def test_the_coordinator_sets_days_away_and_cannot_agree_for_anybody(person, reader):
    coordinator = a_user(Role.COORDINATOR)

    set_availability(person=person, limits={"most_questions": 1}, by=coordinator, at=NOW)
    with pytest.raises(CannotSet):
        set_availability(person=person, agrees=True, by=coordinator, at=NOW)

    assert list(open_to_enterprises(reader)) == []


def given_back(person):
    claim = Claim.objects.create(person=person, user=person.user, state="accepted", asked_at=NOW)
    give_back(claim=claim, by=person.user, at=NOW)
    Person.objects.filter(pk=person.pk).update(user=a_user())  # somebody else's page now


ENDS = {
    "objects": lambda one: ask(
        person=one, kind=RequestKind.OBJECTION, written=WRITTEN, by=one.user, at=NOW
    ),
    "leaves": lambda one: let_leave(person=one, by=one.user, at=NOW),
    "gives the page back": given_back,
}


@pytest.mark.parametrize("how", ENDS)
def test_it_ends_with_an_objection_the_page_or_the_person(person, reader, how):
    ENDS[how](agreed(person))

    assert (list(open_to_enterprises(reader)), Person.objects.get().agreed_at) == ([], None)
    ended = AuditLine.objects.filter(chain=f"person:{person.code}", act="enterprises_ended")
    assert ended.count() == 1


def test_who_takes_no_question_or_has_a_closed_account_is_told_to_nobody(person, reader):
    agreed(person)
    assert list(open_to_enterprises(person.user)) == []  # nobody asks themself

    Person.objects.update(most_questions=0)
    assert list(open_to_enterprises(reader)) == []
    Person.objects.update(most_questions=1)
    person.user.is_active = False
    person.user.save()
    assert list(open_to_enterprises(reader)) == []


def test_who_objects_to_being_suggested_cannot_agree_meanwhile(client, person):
    Person.objects.update(objected_at=NOW)
    sign_in(client, person.user)

    answer = client.post(
        f"/people/{person.code}/availability/", SAID | {"agrees": "on", "away": "24/12/2026"}
    )

    page = answer.content.decode()
    assert (answer.status_code, "24/12/2026" in page) == (422, True)
    assert 'href="#id_agrees"' in page
