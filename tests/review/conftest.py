"""What the tests of councils share: a call whose files are open, and whoever runs it."""

import pytest

from cauhien.accounts.states import Role
from tests.factories import a_user
from tests.review.things import a_call, an_initiative


@pytest.fixture
def call(db):
    call = a_call()
    an_initiative(call)
    return call


@pytest.fixture
def coordinator(db):
    return a_user(Role.COORDINATOR)
