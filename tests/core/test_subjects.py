"""The registry: one answer to "may this user see that?" for all that have a page."""

import pytest
from django.contrib.auth.models import AnonymousUser

from cauhien.challenges.states import State
from cauhien.core import subjects
from tests.factories import a_challenge

pytestmark = pytest.mark.django_db


def test_a_kind_knows_its_name_and_address():
    found = subjects.subject("challenge")

    assert (found.url_name, found in subjects.subjects()) == ("challenges:detail", True)


def test_a_kind_that_nobody_registered_is_an_error():
    with pytest.raises(KeyError):
        subjects.subject("unicorn")


def test_what_one_may_not_see_is_hidden_as_is_what_does_not_exist():
    draft, entry = a_challenge(), a_challenge(State.CATALOGUED)
    codes = [draft.code, entry.code, "nothing"]

    assert subjects.hidden_codes("challenge", codes, AnonymousUser()) == {draft.code, "nothing"}
    assert subjects.hidden_codes("challenge", codes, draft.officer) == {"nothing"}
