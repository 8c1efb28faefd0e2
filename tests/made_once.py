"""What takes long to make is made once for a file of tests, and each test begins with it anew."""

import pytest
from django.db import connection, transaction


def made_once(make):
    """Return a fixture of the module that makes something, and takes it back after the last test.

    What one test does to the database is taken back before the next; what it does to the objects
    is not: a file whose tests change them gives each a `deepcopy`.
    """

    @pytest.fixture(scope="module")
    def made(django_db_setup, django_db_blocker):
        with django_db_blocker.unblock(), transaction.atomic():
            thing = make()
            connection.check_constraints()  # once, not after each test
            yield thing
            transaction.set_rollback(True)

    return made
