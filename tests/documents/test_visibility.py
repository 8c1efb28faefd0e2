"""A document is seen by who sees what it is about and is among those it is for."""

import pytest
from django.contrib.auth.models import AnonymousUser

from cauhien.accounts.states import Role
from cauhien.challenges.states import State
from cauhien.documents import queries
from cauhien.documents.states import Audience
from tests.documents.test_freeze_document import frozen
from tests.factories import a_challenge, a_user

pytestmark = pytest.mark.django_db


def seers(document, users):
    return {name for name, user in users.items() if document in queries.documents_for(user)}


@pytest.fixture
def users():
    named = {role.value: a_user(role) for role in Role if role not in (Role.OFFICER, Role.HEAD)}
    return named | {"nobody": AnonymousUser(), "stranger": a_user(), "other": a_user(Role.OFFICER)}


@pytest.mark.parametrize(
    ("audience", "seen_by"),
    [
        (Audience.PUBLIC, {"own", "coordinator", "secretary", "auditor"}),
        (Audience.STAFF, {"own", "coordinator", "secretary", "auditor"}),
        (Audience.NAMED, {"auditor"}),
    ],
)
def test_about_a_problem_in_triage_only_who_sees_it_sees_its_documents(
    now, users, audience, seen_by
):
    challenge = a_challenge(State.TRIAGE)
    users["own"] = challenge.officer

    document = frozen(challenge, now, audience=audience, office=challenge.office)

    assert seers(document, users) == seen_by


def test_about_an_open_subject_the_audience_alone_decides(now, users):
    challenge = a_challenge(State.CATALOGUED, officer=a_user())
    staff = {"coordinator", "secretary", "decision_maker", "auditor"}

    public = frozen(challenge, now, audience=Audience.PUBLIC)
    inside = frozen(challenge, now, audience=Audience.STAFF)
    named = frozen(challenge, now, audience=Audience.NAMED, readers=[users["stranger"]])

    assert seers(public, users) == set(users)
    assert seers(inside, users) == staff
    assert seers(named, users) == {"stranger", "auditor"}


def test_about_something_of_an_unknown_kind_nobody_sees_anything(now, users):
    document = frozen(a_challenge(), now)
    document.subject_kind = "unheard_of"
    document.save(update_fields=["subject_kind"])

    assert seers(document, users) == set()
