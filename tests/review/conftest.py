"""What the tests of councils share: a call whose files are open, and whoever runs it."""

import pytest

from cauhien.accounts.states import Role
from tests.factories import a_user
from tests.review.things import a_call, a_small_procedure, an_initiative, an_invited_council


@pytest.fixture
def call(db):
    call = a_call()
    an_initiative(call)
    return call


@pytest.fixture
def coordinator(db):
    return a_user(Role.COORDINATOR)


@pytest.fixture
def small_call(db):
    call = a_call(procedure=a_small_procedure())
    an_initiative(call)
    return call


@pytest.fixture
def council(small_call, coordinator):
    """Return a council of three whose members were invited."""
    return an_invited_council(small_call, by=coordinator, size=3, number=6)
