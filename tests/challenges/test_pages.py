"""Every page of a problem, for everybody who may and may not see it."""

import pytest
from django.urls import reverse

from cauhien.accounts.states import Role
from cauhien.challenges.states import State
from tests.factories import a_challenge, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def office_staff():
    draft = a_challenge()
    return draft, draft.officer, a_user(Role.HEAD, office=draft.office)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("page", ["detail", "log"])
def test_everybody_reads_a_catalogued_problem_in_both_languages(client, page, language):
    problem = a_challenge(State.CATALOGUED, title_en="Less congestion")

    answer = client.get(
        reverse(f"challenges:{page}", args=[problem.code]), headers={"accept-language": language}
    )

    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.content.decode()
    assert problem.title_vi in answer.content.decode()


@pytest.mark.parametrize("page", ["detail", "log", "edit"])
def test_an_officer_reads_and_writes_a_draft_of_their_office(client, office_staff, page):
    draft, officer, _head = office_staff
    client.force_login(officer)

    answer = client.get(reverse(f"challenges:{page}", args=[draft.code]))

    assert answer.status_code == 200
