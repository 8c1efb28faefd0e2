"""The cases of the matrix, made once for all tests of a file, and whoever asks from outside."""

from functools import cache

import pytest
from django.db import connection, transaction
from django.test import Client

from cauhien.notices.actions.preferences import preference_of
from tests.factories import sign_in
from tests.visibility.cases import CASES
from tests.visibility.places import text_of


@pytest.fixture(scope="module")
def cases(django_db_setup, django_db_blocker):
    """Yield {state: the case in it}, and take all of them back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = {state: make() for state, make in CASES.items()}
        connection.check_constraints()  # once, not after each test
        yield made
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def clients(cases, django_db_blocker):
    """Return {(state, role): whoever asks, signed in by both factors}."""
    found = {(state, role): Client() for state, case in cases.items() for role in case.people}
    with django_db_blocker.unblock():
        for (state, role), client in found.items():
            if (user := cases[state].people[role]).is_authenticated:
                sign_in(client, user)
    return found


@pytest.fixture(scope="module")
def ask(cases, clients):
    """Return ask(state, role, address): the text of the answer; each is asked for once.

    Nothing that is written in answering stays: it would tell the next who asks of the one before.
    """

    @cache
    def ask(state, role, address):
        path, client = address.removeprefix("POST "), clients[state, role]
        with transaction.atomic():
            if "OWN" in path:
                user = cases[state].people[role]
                own = preference_of(user).secret if user.is_authenticated else "nobody"
                path = address = path.replace("OWN", own)
            text = text_of(client.get(path) if path == address else client.post(path))
            transaction.set_rollback(True)
        return text

    return ask
